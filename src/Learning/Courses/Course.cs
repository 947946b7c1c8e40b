using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses;

/// <summary>A course as learners find it: its address, and the revision in force.</summary>
public sealed class Course
{
    private Course()
    {
    }

    public Course(string id, string slug, DateTimeOffset now)
    {
        Id = id;
        Slug = slug;
        FirstPublishedAt = now;
    }

    /// <summary>The id its Markdown gives it, for ever.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Its address; moves with the folder's name.</summary>
    public string Slug { get; private set; } = "";

    public Guid CurrentRevisionId { get; private set; }

    public int CurrentNumber { get; private set; }

    public bool OpenForEnrolment { get; private set; } = true;

    public DateTimeOffset FirstPublishedAt { get; private set; }

    /// <summary>Since when it is not to be had any more: not in the catalogue, and nobody new joins. Null while it is. Certificates stay as they are.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Nor can those who are in it go on.</summary>
    public bool IsClosed { get; private set; }

    /// <param name="isClosed">Whether those who are in it cannot go on either; what they did before still counts when it arrives.</param>
    public void Withdraw(bool isClosed, DateTimeOffset now) => (WithdrawnAt, IsClosed, OpenForEnrolment) = (isClosed && !IsClosed ? now : WithdrawnAt ?? now, isClosed, false);

    public void BringBack() => (WithdrawnAt, IsClosed, OpenForEnrolment) = (null, false, true);

    public void PutInForce(CourseRevision revision, string slug)
    {
        CurrentRevisionId = revision.Id;
        CurrentNumber = revision.Number;
        Slug = slug;
    }

    internal sealed class Table : IEntityTypeConfiguration<Course>
    {
        public void Configure(EntityTypeBuilder<Course> builder)
        {
            builder.Property(c => c.Id).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.Slug).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(c => c.Slug).IsUnique();
            builder.Property(c => c.CurrentNumber).IsConcurrencyToken();
        }
    }
}

public static class CourseTables
{
    extension(LearningDb db)
    {
        public DbSet<Course> Courses => db.Set<Course>();

        public DbSet<CourseRevision> Revisions => db.Set<CourseRevision>();

        public DbSet<RevisionText> RevisionTexts => db.Set<RevisionText>();

        public DbSet<Media> Media => db.Set<Media>();
    }
}
