using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses;

/// <summary>A picture, video, sound or captions, kept once however many revisions show it: with its bytes, or naming those that lie in the media store (<see cref="IMediaStore"/>) under its hash.</summary>
public sealed class Media
{
    private Media()
    {
    }

    public Media(string hash, string contentType, byte[] bytes)
    {
        Hash = hash;
        ContentType = contentType;
        Bytes = bytes;
    }

    /// <summary>Its bytes lie in the media store already.</summary>
    public static Media InStore(string hash, string contentType, int length) => new(hash, contentType, []) { StoredLength = length };

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    /// <summary>Empty where they lie in the media store.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>How many bytes lie in the media store; null where they are here.</summary>
    public int? StoredLength { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<Media>
    {
        public void Configure(EntityTypeBuilder<Media> builder)
        {
            builder.HasKey(m => m.Hash);
            builder.Property(m => m.Hash).HasMaxLength(64);
            builder.Property(m => m.ContentType).HasMaxLength(100);
        }
    }
}
