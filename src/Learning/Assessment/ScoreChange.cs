using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Assessment;

/// <summary>An attempt's result changed after it was handed in: what it was, what it is, and why. The history of a score; nothing in it is ever edited.</summary>
public sealed class ScoreChange
{
    private ScoreChange()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Whose the attempt is.</summary>
    public string LearnerId { get; private set; } = "";

    public Guid AttemptId { get; private set; }

    /// <summary>The grade or correction that changed it.</summary>
    public Guid CauseId { get; private set; }

    /// <summary>In the words of whoever decided; empty where an essay was read.</summary>
    public string Reason { get; private set; } = "";

    public long BeforeNumerator { get; private set; }

    public long BeforeDenominator { get; private set; } = 1;

    public int BeforeMax { get; private set; }

    public bool PassedBefore { get; private set; }

    public long AfterNumerator { get; private set; }

    public long AfterDenominator { get; private set; } = 1;

    public int AfterMax { get; private set; }

    public bool PassedAfter { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Score Before => new(new Fraction(BeforeNumerator, BeforeDenominator), BeforeMax);

    public Score After => new(new Fraction(AfterNumerator, AfterDenominator), AfterMax);

    internal static ScoreChange Of(Attempt attempt, AttemptResult result, Guid causeId, string reason, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LearnerId = attempt.LearnerId,
        AttemptId = attempt.Id,
        CauseId = causeId,
        Reason = reason,
        BeforeNumerator = attempt.Score.Raw.Numerator,
        BeforeDenominator = attempt.Score.Raw.Denominator,
        BeforeMax = attempt.Score.Max,
        PassedBefore = attempt.Passed,
        AfterNumerator = result.Score.Raw.Numerator,
        AfterDenominator = result.Score.Raw.Denominator,
        AfterMax = result.Score.Max,
        PassedAfter = result.Passed,
        At = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<ScoreChange>
    {
        public void Configure(EntityTypeBuilder<ScoreChange> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.Reason).HasMaxLength(KeyCorrection.LongestReason);
            builder.HasIndex(c => c.AttemptId);
            builder.HasOne<Attempt>().WithMany().HasForeignKey(c => c.AttemptId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
