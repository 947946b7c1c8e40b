using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses;

/// <summary>A file that a revision was read from: <c>courses/{folder}/course.md</c>, <c>sources.csv</c>. Its bytes lie in <see cref="SourceFile"/>, a picture's in <see cref="Media"/>.</summary>
public sealed class RevisionFile
{
    /// <summary>The longest path within a content root.</summary>
    public const int LongestPath = 400;

    private RevisionFile()
    {
    }

    public RevisionFile(Guid revisionId, string path, string hash)
    {
        RevisionId = revisionId;
        Path = path;
        Hash = hash;
    }

    public Guid RevisionId { get; private set; }

    public string Path { get; private set; } = "";

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    internal sealed class Table : IEntityTypeConfiguration<RevisionFile>
    {
        public void Configure(EntityTypeBuilder<RevisionFile> builder)
        {
            builder.HasKey(f => new { f.RevisionId, f.Path });
            builder.Property(f => f.Path).HasMaxLength(LongestPath);
            builder.Property(f => f.Hash).HasMaxLength(64);
            builder.HasOne<CourseRevision>().WithMany().HasForeignKey(f => f.RevisionId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The bytes of a text that revisions were read from, once however many have it. Never served: it holds the keys of quizzes.</summary>
public sealed class SourceFile
{
    private SourceFile()
    {
    }

    public SourceFile(string hash, byte[] bytes)
    {
        Hash = hash;
        Bytes = bytes;
    }

    public string Hash { get; private set; } = "";

    public byte[] Bytes { get; private set; } = [];

    internal sealed class Table : IEntityTypeConfiguration<SourceFile>
    {
        public void Configure(EntityTypeBuilder<SourceFile> builder)
        {
            builder.HasKey(f => f.Hash);
            builder.Property(f => f.Hash).HasMaxLength(64);
        }
    }
}
