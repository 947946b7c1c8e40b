using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

[JsonConverter(typeof(JsonStringEnumConverter<ConcessionKind>))]
public enum ConcessionKind
{
    /// <summary>A later day.</summary>
    Extension,

    /// <summary>No day at all: she may do it when she can.</summary>
    Excuse,
}

/// <summary>What one learner is granted beyond the due dates of her cohort, by whom and why. Added, never edited.</summary>
public sealed class Concession
{
    private Concession()
    {
    }

    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    public string LearnerId { get; private set; } = "";

    /// <summary>"course/module"; empty: all modules.</summary>
    public string Module { get; private set; } = "";

    public ConcessionKind Kind { get; private set; }

    /// <summary>The last day, in the cohort's time zone; for an extension.</summary>
    public DateOnly? Until { get; private set; }

    public string Reason { get; private set; } = "";

    public string GrantedBy { get; private set; } = "";

    public DateTimeOffset GrantedAt { get; private set; }

    public bool IsFor(string courseId, string moduleId) => Module.Length == 0 || Module == $"{courseId}/{moduleId}";

    internal static Concession Grant(Guid cohortId, string learnerId, string module, ConcessionKind kind, DateOnly? until, string reason, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CohortId = cohortId,
        LearnerId = learnerId,
        Module = module,
        Kind = kind,
        Until = until,
        Reason = reason,
        GrantedBy = by,
        GrantedAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<Concession>
    {
        public void Configure(EntityTypeBuilder<Concession> builder)
        {
            builder.ToTable("Concessions");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.Module).HasMaxLength((2 * LearningDb.LongestId) + 1);
            builder.Property(c => c.Reason).HasMaxLength(Member.LongestReason);
            builder.Property(c => c.GrantedBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(c => new { c.CohortId, c.LearnerId });
            builder.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
