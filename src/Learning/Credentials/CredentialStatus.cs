using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials;

/// <summary>Whether a certificate holds, and its place in the lists that other programs ask.</summary>
public sealed class CredentialStatus
{
    /// <summary>Counted by the database, from 1: its place in all lists together.</summary>
    public int Place { get; private set; }

    public Guid CredentialId { get; private set; }

    /// <summary>Null: it holds.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<CredentialStatus>
    {
        public void Configure(EntityTypeBuilder<CredentialStatus> builder)
        {
            builder.ToTable("CredentialStatuses");
            builder.HasKey(s => s.Place);
            builder.HasOne<Credential>().WithOne(c => c.Status).HasForeignKey<CredentialStatus>(s => s.CredentialId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
