using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses;

/// <summary>A picture in a smaller width, kept from when it was first asked for.</summary>
public sealed class Rendition
{
    private Rendition()
    {
    }

    public Rendition(string hash, int width, byte[] bytes)
    {
        Hash = hash;
        Width = width;
        Bytes = bytes;
    }

    /// <summary>That of the picture it was made of.</summary>
    public string Hash { get; private set; } = "";

    public int Width { get; private set; }

    /// <summary>WebP; empty where the picture itself takes fewer bytes.</summary>
    public byte[] Bytes { get; private set; } = [];

    internal sealed class Table : IEntityTypeConfiguration<Rendition>
    {
        public void Configure(EntityTypeBuilder<Rendition> builder)
        {
            builder.HasKey(r => new { r.Hash, r.Width });
            builder.Property(r => r.Hash).HasMaxLength(64);
            builder.HasOne<Media>().WithMany().HasForeignKey(r => r.Hash).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
