using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Editing.Reviewing;

/// <summary>What somebody says of a passage of a draft, or answers to it. It quotes the passage: the text may move and change, and one still sees what was meant.</summary>
public sealed class DraftComment
{
    public const int LongestQuote = 500;
    public const int LongestText = 4000;

    /// <summary>Comments and answers of one draft.</summary>
    public const int Most = 1000;

    private DraftComment()
    {
    }

    public Guid Id { get; private set; }

    public Guid DraftId { get; private set; }

    /// <summary>The comment it answers; null where it is one itself.</summary>
    public Guid? AnswerTo { get; private set; }

    /// <summary>The file; empty where the whole draft is meant.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The words that are meant, as they stood in the file; may be empty.</summary>
    public string Quote { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>Of the draft, when it was said.</summary>
    public int Version { get; private set; }

    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>Null while it is open; answers are as open as what they answer.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    public string? ResolvedBy { get; private set; }

    internal static DraftComment On(Guid id, Draft draft, string path, string quote, string text, string by, DateTimeOffset now) =>
        new() { Id = id, DraftId = draft.Id, Path = path, Quote = quote, Text = text, Version = draft.Version, By = by, At = now };

    internal static DraftComment Answering(Guid id, DraftComment to, int version, string text, string by, DateTimeOffset now) =>
        new() { Id = id, DraftId = to.DraftId, AnswerTo = to.Id, Path = to.Path, Text = text, Version = version, By = by, At = now };

    internal void Resolve(string by, DateTimeOffset now) => (ResolvedBy, ResolvedAt) = (by, now);

    internal void Reopen() => (ResolvedBy, ResolvedAt) = (null, null);

    internal sealed class Table : IEntityTypeConfiguration<DraftComment>
    {
        public void Configure(EntityTypeBuilder<DraftComment> builder)
        {
            builder.ToTable("DraftComments");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Path).HasMaxLength(RevisionFile.LongestPath);
            builder.Property(c => c.Quote).HasMaxLength(LongestQuote);
            builder.Property(c => c.Text).HasMaxLength(LongestText);
            builder.Property(c => c.By).HasMaxLength(LearningDb.LongestId);
            builder.Property(c => c.ResolvedBy).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<Draft>().WithMany().HasForeignKey(c => c.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>What somebody decided about a version of a draft: fit to be published, or not yet. Added, never edited; her latest word on that version holds.</summary>
public sealed class DraftVerdict
{
    public const int LongestText = 4000;

    private DraftVerdict()
    {
    }

    public Guid Id { get; private set; }

    public Guid DraftId { get; private set; }

    public int Version { get; private set; }

    public bool Approves { get; private set; }

    public string Text { get; private set; } = "";

    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    internal static DraftVerdict Of(Draft draft, bool approves, string text, string by, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), DraftId = draft.Id, Version = draft.Version, Approves = approves, Text = text, By = by, At = now };

    internal sealed class Table : IEntityTypeConfiguration<DraftVerdict>
    {
        public void Configure(EntityTypeBuilder<DraftVerdict> builder)
        {
            builder.ToTable("DraftVerdicts");
            builder.Property(v => v.Id).ValueGeneratedNever();
            builder.Property(v => v.Text).HasMaxLength(LongestText);
            builder.Property(v => v.By).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<Draft>().WithMany().HasForeignKey(v => v.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Somebody changed a file of a draft, once or often: her approval alone does not publish it.</summary>
public sealed class DraftHand
{
    private DraftHand()
    {
    }

    public DraftHand(Guid draftId, string editorId) => (DraftId, EditorId) = (draftId, editorId);

    public Guid DraftId { get; private set; }

    public string EditorId { get; private set; } = "";

    internal sealed class Table : IEntityTypeConfiguration<DraftHand>
    {
        public void Configure(EntityTypeBuilder<DraftHand> builder)
        {
            builder.ToTable("DraftHands");
            builder.HasKey(h => new { h.DraftId, h.EditorId });
            builder.Property(h => h.EditorId).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<Draft>().WithMany().HasForeignKey(h => h.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
