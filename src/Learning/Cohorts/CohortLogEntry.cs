using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

[JsonConverter(typeof(JsonStringEnumConverter<CohortDeed>))]
public enum CohortDeed
{
    Created,
    Changed,
    Archived,
    Reopened,
    CodeRenewed,
    FacilitatorAdded,
    FacilitatorRemoved,
    Invited,
    Joined,
    Added,
    Withdrawn,
    Moved,
    Extended,
    Excused,

    /// <summary>More time, attempts or days for a quiz.</summary>
    Allowed,
    Messaged,
    Imported,
    AttendanceTaken,
    PaperEntered,

    /// <summary>The addresses of somebody's calendar from before lead nowhere any more.</summary>
    CalendarRenewed,
    MeetingPlanned,
    MeetingCancelled,
    InvitationWithdrawn,
}

/// <summary>Who did what in a cohort, to whom, when and why. Added, never edited.</summary>
public sealed class CohortLogEntry
{
    private const int LongestDetail = 400;

    private CohortLogEntry()
    {
    }

    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    public CohortDeed Deed { get; private set; }

    /// <summary>Whom it is about; null: the cohort.</summary>
    public string? LearnerId { get; private set; }

    public string Detail { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>Who did it.</summary>
    public string DoneBy { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>An id is given where the deed was named before it was done, so that it is logged once.</summary>
    internal static CohortLogEntry Of(Guid cohortId, CohortDeed deed, string by, DateTimeOffset now, string? learnerId = null, string detail = "", string reason = "", Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(now),
        CohortId = cohortId,
        Deed = deed,
        LearnerId = learnerId,
        Detail = detail.Length <= LongestDetail ? detail : detail[..LongestDetail],
        Reason = reason,
        DoneBy = by,
        At = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<CohortLogEntry>
    {
        public void Configure(EntityTypeBuilder<CohortLogEntry> builder)
        {
            builder.ToTable("CohortLog");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(e => e.Detail).HasMaxLength(LongestDetail);
            builder.Property(e => e.Reason).HasMaxLength(Member.LongestReason);
            builder.Property(e => e.DoneBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(e => new { e.CohortId, e.At });
            builder.HasIndex(e => e.LearnerId);
            builder.HasOne<Cohort>().WithMany().HasForeignKey(e => e.CohortId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
