using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Review;

/// <summary>A question a learner has answered, and when it comes back to her.</summary>
public sealed class ReviewCard
{
    private ReviewCard()
    {
    }

    internal ReviewCard(string learnerId, string courseId, string questionId)
    {
        LearnerId = learnerId;
        CourseId = courseId;
        QuestionId = questionId;
    }

    public string LearnerId { get; private set; } = "";

    public string CourseId { get; private set; } = "";

    public string QuestionId { get; private set; } = "";

    /// <summary>0 to <see cref="ReviewSchedule.LastBox"/>: how well she knows it.</summary>
    public int Box { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset AnsweredAt { get; private set; }

    /// <summary>When she last answered it here, not in a quiz; null when she has not.</summary>
    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>Her latest answer.</summary>
    public List<string> Values { get; private set; } = [];

    /// <summary>She was very sure of it, and it was not right: such a question comes back before the others that are due.</summary>
    public bool WasSureAndWrong { get; private set; }

    /// <summary>What the numbers of the question were drawn with when she gave it.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>What they are drawn with when it comes back: other numbers each time, the same while she thinks.</summary>
    public string NextSeed => $"{LearnerId} {QuestionId} {AnsweredAt.ToUnixTimeMilliseconds()}";

    public Response Response => new(Values);

    /// <summary>An answer that happened before the latest one changes nothing, whenever it arrives.</summary>
    internal void Answer(Response response, string seed, bool isRight, DateTimeOffset at, bool isReview)
    {
        if (at <= AnsweredAt)
        {
            return;
        }

        Box = ReviewSchedule.BoxAfter(AnsweredAt == default ? null : Box, isRight);
        DueAt = ReviewSchedule.DueAfter(Box, at);
        AnsweredAt = at;
        ReviewedAt = isReview ? at : ReviewedAt;
        Values = [.. response.Values];
        WasSureAndWrong = response.IsVerySure && !isRight;
        Seed = seed;
    }

    /// <summary>The same card under another learner's id.</summary>
    internal ReviewCard CopyFor(string learnerId) => new(learnerId, CourseId, QuestionId)
    {
        Box = Box,
        DueAt = DueAt,
        AnsweredAt = AnsweredAt,
        ReviewedAt = ReviewedAt,
        Values = [.. Values],
        WasSureAndWrong = WasSureAndWrong,
        Seed = Seed,
    };

    internal sealed class Table : IEntityTypeConfiguration<ReviewCard>
    {
        public void Configure(EntityTypeBuilder<ReviewCard> builder)
        {
            builder.HasKey(c => new { c.LearnerId, c.CourseId, c.QuestionId });
            builder.Property(c => c.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.QuestionId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.Seed).HasMaxLength(3 * LearningDb.LongestId);
            builder.HasIndex(c => new { c.LearnerId, c.DueAt });
        }
    }
}

public static class ReviewTables
{
    extension(LearningDb db)
    {
        public DbSet<ReviewCard> ReviewCards => db.Set<ReviewCard>();
    }
}
