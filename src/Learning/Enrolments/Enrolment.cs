using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Enrolments;

/// <summary>
/// A learner's place on one course. It remembers the revision it started with; she reads the revision in force, so that a corrected
/// figure reaches her too, and what she has done counts by activity id across revisions.
/// </summary>
public sealed class Enrolment
{
    private Enrolment()
    {
    }

    public Guid Id { get; private set; }

    public string CourseId { get; private set; } = "";

    public string LearnerId { get; private set; } = "";

    public Guid StartedWithRevisionId { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public bool IsActive => WithdrawnAt is null;

    public static Enrolment Start(Course course, string learnerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CourseId = course.Id,
        LearnerId = learnerId,
        StartedWithRevisionId = course.CurrentRevisionId,
        StartedAt = now,
    };

    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;

    /// <summary>The same place, for the account that a guest signed in to.</summary>
    internal Enrolment CopyFor(string learnerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CourseId = CourseId,
        LearnerId = learnerId,
        StartedWithRevisionId = StartedWithRevisionId,
        StartedAt = StartedAt,
        WithdrawnAt = WithdrawnAt,
    };

    public void Rejoin() => WithdrawnAt = null;

    internal sealed class Table : IEntityTypeConfiguration<Enrolment>
    {
        public void Configure(EntityTypeBuilder<Enrolment> builder)
        {
            builder.Property(e => e.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(e => e.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(e => new { e.LearnerId, e.CourseId }).IsUnique();
            builder.HasIndex(e => new { e.CourseId, e.StartedAt });
            builder.HasOne<Course>().WithMany().HasForeignKey(e => e.CourseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public static class EnrolmentTables
{
    extension(LearningDb db)
    {
        public DbSet<Enrolment> Enrolments => db.Set<Enrolment>();
    }
}
