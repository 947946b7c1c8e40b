using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Cohorts;

/// <summary>Somebody is invited into a cohort by mail. Its token, in the link of that mail, lets one person in, once, until it expires.</summary>
public sealed class Invitation
{
    public const int LongestToken = 43;
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    private Invitation()
    {
    }

    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    public string Address { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The language of the mail: en, fr, es, ar.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>SHA-256 of the token in hexadecimal signs: the database does not let anybody in.</summary>
    public string TokenHash { get; private set; } = "";

    public string InvitedBy { get; private set; } = "";

    public DateTimeOffset InvitedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Who came in by it.</summary>
    public string? LearnerId { get; private set; }

    public bool IsOpenAt(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    internal static Invitation Invite(Guid cohortId, string address, string name, string language, string tokenHash, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CohortId = cohortId,
        Address = address,
        Name = name,
        Language = language,
        TokenHash = tokenHash,
        InvitedBy = by,
        InvitedAt = now,
        ExpiresAt = now + Lasts,
    };

    /// <summary>A facilitator ended it before its time.</summary>
    public bool IsWithdrawn => UsedAt is null && ExpiresAt < InvitedAt + Lasts;

    internal void Use(string learnerId, DateTimeOffset now) => (LearnerId, UsedAt) = (learnerId, now);

    internal void Withdraw(DateTimeOffset now) => ExpiresAt = now;

    internal sealed class Table : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> builder)
        {
            builder.ToTable("Invitations");
            builder.Property(i => i.Id).ValueGeneratedNever();
            builder.Ignore(i => i.IsWithdrawn);
            builder.Property(i => i.Address).HasMaxLength(Learner.LongestEmail);
            builder.Property(i => i.Name).HasMaxLength(Learner.LongestName);
            builder.Property(i => i.Language).HasMaxLength(8);
            builder.Property(i => i.TokenHash).HasMaxLength(64);
            builder.Property(i => i.InvitedBy).HasMaxLength(LearningDb.LongestId);
            builder.Property(i => i.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(i => i.TokenHash).IsUnique();
            builder.HasIndex(i => new { i.CohortId, i.Address });
            builder.HasIndex(i => i.LearnerId);
            builder.HasOne<Cohort>().WithMany().HasForeignKey(i => i.CohortId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
