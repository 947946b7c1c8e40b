using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Assessment;

/// <summary>What a facilitator gave an essay: points for each criterion of its rubric, and what she says about it. Added, never edited; the latest counts.</summary>
public sealed class Grade
{
    public const int LongestComment = 4_000;

    private Grade()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Whose the attempt is.</summary>
    public string LearnerId { get; private set; } = "";

    public Guid AttemptId { get; private set; }

    public string QuestionId { get; private set; } = "";

    /// <summary>In the order of the rubric.</summary>
    public List<int> Points { get; private set; } = [];

    public string Comment { get; private set; } = "";

    public string GradedBy { get; private set; } = "";

    public DateTimeOffset GradedAt { get; private set; }

    internal static Grade Give(string learnerId, Guid attemptId, string questionId, IEnumerable<int> points, string comment, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LearnerId = learnerId,
        AttemptId = attemptId,
        QuestionId = questionId,
        Points = [.. points],
        Comment = comment,
        GradedBy = by,
        GradedAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<Grade>
    {
        public void Configure(EntityTypeBuilder<Grade> builder)
        {
            builder.Property(g => g.Id).ValueGeneratedNever();
            builder.Property(g => g.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(g => g.QuestionId).HasMaxLength(LearningDb.LongestId);
            builder.Property(g => g.Comment).HasMaxLength(LongestComment);
            builder.Property(g => g.GradedBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(g => new { g.AttemptId, g.QuestionId });
            builder.HasOne<Attempt>().WithMany().HasForeignKey(g => g.AttemptId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
