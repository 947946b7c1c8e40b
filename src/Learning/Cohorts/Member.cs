using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

/// <summary>How somebody came into a cohort.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JoinedBy>))]
public enum JoinedBy
{
    /// <summary>She had the code, the link or the poster.</summary>
    Code,

    /// <summary>She was invited by mail.</summary>
    Invitation,

    /// <summary>A facilitator put her in.</summary>
    Facilitator,

    /// <summary>She stood in a list.</summary>
    Roster,
}

/// <summary>
/// A learner in a cohort, and how she stands there: what <see cref="StandingRule"/> says of her results, stored when they change, so that a page over ten thousand recomputes nothing.
/// </summary>
public sealed class Member
{
    public const int LongestReason = 500;

    private Member()
    {
    }

    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    public string LearnerId { get; private set; } = "";

    public JoinedBy JoinedBy { get; private set; }

    public DateTimeOffset JoinedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Her latest step in any course of the cohort; null: none yet.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Of all courses of the cohort, 0..100 by minutes.</summary>
    public int Percent { get; private set; }

    public int DoneCount { get; private set; }

    public int RequiredCount { get; private set; }

    /// <summary>All courses of the cohort are completed.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>When the earliest module that she has not done is or was due, with what she was granted; null: none is.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <summary>The quiz that she has tried most often without passing, as "course/activity"; null where none worries.</summary>
    public string? FailingAt { get; private set; }

    public int FailedTries { get; private set; }

    /// <summary>Each module, as <see cref="ModuleStanding.Write"/> writes it.</summary>
    public string Modules { get; private set; } = "";

    public bool IsActive => WithdrawnAt is null;

    internal static Member Join(Guid cohortId, string learnerId, JoinedBy joinedBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CohortId = cohortId,
        LearnerId = learnerId,
        JoinedBy = joinedBy,
        JoinedAt = now,
    };

    internal void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;

    internal void Rejoin() => WithdrawnAt = null;

    /// <summary>By the time it happened, whichever entry arrives first.</summary>
    internal void WasHere(DateTimeOffset at) => LastAt = LastAt is { } known && known >= at ? known : at;

    internal void Stands(Standing standing)
    {
        Percent = standing.Percent;
        DoneCount = standing.DoneCount;
        RequiredCount = standing.RequiredCount;
        FinishedAt = standing.FinishedAt;
        NextDueAt = standing.NextDueAt;
        FailingAt = standing.FailingAt;
        FailedTries = standing.FailedTries;
        Modules = ModuleStanding.Write(standing.Modules);
        if (standing.LastAt is { } last)
        {
            WasHere(last);
        }
    }

    internal sealed class Table : IEntityTypeConfiguration<Member>
    {
        public void Configure(EntityTypeBuilder<Member> builder)
        {
            builder.ToTable("Members");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(m => m.FailingAt).HasMaxLength((2 * LearningDb.LongestId) + 1);
            builder.HasIndex(m => new { m.CohortId, m.LearnerId }).IsUnique();
            builder.HasIndex(m => m.LearnerId);
            builder.HasOne<Cohort>().WithMany().HasForeignKey(m => m.CohortId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
