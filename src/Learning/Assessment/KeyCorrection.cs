using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Assessment;

/// <summary>What was decided about a question whose key was wrong.</summary>
public enum Correction
{
    /// <summary>Answers are marked with the key of a later revision.</summary>
    NewKey,

    /// <summary>Everybody who was asked gets all its points.</summary>
    FullMarks,

    /// <summary>It counts for nobody.</summary>
    LeftOut,
}

/// <summary>A decision about a question whose key was wrong, for all attempts that asked it. Added, never edited; the latest counts.</summary>
public sealed class KeyCorrection
{
    public const int LongestReason = 500;

    private KeyCorrection()
    {
    }

    public Guid Id { get; private set; }

    public string CourseId { get; private set; } = "";

    public string QuestionId { get; private set; } = "";

    public Correction Correction { get; private set; }

    /// <summary>The revision that has the right key.</summary>
    public Guid RevisionId { get; private set; }

    public string Reason { get; private set; } = "";

    public string DecidedBy { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    internal static KeyCorrection Decide(string courseId, string questionId, Correction correction, Guid revisionId, string reason, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CourseId = courseId,
        QuestionId = questionId,
        Correction = correction,
        RevisionId = revisionId,
        Reason = reason,
        DecidedBy = by,
        DecidedAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<KeyCorrection>
    {
        public void Configure(EntityTypeBuilder<KeyCorrection> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.QuestionId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.Reason).HasMaxLength(LongestReason);
            builder.Property(c => c.DecidedBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(c => new { c.CourseId, c.QuestionId });
        }
    }
}

/// <summary>An attempt's result changed after it was handed in: what it was, what it is, and why. The history of a score; nothing in it is ever edited.</summary>
public sealed class ScoreChange
{
    private ScoreChange()
    {
    }

    public Guid Id { get; private set; }

    public Guid AttemptId { get; private set; }

    /// <summary>The grade or correction that changed it.</summary>
    public Guid CauseId { get; private set; }

    public string Before { get; private set; } = "";

    public string After { get; private set; } = "";

    public bool PassedBefore { get; private set; }

    public bool PassedAfter { get; private set; }

    public DateTimeOffset At { get; private set; }

    internal static ScoreChange Of(Attempt attempt, AttemptResult result, Guid causeId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AttemptId = attempt.Id,
        CauseId = causeId,
        Before = Text(attempt.Score),
        After = Text(result.Score),
        PassedBefore = attempt.Passed,
        PassedAfter = result.Passed,
        At = now,
    };

    /// <summary>Exact, for people and programs: "7/2 of 5".</summary>
    private static string Text(Score score) => $"{score.Raw.Numerator}/{score.Raw.Denominator} of {score.Max}";

    internal sealed class Table : IEntityTypeConfiguration<ScoreChange>
    {
        public void Configure(EntityTypeBuilder<ScoreChange> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Before).HasMaxLength(60);
            builder.Property(c => c.After).HasMaxLength(60);
            builder.HasIndex(c => c.AttemptId);
            builder.HasOne<Attempt>().WithMany().HasForeignKey(c => c.AttemptId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
