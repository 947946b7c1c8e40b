using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials;

/// <summary>
/// A certificate: that somebody completed a course. It carries its own copy of all it states, so it stays true and checkable whatever
/// becomes of the course or the account.
/// </summary>
public sealed class Credential
{
    private Credential()
    {
    }

    /// <summary>Public: it stands in the address that anyone may check. Random enough not to be guessed.</summary>
    public Guid Id { get; private set; }

    public string CourseId { get; private set; } = "";

    public string LearnerId { get; private set; } = "";

    public string HolderName { get; private set; } = "";

    public string CourseTitle { get; private set; } = "";

    /// <summary>The language she took the course in, where the course has it; else the course's own: en, fr, es, ar …</summary>
    public string Language { get; private set; } = "";

    public decimal Hours { get; private set; }

    /// <summary>The revision number in force when it was completed.</summary>
    public int RevisionNumber { get; private set; }

    /// <summary>Per cent of the best attempt at the course's test, where it has one.</summary>
    public int? TestPercent { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>Null where it was not read.</summary>
    public CredentialStatus? Status { get; private set; }

    public static Credential Issue(
        string courseId, string learnerId, string holderName, Authoring.CourseOutline outline, int revisionNumber, int? testPercent, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        CourseId = courseId,
        LearnerId = learnerId,
        HolderName = holderName,
        CourseTitle = outline.Title,
        Language = outline.Language,
        Hours = outline.Hours,
        RevisionNumber = revisionNumber,
        TestPercent = testPercent,
        IssuedAt = now,
        Status = new(),
    };

    internal sealed class Table : IEntityTypeConfiguration<Credential>
    {
        public void Configure(EntityTypeBuilder<Credential> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.CourseId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.HolderName).HasMaxLength(Accounts.Learner.LongestName);
            builder.HasIndex(c => new { c.LearnerId, c.CourseId }).IsUnique();
        }
    }
}

public static class CredentialTables
{
    extension(LearningDb db)
    {
        public DbSet<Credential> Credentials => db.Set<Credential>();
    }
}
