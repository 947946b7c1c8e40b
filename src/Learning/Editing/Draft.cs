using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Editing;

/// <summary>
/// A course as its editors are changing it, before anybody else sees it: the files that differ from those of the revision it began from. A course has at most one that is open, and all
/// its editors write in that one.
/// </summary>
public sealed class Draft
{
    /// <summary>The longest note of a revision, in characters.</summary>
    public const int LongestNote = 2000;

    private const int LongestZone = 64;
    private const int LongestTrouble = 100;

    private Draft()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The id its course.md gives or will give it, for ever.</summary>
    public string CourseId { get; private set; } = "";

    /// <summary>The same while the draft is open, null afterwards: two open drafts of one course cannot be.</summary>
    public string? OpenCourseId { get; private set; }

    /// <summary>The name of the course's folder below <c>courses</c>: its address.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>The revision its files are compared with; null where the course is new.</summary>
    public Guid? BaseRevisionId { get; private set; }

    /// <summary>The number of that revision; 0 where the course is new.</summary>
    public int BaseNumber { get; private set; }

    public DraftState State { get; private set; }

    public bool IsOpen => State is not (DraftState.Published or DraftState.Discarded);

    /// <summary>What the revision will say of itself.</summary>
    public string Note { get; private set; } = "";

    public string BegunBy { get; private set; } = "";

    public DateTimeOffset BegunAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Grows with every change of its files; what was said of an earlier one was not said of this.</summary>
    public int Version { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When it will be published by itself; null where nobody has said.</summary>
    public DateTimeOffset? ScheduledFor { get; private set; }

    /// <summary>Whose clock that was said by, an IANA name.</summary>
    public string? ScheduledZone { get; private set; }

    /// <summary>Who will have published it then.</summary>
    public string? ScheduledBy { get; private set; }

    /// <summary>Why it was not published at its time: the name of a text. Null where there is nothing to say.</summary>
    public string? Trouble { get; private set; }

    internal static Draft Begin(string courseId, string slug, Guid? baseRevisionId, int baseNumber, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CourseId = courseId,
        OpenCourseId = courseId,
        Slug = slug,
        BaseRevisionId = baseRevisionId,
        BaseNumber = baseNumber,
        BegunBy = by,
        BegunAt = now,
        ChangedAt = now,
    };

    /// <summary>One of its files is about to be another. What waits for its time does not wait any more: nobody has said that of the new text.</summary>
    internal void Touch(DateTimeOffset now)
    {
        (Version, ChangedAt) = (Version + 1, now);
        if (State == DraftState.Scheduled)
        {
            FallBack("Publication.Trouble.Changed");
        }
    }

    internal void HandIn() => State = State == DraftState.Writing ? DraftState.InReview : State;

    internal void TakeBack() => State = State == DraftState.InReview ? DraftState.Writing : State;

    internal void Schedule(DateTimeOffset at, string zone, string by) => (State, ScheduledFor, ScheduledZone, ScheduledBy, Trouble) = (DraftState.Scheduled, at, zone, by, null);

    /// <summary>Back to being written; with a reason where it was not by its editors' wish.</summary>
    internal void FallBack(string? trouble) => (State, ScheduledFor, ScheduledZone, ScheduledBy, Trouble) = (DraftState.Writing, null, null, null, trouble);

    /// <summary>From now on it is compared with another revision.</summary>
    internal void Rebase(Guid revisionId, int number, string slug, DateTimeOffset now)
    {
        (BaseRevisionId, BaseNumber, Slug, Trouble) = (revisionId, number, slug, null);
        Touch(now);
    }

    internal void Describe(string note) => Note = note;

    internal void Close(DraftState state, DateTimeOffset now) => (State, OpenCourseId, ClosedAt) = (state, null, now);

    internal sealed class Table : IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Draft> builder)
        {
            builder.ToTable("Drafts");
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Ignore(d => d.IsOpen);
            builder.Property(d => d.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(d => d.OpenCourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(d => d.Slug).HasMaxLength(LearningDb.LongestId);
            builder.Property(d => d.BegunBy).HasMaxLength(LearningDb.LongestId);
            builder.Property(d => d.Note).HasMaxLength(LongestNote);
            builder.Property(d => d.ScheduledZone).HasMaxLength(LongestZone);
            builder.Property(d => d.ScheduledBy).HasMaxLength(LearningDb.LongestId);
            builder.Property(d => d.Trouble).HasMaxLength(LongestTrouble);
            builder.Property(d => d.Version).IsConcurrencyToken();
            builder.HasIndex(d => d.ScheduledFor);
            builder.HasIndex(d => d.OpenCourseId).IsUnique();
            builder.HasIndex(d => d.CourseId);
        }
    }
}

public enum DraftState
{
    /// <summary>Being written.</summary>
    Writing,

    /// <summary>Handed to others to be read.</summary>
    InReview,

    /// <summary>Will be published at a time of its own.</summary>
    Scheduled,

    Published,

    /// <summary>Given up; what it changed is gone.</summary>
    Discarded,
}

public static class DraftTables
{
    extension(LearningDb db)
    {
        public DbSet<Draft> Drafts => db.Set<Draft>();

        public DbSet<DraftFile> DraftFiles => db.Set<DraftFile>();
    }
}
