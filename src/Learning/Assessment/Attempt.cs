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

    public DateTimeOffset? SubmittedAt { get; private set; }

    public long RawNumerator { get; private set; }

    public long RawDenominator { get; private set; } = 1;

    public int Max { get; private set; }

    public bool Passed { get; private set; }

    public bool IsOpen => SubmittedAt is null;

    public IReadOnlyList<string> QuestionIds => Questions.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    public Score Score => new(new Fraction(RawNumerator, RawDenominator), Max);

    internal static Attempt Begin(Guid id, string activityId, Record.RecordContext context, IReadOnlyList<string> questions, DateTimeOffset at) => new()
    {
        Id = id,
        LearnerId = context.Enrolment.LearnerId,
        CourseId = context.Enrolment.CourseId,
        ActivityId = activityId,
        RevisionId = context.Revision.Id,
        Questions = string.Join(Separator, questions),
        StartedAt = at,
    };

    internal void HandIn(Score score, bool passed, DateTimeOffset at)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("An attempt is handed in once.");
        }

        RawNumerator = score.Raw.Numerator;
        RawDenominator = score.Raw.Denominator;
        Max = score.Max;
        Passed = passed;
        SubmittedAt = at;
    }

    internal sealed class Table : IEntityTypeConfiguration<Attempt>
    {
        public void Configure(EntityTypeBuilder<Attempt> builder)
        {
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(a => a.ActivityId).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(a => new { a.LearnerId, a.CourseId, a.ActivityId });
            builder.Property(a => a.SubmittedAt).IsConcurrencyToken();
        }
    }
}

/// <summary>What a learner answered to one question of an attempt: her latest answer; the earlier ones are in the record.</summary>
public sealed class ItemResponse
{
    private ItemResponse()
    {
    }

    internal ItemResponse(Guid attemptId, string questionId)
    {
        AttemptId = attemptId;
        QuestionId = questionId;
    }

    public Guid AttemptId { get; private set; }

    public string QuestionId { get; private set; } = "";

    public List<string> Values { get; private set; } = [];

    public DateTimeOffset AnsweredAt { get; private set; }

    public Guid EntryId { get; private set; }

    public Response Response => new(Values);

    /// <summary>The later answer stands, whichever arrives first; of two at one moment the one with the greater id.</summary>
    internal void Answer(Response response, Guid entryId, DateTimeOffset at)
    {
        if (at > AnsweredAt || (at == AnsweredAt && entryId.CompareTo(EntryId) > 0))
        {
            Values = [.. response.Values];
            AnsweredAt = at;
            EntryId = entryId;
        }
    }

    internal sealed class Table : IEntityTypeConfiguration<ItemResponse>
    {
        public void Configure(EntityTypeBuilder<ItemResponse> builder)
        {
            builder.HasKey(r => new { r.AttemptId, r.QuestionId });
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
    }
}
