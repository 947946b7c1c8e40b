using System.Text.Json.Serialization;
using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Notifications;

[JsonConverter(typeof(JsonStringEnumConverter<MailState>))]
public enum MailState
{
    /// <summary>It waits for its turn, or for its next try.</summary>
    Queued,

    /// <summary>A worker has it in hand.</summary>
    Sending,

    Sent,

    /// <summary>The server said no, for good.</summary>
    Refused,

    /// <summary>It was tried often enough, or it cannot be known whether it arrived.</summary>
    GivenUp,
}

/// <summary>A mail to be sent: written in the transaction of its cause, sent later by a round, with all that is known of its fate.</summary>
public sealed class Mail
{
    public const int LongestAnswer = 500;
    public const int LongestBody = 40_000;

    private Mail()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The same message in the inbox; null for an invitation to somebody without an account.</summary>
    public Guid? MessageId { get; private set; }

    /// <summary>Null: somebody without an account.</summary>
    public string? LearnerId { get; private set; }

    public Guid? CohortId { get; private set; }

    public Topic Topic { get; private set; }

    public string Address { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Language { get; private set; } = "en";

    public string Subject { get; private set; } = "";

    public string TextBody { get; private set; } = "";

    public string HtmlBody { get; private set; } = "";

    /// <summary>Names its cause, so that one cause makes one mail: unique.</summary>
    public string Key { get; private set; } = "";

    public MailState State { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset NextTryAt { get; private set; }

    /// <summary>The server's words, or ours where there was no server.</summary>
    public string Answer { get; private set; } = "";

    public DateTimeOffset QueuedAt { get; private set; }

    /// <summary>When its state changed last.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    internal static Mail Queue(
        Guid? messageId, string? learnerId, Guid? cohortId, Topic topic, string address, string name, string language, string subject, string textBody, string htmlBody, string key, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MessageId = messageId,
        LearnerId = learnerId,
        CohortId = cohortId,
        Topic = topic,
        Address = address,
        Name = name,
        Language = language,
        Subject = subject,
        TextBody = textBody,
        HtmlBody = htmlBody,
        Key = key,
        NextTryAt = now,
        QueuedAt = now,
        ChangedAt = now,
    };

    internal void Change(MailState state, string answer, DateTimeOffset now, DateTimeOffset? nextTryAt = null)
    {
        State = state;
        Answer = answer.Length <= LongestAnswer ? answer : answer[..LongestAnswer];
        ChangedAt = now;
        NextTryAt = nextTryAt ?? NextTryAt;
    }

    /// <summary>Somebody wants it sent again, knowing why it failed; it has all its tries again. False: it did not fail (any more).</summary>
    internal bool Again(string? address, DateTimeOffset now)
    {
        if (State is not (MailState.Refused or MailState.GivenUp))
        {
            return false;
        }

        Address = string.IsNullOrWhiteSpace(address) ? Address : address;
        Tries = 0;
        Change(MailState.Queued, Answer, now, now);
        return true;
    }

    internal void Take(DateTimeOffset now)
    {
        Tries++;
        Change(MailState.Sending, Answer, now);
    }

    internal sealed class Table : IEntityTypeConfiguration<Mail>
    {
        public void Configure(EntityTypeBuilder<Mail> builder)
        {
            builder.ToTable("Mails");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(m => m.Address).HasMaxLength(Learner.LongestEmail);
            builder.Property(m => m.Name).HasMaxLength(Learner.LongestName);
            builder.Property(m => m.Language).HasMaxLength(8);
            builder.Property(m => m.Subject).HasMaxLength(Message.LongestSubject);
            builder.Property(m => m.TextBody).HasMaxLength(LongestBody);
            builder.Property(m => m.HtmlBody).HasMaxLength(LongestBody);
            builder.Property(m => m.Key).HasMaxLength(Message.LongestKey);
            builder.Property(m => m.Answer).HasMaxLength(LongestAnswer);
            builder.HasIndex(m => m.Key).IsUnique();
            builder.HasIndex(m => new { m.State, m.NextTryAt });
            builder.HasIndex(m => new { m.CohortId, m.QueuedAt });
            builder.HasIndex(m => m.LearnerId);
        }
    }
}

/// <summary>Somebody does not wish mail on a topic. Its messages still come into her inbox.</summary>
public sealed class MailWish
{
    private MailWish()
    {
    }

    internal MailWish(string learnerId, Topic topic, DateTimeOffset now) => (LearnerId, Topic, Since) = (learnerId, topic, now);

    public string LearnerId { get; private set; } = "";

    public Topic Topic { get; private set; }

    public DateTimeOffset Since { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<MailWish>
    {
        public void Configure(EntityTypeBuilder<MailWish> builder)
        {
            builder.ToTable("MailWishes");
            builder.HasKey(w => new { w.LearnerId, w.Topic });
            builder.Property(w => w.LearnerId).HasMaxLength(LearningDb.LongestId);
        }
    }
}
