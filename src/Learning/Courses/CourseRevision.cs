using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses;

/// <summary>A course as it was published once: numbered from 1, never changed afterwards. What learners see and attempts are held to.</summary>
public sealed class CourseRevision
{
    private CourseRevision()
    {
    }

    public CourseRevision(string courseId, int number, string hash, string outline, DateTimeOffset now, Publication? publication = null)
    {
        (Origin, PublishedBy, Note) = publication ?? new Publication();
        Id = Guid.CreateVersion7(now);
        CourseId = courseId;
        Number = number;
        Hash = hash;
        Outline = outline;
        PublishedAt = now;
    }

    public Guid Id { get; private set; }

    public string CourseId { get; private set; } = "";

    public int Number { get; private set; }

    /// <summary>SHA-256 of everything in it, lower-case hex: the same folder gives the same hash.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>JSON of <see cref="Authoring.CourseOutline"/>.</summary>
    public string Outline { get; private set; } = "";

    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Who put it in force; null where a command or a recipe did.</summary>
    public string? PublishedBy { get; private set; }

    public RevisionOrigin Origin { get; private set; }

    /// <summary>What is new in it, in the words of whoever published it; may be empty.</summary>
    public string Note { get; private set; } = "";

    internal sealed class Table : IEntityTypeConfiguration<CourseRevision>
    {
        public void Configure(EntityTypeBuilder<CourseRevision> builder)
        {
            builder.Property(r => r.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(r => r.Hash).HasMaxLength(64);
            builder.Property(r => r.PublishedBy).HasMaxLength(LearningDb.LongestId);
            builder.Property(r => r.Origin).HasDefaultValue(RevisionOrigin.Files);
            builder.Property(r => r.Note).HasMaxLength(Publication.LongestNote).HasDefaultValue("");
            builder.HasIndex(r => new { r.CourseId, r.Number }).IsUnique();
        }
    }
}

/// <summary>Where a revision came from, who put it in force (null: a command or a recipe), and what they said of it.</summary>
public sealed record Publication(RevisionOrigin Origin = RevisionOrigin.Files, string? By = null, string Note = "")
{
    /// <summary>In characters.</summary>
    public const int LongestNote = 2000;
}

public enum RevisionOrigin
{
    /// <summary>Read from files by a command or a recipe.</summary>
    Files,

    /// <summary>Written in the site.</summary>
    Site,

    /// <summary>An earlier revision, put in force again.</summary>
    Rollback,
}

/// <summary>The text of one activity, or the pool, in a revision: JSON of <see cref="Authoring.LessonText"/>, <see cref="Authoring.QuizText"/> the pool's questions.</summary>
public sealed class RevisionText
{

    /// <summary>The activity id under which the pool is kept; no author can give it.</summary>
    public const string Pool = "*pool";

    private RevisionText()
    {
    }

    public RevisionText(Guid revisionId, string activityId, string text)
    {
        RevisionId = revisionId;
        ActivityId = activityId;
        Text = text;
    }

    public Guid RevisionId { get; private set; }

    public string ActivityId { get; private set; } = "";

    public string Text { get; private set; } = "";

    internal sealed class Table : IEntityTypeConfiguration<RevisionText>
    {
        public void Configure(EntityTypeBuilder<RevisionText> builder)
        {
            builder.HasKey(t => new { t.RevisionId, t.ActivityId });
            builder.Property(t => t.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<CourseRevision>().WithMany().HasForeignKey(t => t.RevisionId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The same of a translation: a text in another language than the course's own, or (under <see cref="Outline"/>) the whole outline in it.</summary>
public sealed class RevisionTranslation
{
    /// <summary>The activity id under which the outline is kept; no author can give it.</summary>
    public const string Outline = "*outline";

    private RevisionTranslation()
    {
    }

    public RevisionTranslation(Guid revisionId, string language, string activityId, string text)
    {
        RevisionId = revisionId;
        Language = language;
        ActivityId = activityId;
        Text = text;
    }

    public Guid RevisionId { get; private set; }

    public string Language { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    public string Text { get; private set; } = "";

    internal sealed class Table : IEntityTypeConfiguration<RevisionTranslation>
    {
        public void Configure(EntityTypeBuilder<RevisionTranslation> builder)
        {
            builder.HasKey(t => new { t.RevisionId, t.Language, t.ActivityId });
            builder.Property(t => t.Language).HasMaxLength(10);
            builder.Property(t => t.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<CourseRevision>().WithMany().HasForeignKey(t => t.RevisionId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
