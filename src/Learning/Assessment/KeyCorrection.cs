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

    /// <summary>Attempts up to this id have been marked again; they go in the order of their ids.</summary>
    public Guid MarkedUpTo { get; private set; }

    /// <summary>When all attempts of its time had been marked again; null while that goes on.</summary>
    public DateTimeOffset? MarkedAt { get; private set; }

    /// <summary>The corrected question asks the same: its options, parts or gaps are what they were, so that an old answer still means what it meant.</summary>
    public static bool Fits(Question asked, Question corrected) => asked.Kind == corrected.Kind && Asks(asked).SequenceEqual(Asks(corrected), StringComparer.Ordinal);

    internal void MarkUpTo(Guid attemptId) => MarkedUpTo = attemptId;

    internal void Finish(DateTimeOffset now) => MarkedAt = now;

    private static IEnumerable<string> Asks(Question question)
    {
        var view = question.For("").Show(Response.Empty, null, null);
        return [
            .. view.Options.Select(o => $"{o.Value} {o.Text}"),
            .. view.Parts.SelectMany(p => p.Choices.Select(c => $"{p.Key} {c.Value} {c.Text}").Order(StringComparer.Ordinal).Prepend($"{p.Key} {p.Label}")),
            .. view.Criteria.SelectMany(c => c.Levels.Select(l => $"{c.Key} {l.Points}")),
        ];
    }

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
            builder.HasIndex(c => c.MarkedAt);
        }
    }
}
