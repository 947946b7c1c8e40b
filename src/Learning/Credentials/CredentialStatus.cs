using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials;

[JsonConverter(typeof(JsonStringEnumConverter<RevocationCause>))]
public enum RevocationCause
{
    /// <summary>It should not have been issued: a wrong course, a wrong result.</summary>
    Mistake,

    /// <summary>What it certifies was done by somebody else, or against the rules of the test.</summary>
    Dishonesty,

    HolderAsked,

    /// <summary>Something else, which the reason says.</summary>
    Other,

    /// <summary>The same certificate stands in another place now, with a corrected name: what was given out before is no longer right.</summary>
    Replaced,
}

/// <summary>Whether a certificate holds, and its place in the lists that other programs ask. A place that was revoked stays so: a certificate that holds again has another.</summary>
public sealed class CredentialStatus
{
    public const int LongestReason = 500;

    /// <summary>Counted by the database, from 1: its place in all lists together.</summary>
    public int Place { get; private set; }

    public Guid CredentialId { get; private set; }

    /// <summary>Null: it holds.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    public RevocationCause? Cause { get; private set; }

    /// <summary>For the holder and those who look after her; the public is told the cause alone.</summary>
    public string Reason { get; private set; } = "";

    internal void Revoke(RevocationCause cause, string reason, DateTimeOffset now) => (RevokedAt, Cause, Reason) = (now, cause, reason);

    internal void Forget() => Reason = "";

    internal sealed class Table : IEntityTypeConfiguration<CredentialStatus>
    {
        public void Configure(EntityTypeBuilder<CredentialStatus> builder)
        {
            builder.ToTable("CredentialStatuses");
            builder.HasKey(s => s.Place);
            builder.Property(s => s.Reason).HasMaxLength(LongestReason).HasDefaultValue("");
            builder.HasIndex(s => s.CredentialId);
            builder.HasIndex(s => new { s.RevokedAt, s.CredentialId }).HasFilter("\"RevokedAt\" IS NOT NULL");
        }
    }
}
