using Learning.Data;
using Learning.Questions;
using Learning.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Progress;

/// <summary>
/// What a learner has reached in one activity. It only ever grows: done stays done, passed stays passed, the best score stays (or where a quiz
/// says so, her first or last one); so the order in which entries arrive does not matter.
/// </summary>
public sealed class ActivityResult
{
    private ActivityResult()
    {
    }

    internal ActivityResult(string learnerId, string courseId, string activityId)
    {
        LearnerId = learnerId;
        CourseId = courseId;
        ActivityId = activityId;
    }

    public string LearnerId { get; private set; } = "";

    public string CourseId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    public DateTimeOffset? DoneAt { get; private set; }

    public DateTimeOffset? PassedAt { get; private set; }

    /// <summary>When she did it last: what has to be seen again asks for that. Null where nobody wrote it down yet; then it is <see cref="DoneAt"/>.</summary>
    public DateTimeOffset? LastDoneAt { get; private set; }

    public DateTimeOffset? LastPassedAt { get; private set; }

    /// <summary>Attempts handed in.</summary>
    public int Tries { get; private set; }

    public long BestNumerator { get; private set; }

    public long BestDenominator { get; private set; } = 1;

    public int BestMax { get; private set; }

    /// <summary>The score that counts: the best one, where the quiz does not count the first or the last.</summary>
    public Score Best => new(new Fraction(BestNumerator, BestDenominator), BestMax);

    /// <summary>All that may change.</summary>
    internal (DateTimeOffset? DoneAt, DateTimeOffset? PassedAt, DateTimeOffset? LastDoneAt, DateTimeOffset? LastPassedAt, int Tries, Score Best) Shown => (DoneAt, PassedAt, LastDoneAt, LastPassedAt, Tries, Best);

    public Reached Reached => new(ActivityId, DoneAt is not null, PassedAt is not null) { LastDoneAt = LastDoneAt ?? DoneAt, LastPassedAt = LastPassedAt ?? PassedAt };

    internal void Complete(DateTimeOffset at) => (DoneAt, LastDoneAt) = (Earlier(DoneAt, at), Later(LastDoneAt ?? DoneAt, at));

    internal void Add(ActivityReport report)
    {
        Tries += report.IsTry ? 1 : 0;
        Complete(report.At);
        if (report.Passed)
        {
            (PassedAt, LastPassedAt) = (Earlier(PassedAt, report.At), Later(LastPassedAt ?? PassedAt, report.At));
        }

        if (report.Replaces)
        {
            Count(report.Score);
        }
        else
        {
            Better(report.Score);
        }
    }

    /// <summary>Joins what was reached in the same activity under another id.</summary>
    internal void Join(ActivityResult other)
    {
        Tries += other.Tries;
        LastDoneAt = (other.LastDoneAt ?? other.DoneAt) is { } lastDone ? Later(LastDoneAt ?? DoneAt, lastDone) : LastDoneAt;
        LastPassedAt = (other.LastPassedAt ?? other.PassedAt) is { } lastPassed ? Later(LastPassedAt ?? PassedAt, lastPassed) : LastPassedAt;
        DoneAt = other.DoneAt is { } done ? Earlier(DoneAt, done) : DoneAt;
        PassedAt = other.PassedAt is { } passed ? Earlier(PassedAt, passed) : PassedAt;
        Better(other.Best);
    }

    private void Better(Score score)
    {
        if (score.Max > 0 && (BestMax == 0 || score.Scaled > Best.Scaled))
        {
            Count(score);
        }
    }

    private void Count(Score score)
    {
        BestNumerator = score.Raw.Numerator;
        BestDenominator = score.Raw.Denominator;
        BestMax = score.Max;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset at) => known is { } time && time < at ? time : at;

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known is { } time && time > at ? time : at;

    internal sealed class Table : IEntityTypeConfiguration<ActivityResult>
    {
        public void Configure(EntityTypeBuilder<ActivityResult> builder)
        {
            builder.HasKey(r => new { r.LearnerId, r.CourseId, r.ActivityId });
            builder.Property(r => r.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(r => r.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(r => r.ActivityId).HasMaxLength(LearningDb.LongestId);
        }
    }
}
