using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

/// <summary>What a facilitator notes about a learner; only facilitators of the cohort see it. A learner who asks for her data gets it too.</summary>
public sealed class FacilitatorNote
{
    public const int Longest = 4000;

    private FacilitatorNote()
    {
    }

    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    public string LearnerId { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string WrittenBy { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }

    internal static FacilitatorNote Write(Guid cohortId, string learnerId, string text, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CohortId = cohortId,
        LearnerId = learnerId,
        Text = text,
        WrittenBy = by,
        WrittenAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<FacilitatorNote>
    {
        public void Configure(EntityTypeBuilder<FacilitatorNote> builder)
        {
            builder.ToTable("FacilitatorNotes");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.Property(n => n.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(n => n.Text).HasMaxLength(Longest);
            builder.Property(n => n.WrittenBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(n => new { n.CohortId, n.LearnerId });
            builder.HasOne<Cohort>().WithMany().HasForeignKey(n => n.CohortId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
