using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials.Log;

[JsonConverter(typeof(JsonStringEnumConverter<CredentialDeed>))]
public enum CredentialDeed
{
    /// <summary>It had been issued before there was a log.</summary>
    TakenIn,
    Issued,
    Renewed,

    /// <summary>The name was corrected.</summary>
    Corrected,
    Revoked,
    Restored,

    /// <summary>Its holder was forgotten.</summary>
    Forgotten,
}

/// <summary>
/// What was done to a certificate. Added, never changed, each with the hash of the one before (<see cref="Chain"/>): who alters or removes one has to rewrite all that follow, and whoever kept a later hash sees it. What is personal
/// goes into the hash only as a salted hash of its own, so that it can be forgotten and the chain still holds.
/// </summary>
public sealed class CredentialLogEntry
{
    private CredentialLogEntry()
    {
    }

    internal CredentialLogEntry(long number, Guid credentialId, CredentialDeed deed, DateTimeOffset at) => (Number, CredentialId, Deed, At) = (number, credentialId, deed, at);

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; private set; }

    public Guid CredentialId { get; private set; }

    public CredentialDeed Deed { get; private set; }

    /// <summary>UTC, to the millisecond.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>SHA-256 of what the certificate states after it, save its holder; hexadecimal.</summary>
    public string States { get; internal set; } = "";

    /// <summary>JSON: the holder's name, who did it and why. Null once she is forgotten.</summary>
    public string? Personal { get; internal set; }

    /// <summary>Random, so that nobody finds a name by trying names. Null once she is forgotten.</summary>
    public string? Salt { get; internal set; }

    /// <summary>SHA-256 of salt and personal part; hexadecimal.</summary>
    public string PersonalHash { get; internal set; } = "";

    /// <summary>SHA-256 over all the above and the hash of the entry before; hexadecimal.</summary>
    public string Hash { get; internal set; } = "";

    internal sealed class Table : IEntityTypeConfiguration<CredentialLogEntry>
    {
        private const int HashLength = 64;

        public void Configure(EntityTypeBuilder<CredentialLogEntry> builder)
        {
            builder.ToTable("CredentialLog");
            builder.HasKey(e => e.Number);
            builder.Property(e => e.Number).ValueGeneratedNever();
            builder.Property(e => e.States).HasMaxLength(HashLength);
            builder.Property(e => e.Salt).HasMaxLength(HashLength);
            builder.Property(e => e.PersonalHash).HasMaxLength(HashLength);
            builder.Property(e => e.Hash).HasMaxLength(HashLength);
            builder.HasIndex(e => e.CredentialId);
        }
    }
}

/// <summary>What an entry says of people.</summary>
/// <param name="Holder">The name on the certificate after it.</param>
/// <param name="Learner">Her id.</param>
/// <param name="By">Who did it; "" the site by its rules.</param>
/// <param name="Reason">Why, in her words.</param>
public sealed record PersonalPart(string Holder, string Learner, string By, string Reason);

public static class CredentialLogTables
{
    extension(LearningDb db)
    {
        public DbSet<CredentialLogEntry> CredentialLog => db.Set<CredentialLogEntry>();
    }
}
