using System.Text.Json.Serialization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Notifications;

/// <summary>What a message is about; what somebody may wish not to get by mail.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Topic>))]
public enum Topic
{
    /// <summary>An invitation into a cohort. Its mail goes to an address; there may be no account yet.</summary>
    Invitation,

    Welcome,

    /// <summary>A facilitator's own words.</summary>
    FromFacilitator,

    Reminder,

    DueDate,

    Grade,

    Certificate,

    /// <summary>The week of a facilitator's cohorts.</summary>
    Digest,

    /// <summary>What became of a draft, for those who write, review and publish it.</summary>
    Draft,

    /// <summary>Something she had done has changed so much that it has to be seen again.</summary>
    SeeAgain,
}

/// <summary>A message in somebody's inbox on this site; people without mail get everything here.</summary>
public sealed class Message
{
    public const int LongestSubject = 200;
    public const int LongestText = 8000;
    public const int LongestHref = 300;
    public const int LongestKey = 200;

    private Message()
    {
    }

    public Guid Id { get; private set; }

    public string LearnerId { get; private set; } = "";

    public Topic Topic { get; private set; }

    /// <summary>The language it is written in.</summary>
    public string Language { get; private set; } = "en";

    public string Subject { get; private set; } = "";

    /// <summary>Plain text, a blank line between paragraphs.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where it leads, an address within the site; null: nowhere.</summary>
    public string? Href { get; private set; }

    public Guid? CohortId { get; private set; }

    /// <summary>The facilitator whose words they are; null: the site's.</summary>
    public string? SentBy { get; private set; }

    /// <summary>Names its cause, so that one cause makes one message: unique.</summary>
    public string Key { get; private set; } = "";

    public DateTimeOffset SentAt { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    internal static Message To(string learnerId, Topic topic, string language, string subject, string text, string? href, Guid? cohortId, string? sentBy, string key, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LearnerId = learnerId,
        Topic = topic,
        Language = language,
        Subject = subject,
        Text = text,
        Href = href,
        CohortId = cohortId,
        SentBy = sentBy,
        Key = key,
        SentAt = now,
    };

    internal void Read(DateTimeOffset now) => ReadAt ??= now;

    internal sealed class Table : IEntityTypeConfiguration<Message>
    {
        public void Configure(EntityTypeBuilder<Message> builder)
        {
            builder.ToTable("Messages");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.LearnerId).HasMaxLength(LearningDb.LongestId);
            builder.Property(m => m.Language).HasMaxLength(8);
            builder.Property(m => m.Subject).HasMaxLength(LongestSubject);
            builder.Property(m => m.Text).HasMaxLength(LongestText);
            builder.Property(m => m.Href).HasMaxLength(LongestHref);
            builder.Property(m => m.SentBy).HasMaxLength(LearningDb.LongestId);
            builder.Property(m => m.Key).HasMaxLength(LongestKey);
            builder.HasIndex(m => m.Key).IsUnique();
            builder.HasIndex(m => new { m.LearnerId, m.SentAt });
            builder.HasIndex(m => new { m.CohortId, m.SentAt });
        }
    }
}

public static class NotificationTables
{
    extension(LearningDb db)
    {
        public DbSet<Message> Messages => db.Set<Message>();

        public DbSet<Mail> Mails => db.Set<Mail>();

        public DbSet<MailWish> MailWishes => db.Set<MailWish>();
    }
}
