using Learning.Data;
using Learning.Enrolments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Progress;

/// <summary>
/// The stored answer of the one rule for one enrolment, and where she was last. Every bar, list and grid reads this; nothing recomputes it.
/// Completed stays completed, also when a later revision asks for more; only what an author says has to be seen again opens it, until that is done.
/// </summary>
public sealed class CourseOutcome
{
    private const char Separator = ' ';

    private CourseOutcome()
    {
    }

    public Guid EnrolmentId { get; private set; }

    public string LearnerId { get; private set; } = "";

    public string CourseId { get; private set; } = "";

    /// <summary>The revision whose outline it was decided on.</summary>
    public Guid RevisionId { get; private set; }

    public int Percent { get; private set; }

    public int MinutesLeft { get; private set; }

    public int DoneCount { get; private set; }

    public int RequiredCount { get; private set; }

    /// <summary>Ids of the activities that count as done for her, separated by spaces.</summary>
    public string Done { get; private set; } = "";

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>The revision she completed; later ones change nothing about that. Null until then. Where something has to be seen again it stays, and <see cref="CompletedAt"/> is null meanwhile.</summary>
    public Guid? CompletedRevisionId { get; private set; }

    public string? LastActivityId { get; private set; }

    /// <summary>The heading she had reached in it.</summary>
    public string? LastPlace { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    public IReadOnlySet<string> DoneIds => Ids(Done);

    /// <summary>The ids in a stored <see cref="Done"/>.</summary>
    public static HashSet<string> Ids(string done) => [.. done.Split(Separator, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The furthest of them: they stand in the order of the course.</summary>
    public static string LastOf(string done) => done[(done.LastIndexOf(Separator) + 1)..];

    internal static CourseOutcome For(Guid enrolmentId, string courseId, string learnerId, DateTimeOffset now) => new()
    {
        EnrolmentId = enrolmentId,
        CourseId = courseId,
        LearnerId = learnerId,
        LastAt = now,
    };

    /// <summary>True when this made the course complete for the first time.</summary>
    internal bool Decide(Completion completion, Guid revisionId, DateTimeOffset now)
    {
        var before = RevisionId;
        RevisionId = revisionId;
        RequiredCount = completion.Required.Count;
        DoneCount = completion.DoneCount;
        Percent = completion.Percent;
        MinutesLeft = completion.MinutesLeft;
        Done = string.Join(Separator, completion.Done.Select(a => a.Id));

        if (CompletedAt is not null || CompletedRevisionId is not null)
        {
            CompletedRevisionId ??= before;
            CompletedAt = completion.ToSeeAgain.Count > 0 ? null : CompletedAt ?? now;
            return false;
        }

        // A course that asks for nothing is read, not completed.
        if (!completion.IsComplete || completion.Required.Count == 0 || CompletedAt is not null)
        {
            return false;
        }

        CompletedAt = now;
        CompletedRevisionId = revisionId;
        return true;
    }

    /// <summary>The latest place by the time it happened, whichever entry arrives first.</summary>
    internal void WasAt(string activityId, string? place, DateTimeOffset at)
    {
        if (LastActivityId is null || at >= LastAt)
        {
            LastPlace = place ?? (LastActivityId == activityId ? LastPlace : null);
            LastActivityId = activityId;
            LastAt = at;
        }
    }

    /// <summary>The same under another enrolment in the course.</summary>
    internal CourseOutcome CopyFor(Enrolment enrolment) => new()
    {
        EnrolmentId = enrolment.Id,
        LearnerId = enrolment.LearnerId,
        CourseId = CourseId,
        RevisionId = RevisionId,
        Percent = Percent,
        MinutesLeft = MinutesLeft,
        DoneCount = DoneCount,
        RequiredCount = RequiredCount,
        Done = Done,
        CompletedAt = CompletedAt,
        CompletedRevisionId = CompletedRevisionId,
        LastActivityId = LastActivityId,
        LastPlace = LastPlace,
        LastAt = LastAt,
    };

    /// <summary>Takes over what another outcome of the same course knew: the earlier completion, the later place.</summary>
    internal void Join(CourseOutcome other)
    {
        if (other.CompletedAt is not null && (CompletedAt is null || other.CompletedAt < CompletedAt))
        {
            CompletedAt = other.CompletedAt;
            CompletedRevisionId = other.CompletedRevisionId;
        }

        if (other.LastActivityId is not null)
        {
            WasAt(other.LastActivityId, other.LastPlace, other.LastAt);
        }
    }

    internal sealed class Table : IEntityTypeConfiguration<CourseOutcome>
    {
        public void Configure(EntityTypeBuilder<CourseOutcome> builder)
        {
            builder.HasKey(o => o.EnrolmentId);
            builder.Property(o => o.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(o => o.CourseId).HasMaxLength(LearningDb.LongestId).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);   // of one course for good: writing it again would touch its index
            builder.Property(o => o.LastActivityId).HasMaxLength(LearningDb.LongestId);
            builder.Property(o => o.LastPlace).HasMaxLength(Record.Entry.LongestPlace);
            builder.HasIndex(o => o.LearnerId);
            builder.HasIndex(o => o.CourseId);
            builder.HasOne<Enrolment>().WithOne().HasForeignKey<CourseOutcome>(o => o.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public static class ProgressTables
{
    extension(LearningDb db)
    {
        public DbSet<ActivityResult> ActivityResults => db.Set<ActivityResult>();

        public DbSet<CourseOutcome> CourseOutcomes => db.Set<CourseOutcome>();
    }
}
