using System.Globalization;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses;

/// <summary>A picture in a smaller width, kept from when it was first asked for: with its bytes, or naming those that lie in the media store.</summary>
public sealed class Rendition
{
    public const string ContentType = "image/webp";

    private Rendition()
    {
    }

    public Rendition(string hash, int width, byte[] bytes)
    {
        Hash = hash;
        Width = width;
        Bytes = bytes;
    }

    /// <summary>Its bytes lie in the media store already.</summary>
    public static Rendition InStore(string hash, int width, int length) => new(hash, width, []) { StoredLength = length };

    /// <summary>That of the picture it was made of.</summary>
    public string Hash { get; private set; } = "";

    public int Width { get; private set; }

    /// <summary>WebP; empty where the picture itself takes fewer bytes, or where they lie in the media store.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>How many bytes lie in the media store; null where they are here.</summary>
    public int? StoredLength { get; private set; }

    /// <summary>What it is called in the media store.</summary>
    public static string NameInStore(string hash, int width) => string.Create(CultureInfo.InvariantCulture, $"{hash}-{width}");

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
