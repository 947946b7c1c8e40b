using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Editing;

/// <summary>A file of a draft that is not as in the revision the draft began from: another text, a new one, or none.</summary>
public sealed class DraftFile
{
    private DraftFile()
    {
    }

    public Guid DraftId { get; private set; }

    /// <summary><c>courses/{slug}/01-a-human-right/01-why.md</c>, <c>sources.csv</c>.</summary>
    public string Path { get; private set; } = "";

    /// <summary>SHA-256 of what it holds, lower-case hex; null where the file is taken out.</summary>
    public string? Hash { get; private set; }

    public string ChangedBy { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    internal static DraftFile Of(Guid draftId, string path, string? hash, string by, DateTimeOffset now) =>
        new() { DraftId = draftId, Path = path, Hash = hash, ChangedBy = by, ChangedAt = now };

    internal void Change(string? hash, string by, DateTimeOffset now) => (Hash, ChangedBy, ChangedAt) = (hash, by, now);

    internal sealed class Table : IEntityTypeConfiguration<DraftFile>
    {
        public void Configure(EntityTypeBuilder<DraftFile> builder)
        {
            builder.ToTable("DraftFiles");
            builder.HasKey(f => new { f.DraftId, f.Path });
            builder.Property(f => f.Path).HasMaxLength(RevisionFile.LongestPath);
            builder.Property(f => f.Hash).HasMaxLength(64);
            builder.Property(f => f.ChangedBy).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<Draft>().WithMany().HasForeignKey(f => f.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Bytes that a file of a draft holds, or held while somebody went on writing from them. Never served to learners; gone when the draft is closed.</summary>
public sealed class DraftBytes
{
    private DraftBytes()
    {
    }

    public DraftBytes(Guid draftId, string hash, byte[] bytes, DateTimeOffset now) => (DraftId, Hash, Bytes, KeptAt) = (draftId, hash, bytes, now);

    public Guid DraftId { get; private set; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    public byte[] Bytes { get; private set; } = [];

    public DateTimeOffset KeptAt { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<DraftBytes>
    {
        public void Configure(EntityTypeBuilder<DraftBytes> builder)
        {
            builder.ToTable("DraftBytes");
            builder.HasKey(b => new { b.DraftId, b.Hash });
            builder.Property(b => b.Hash).HasMaxLength(64);
            builder.HasOne<Draft>().WithMany().HasForeignKey(b => b.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Somebody has a file of a draft open, and was last heard of then.</summary>
public sealed class DraftVisit
{
    private DraftVisit()
    {
    }

    public DraftVisit(Guid draftId, string path, string editorId, DateTimeOffset now) => (DraftId, Path, EditorId, SeenAt) = (draftId, path, editorId, now);

    public Guid DraftId { get; private set; }

    public string Path { get; private set; } = "";

    public string EditorId { get; private set; } = "";

    public DateTimeOffset SeenAt { get; private set; }

    internal void See(DateTimeOffset now) => SeenAt = now;

    internal sealed class Table : IEntityTypeConfiguration<DraftVisit>
    {
        public void Configure(EntityTypeBuilder<DraftVisit> builder)
        {
            builder.ToTable("DraftVisits");
            builder.HasKey(v => new { v.DraftId, v.Path, v.EditorId });
            builder.Property(v => v.Path).HasMaxLength(RevisionFile.LongestPath);
            builder.Property(v => v.EditorId).HasMaxLength(LearningDb.LongestId);
            builder.HasOne<Draft>().WithMany().HasForeignKey(v => v.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
