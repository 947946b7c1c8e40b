using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

/// <summary>A cohort meets face to face.</summary>
public sealed class Meeting
{
    public const int LongestTitle = 120;
    public const int LongestPlace = 200;
    public const int MostMinutes = 24 * 60;

    private Meeting()
    {
    }

    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    /// <summary>The course it belongs to: attendance is an entry of its record.</summary>
    public string CourseId { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Place { get; private set; } = "";

    public DateTimeOffset StartsAt { get; private set; }

    public int Minutes { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    internal static Meeting Plan(Guid cohortId, string courseId, string title, string place, DateTimeOffset startsAt, int minutes, DateTimeOffset now, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(now),
        CohortId = cohortId,
        CourseId = courseId,
        Title = title,
        Place = place,
        StartsAt = startsAt,
        Minutes = minutes,
    };

    internal void Cancel(DateTimeOffset now) => CancelledAt ??= now;

    internal sealed class Table : IEntityTypeConfiguration<Meeting>
    {
        public void Configure(EntityTypeBuilder<Meeting> builder)
        {
            builder.ToTable("Meetings");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(m => m.Title).HasMaxLength(LongestTitle);
            builder.Property(m => m.Place).HasMaxLength(LongestPlace);
            builder.HasIndex(m => new { m.CohortId, m.StartsAt });
            builder.HasOne<Cohort>().WithMany().HasForeignKey(m => m.CohortId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

[JsonConverter(typeof(JsonStringEnumConverter<Presence>))]
public enum Presence
{
    Present,
    Absent,
    Excused,
}

/// <summary>Whether somebody was at a meeting, as it stands: the latest entry of the record about it.</summary>
public sealed class Attendance
{
    private Attendance()
    {
    }

    internal Attendance(Guid meetingId, string learnerId) => (MeetingId, LearnerId) = (meetingId, learnerId);

    public Guid MeetingId { get; private set; }

    public string LearnerId { get; private set; } = "";

    public Presence Presence { get; private set; }

    /// <summary>The entry of the record.</summary>
    public Guid EntryId { get; private set; }

    public string TakenBy { get; private set; } = "";

    public DateTimeOffset TakenAt { get; private set; }

    internal void Take(Presence presence, Guid entryId, string by, DateTimeOffset now) => (Presence, EntryId, TakenBy, TakenAt) = (presence, entryId, by, now);

    internal sealed class Table : IEntityTypeConfiguration<Attendance>
    {
        public void Configure(EntityTypeBuilder<Attendance> builder)
        {
            builder.ToTable("Attendances");
            builder.HasKey(a => new { a.MeetingId, a.LearnerId });
            builder.Property(a => a.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.TakenBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(a => a.LearnerId);
            builder.HasOne<Meeting>().WithMany().HasForeignKey(a => a.MeetingId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
