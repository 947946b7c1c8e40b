using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials.Keeping;

[JsonConverter(typeof(JsonStringEnumConverter<RequestKind>))]
public enum RequestKind
{
    /// <summary>Another name is to stand on it.</summary>
    Correction,

    /// <summary>It was revoked, and she holds that to be wrong.</summary>
    Appeal,
}

[JsonConverter(typeof(JsonStringEnumConverter<RequestState>))]
public enum RequestState
{
    Open,
    Granted,
    Declined,
}

/// <summary>What a holder asks of those in charge, and what they answered. One at a time of each kind.</summary>
public sealed class CredentialRequest
{
    public const int LongestText = 2000;

    private CredentialRequest()
    {
    }

    public Guid Id { get; private set; }

    public Guid CredentialId { get; private set; }

    public RequestKind Kind { get; private set; }

    /// <summary>The name she wants; "" for an appeal.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Why, in her words.</summary>
    public string Text { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public RequestState State { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    public string Answer { get; private set; } = "";

    internal static CredentialRequest Ask(Guid credentialId, RequestKind kind, string name, string text, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), CredentialId = credentialId, Kind = kind, Name = name, Text = text, AskedAt = now };

    internal void Answered(bool isGranted, string answer, string by, DateTimeOffset now) =>
        (State, Answer, AnsweredBy, AnsweredAt) = (isGranted ? RequestState.Granted : RequestState.Declined, answer, by, now);

    internal sealed class Table : IEntityTypeConfiguration<CredentialRequest>
    {
        public void Configure(EntityTypeBuilder<CredentialRequest> builder)
        {
            builder.ToTable("CredentialRequests");
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.Name).HasMaxLength(Accounts.Learner.LongestName);
            builder.Property(r => r.Text).HasMaxLength(LongestText);
            builder.Property(r => r.Answer).HasMaxLength(LongestText);
            builder.Property(r => r.AnsweredBy).HasMaxLength(LearningDb.LongestId);
            builder.HasIndex(r => r.CredentialId);
            builder.HasIndex(r => r.AskedAt).HasFilter("\"State\" = 'Open'");
            builder.HasOne<Credential>().WithMany().HasForeignKey(r => r.CredentialId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

public static class CredentialRequestTables
{
    extension(LearningDb db)
    {
        public DbSet<CredentialRequest> CredentialRequests => db.Set<CredentialRequest>();
    }
}
