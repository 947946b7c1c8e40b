using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Assessment;

/// <summary>
/// One go at a quiz. It keeps the questions and the order it was started with, and the revision they come from, even when the course is
/// published again. Handed in once; after that nothing in it changes.
/// </summary>
public sealed class Attempt
{
    private const char Separator = ' ';

    private Attempt()
    {
    }

    /// <summary>The id of the entry that began it, made where it happened.</summary>
    public Guid Id { get; private set; }

    public string LearnerId { get; private set; } = "";

    public string CourseId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    public Guid RevisionId { get; private set; }

    /// <summary>Ids of its questions in their order, separated by spaces (an id has none).</summary>
    public string Questions { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When this server first heard of it; the time for it runs from then.</summary>
    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>When the time for it is over: by the clock of this server, and for this learner. Null where no clock runs.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public long RawNumerator { get; private set; }

    public long RawDenominator { get; private set; } = 1;

    public int Max { get; private set; }

    public bool Passed { get; private set; }

    /// <summary>An answer has yet to be read by a facilitator.</summary>
    public bool AwaitsGrading { get; private set; }

    public bool IsOpen => SubmittedAt is null;

    public IReadOnlyList<string> QuestionIds => Questions.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    public Score Score => new(new Fraction(RawNumerator, RawDenominator), Max);

    internal static Attempt Begin(Guid id, string activityId, Record.RecordContext context, IReadOnlyList<string> questions, DateTimeOffset at, DateTimeOffset? endsAt) => new()
    {
        Id = id,
        LearnerId = context.Enrolment.LearnerId,
        CourseId = context.Enrolment.CourseId,
        ActivityId = activityId,
        RevisionId = context.Revision.Id,
        Questions = string.Join(Separator, questions),
        StartedAt = at,
        BeganAt = context.Now,
        EndsAt = endsAt,
    };

    internal void HandIn(AttemptResult result, DateTimeOffset at)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("An attempt is handed in once.");
        }

        Mark(result);
        SubmittedAt = at;
    }

    /// <summary>What it is worth since somebody has read it, or a key was corrected.</summary>
    internal void Mark(AttemptResult result)
    {
        RawNumerator = result.Score.Raw.Numerator;
        RawDenominator = result.Score.Raw.Denominator;
        Max = result.Score.Max;
        Passed = result.Passed;
        AwaitsGrading = result.AwaitsGrading;
    }

    internal void EndAt(DateTimeOffset? endsAt) => EndsAt = endsAt;

    internal sealed class Table : IEntityTypeConfiguration<Attempt>
    {
        public void Configure(EntityTypeBuilder<Attempt> builder)
        {
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(a => new { a.LearnerId, a.CourseId, a.ActivityId });
            builder.HasIndex(a => new { a.CourseId, a.ActivityId, a.SubmittedAt });
            builder.HasIndex(a => a.EndsAt).HasFilter("\"SubmittedAt\" IS NULL");
            builder.HasIndex(a => a.SubmittedAt).HasFilter("\"AwaitsGrading\"");
            builder.HasIndex(a => new { a.RevisionId, a.SubmittedAt }).HasFilter("\"SubmittedAt\" IS NOT NULL");
            builder.Property(a => a.SubmittedAt).IsConcurrencyToken();
        }
    }
}

/// <summary>What an attempt came to.</summary>
public sealed record AttemptResult(Score Score, bool Passed, bool AwaitsGrading);

/// <summary>What a learner answered to one question of an attempt: her latest answer; the earlier ones are in the record.</summary>
public sealed class ItemResponse
{
    /// <summary>The condition for all answers of a learner's attempt (<see cref="Rows{T}.ReadAsync"/>): her id, the attempt's.</summary>
    internal const string OfAttempt = """
        "LearnerId" = @0 AND "AttemptId" = @1
        """;

    private ItemResponse()
    {
    }

    internal ItemResponse(Attempt attempt, string questionId)
    {
        LearnerId = attempt.LearnerId;
        AttemptId = attempt.Id;
        QuestionId = questionId;
    }

    /// <summary>Whose the attempt is: what lies on several servers is found by the learner (<see cref="Placement"/>).</summary>
    public string LearnerId { get; private set; } = "";

    public Guid AttemptId { get; private set; }

    public string QuestionId { get; private set; } = "";

    public List<string> Values { get; private set; } = [];

    public DateTimeOffset AnsweredAt { get; private set; }

    public Guid EntryId { get; private set; }

    /// <summary>1 to 3; null where she was not asked or did not say.</summary>
    public int? Certainty { get; private set; }

    public Response Response => new(Values) { Certainty = Certainty };

    /// <summary>The later answer stands, whichever arrives first; of two at one moment the one with the greater id.</summary>
    internal void Answer(Response response, Guid entryId, DateTimeOffset at)
    {
        if (at > AnsweredAt || (at == AnsweredAt && entryId.CompareTo(EntryId) > 0))
        {
            Values = [.. response.Values];
            Certainty = response.Certainty;
            AnsweredAt = at;
            EntryId = entryId;
        }
    }

    internal sealed class Table : IEntityTypeConfiguration<ItemResponse>
    {
        public void Configure(EntityTypeBuilder<ItemResponse> builder)
        {
            builder.HasKey(r => new { r.AttemptId, r.QuestionId });
            builder.Property(r => r.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(r => r.QuestionId).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<Attempt>().WithMany().HasForeignKey(r => r.AttemptId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public static class AssessmentTables
{
    extension(LearningDb db)
    {
        public DbSet<Attempt> Attempts => db.Set<Attempt>();

        public DbSet<ItemResponse> ItemResponses => db.Set<ItemResponse>();

        public DbSet<Allowance> Allowances => db.Set<Allowance>();

        public DbSet<Grade> Grades => db.Set<Grade>();

        public DbSet<KeyCorrection> KeyCorrections => db.Set<KeyCorrection>();

        public DbSet<ScoreChange> ScoreChanges => db.Set<ScoreChange>();
    }
}
