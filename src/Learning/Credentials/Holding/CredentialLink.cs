using System.Security.Cryptography;
using Learning.Data;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials.Holding;

/// <summary>An address of a certificate that its holder gives to somebody, and may take back. It shows the certificate whatever she shows to others.</summary>
public sealed class CredentialLink
{
    public const int LongestLabel = 60;
    public const int TokenLength = 22;
    private const int TokenBytes = 16;

    private CredentialLink()
    {
    }

    public Guid Id { get; private set; }

    public Guid CredentialId { get; private set; }

    /// <summary>In the address; 128 random bits in base64url. As telling as the number of a certificate, and kept as that is.</summary>
    public string Token { get; private set; } = "";

    /// <summary>For whom, in her words; only she reads it.</summary>
    public string Label { get; private set; } = "";

    /// <summary>Whether it tells her real name; else what she is called to everybody.</summary>
    public bool ShowsName { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>Since when it leads nowhere; null: it leads to the certificate.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    internal static CredentialLink Make(Guid credentialId, string label, bool showsName, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CredentialId = credentialId,
        Token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes)),
        Label = label,
        ShowsName = showsName,
        MadeAt = now,
    };

    internal void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;

    internal sealed class Table : IEntityTypeConfiguration<CredentialLink>
    {
        public void Configure(EntityTypeBuilder<CredentialLink> builder)
        {
            builder.ToTable("CredentialLinks");
            builder.Property(l => l.Id).ValueGeneratedNever();
            builder.Property(l => l.Token).HasMaxLength(TokenLength);
            builder.Property(l => l.Label).HasMaxLength(LongestLabel);
            builder.HasIndex(l => l.Token).IsUnique();
            builder.HasIndex(l => l.CredentialId);
            builder.HasOne<Credential>().WithMany().HasForeignKey(l => l.CredentialId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

public static class CredentialLinkTables
{
    extension(LearningDb db)
    {
        public DbSet<CredentialLink> CredentialLinks => db.Set<CredentialLink>();
    }
}
