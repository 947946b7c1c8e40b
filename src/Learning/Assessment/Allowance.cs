using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Assessment;

/// <summary>What one learner is allowed beyond the rules of a quiz, by whom and why. Added, never edited; several add up.</summary>
public sealed class Allowance
{
    public const int LongestReason = 500;
    public const int MostMinutes = 24 * 60;
    public const int MostAttempts = 20;

    private Allowance()
    {
    }

    public Guid Id { get; private set; }

    public string LearnerId { get; private set; } = "";

    public string CourseId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    public int ExtraMinutes { get; private set; }

    public int ExtraAttempts { get; private set; }

    /// <summary>She may begin and hand in until then, whatever the quiz says.</summary>
    public DateTimeOffset? ClosesAt { get; private set; }

    public string Reason { get; private set; } = "";

    public string GrantedBy { get; private set; } = "";

    public DateTimeOffset GrantedAt { get; private set; }

    internal static Allowance Grant(
        string learnerId, string courseId, string activityId, int minutes, int attempts, DateTimeOffset? closesAt, string reason, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LearnerId = learnerId,
        CourseId = courseId,
        ActivityId = activityId,
        ExtraMinutes = minutes,
        ExtraAttempts = attempts,
        ClosesAt = closesAt,
        Reason = reason,
        GrantedBy = by,
        GrantedAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<Allowance>
    {
        public void Configure(EntityTypeBuilder<Allowance> builder)
        {
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.GrantedBy).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.Reason).HasMaxLength(LongestReason);
            builder.HasIndex(a => new { a.LearnerId, a.CourseId, a.ActivityId });
        }
    }
}
