using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Credentials.Badges;

/// <summary>
/// A key the site signs with, or has signed with. It is never deleted: what it signed has to be checked for as long as anybody shows it. One that may have fallen into other hands is no longer believed, and what it signed is signed anew
/// by the next when it is asked for.
/// </summary>
public sealed class IssuerKey
{
    private IssuerKey()
    {
    }

    public IssuerKey(int number, byte[] publicKey, string secret, DateTimeOffset now) => (Number, PublicKey, Secret, MadeAt) = (number, publicKey, secret, now);

    /// <summary>From 1. The last signs.</summary>
    public int Number { get; private set; }

    /// <summary>32 bytes.</summary>
    public byte[] PublicKey { get; private set; } = [];

    /// <summary>Protected by the keys of the host, which are not in the database.</summary>
    public string Secret { get; private set; } = "";

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>Since when nothing it signed is believed; null: it is.</summary>
    public DateTimeOffset? DistrustedAt { get; private set; }

    /// <summary>Behind # in its address.</summary>
    public string Name => $"key-{Number}";

    public void Distrust(DateTimeOffset now) => DistrustedAt ??= now;

    internal sealed class Table : IEntityTypeConfiguration<IssuerKey>
    {
        public void Configure(EntityTypeBuilder<IssuerKey> builder)
        {
            builder.ToTable("IssuerKeys");
            builder.HasKey(k => k.Number);
            builder.Property(k => k.Number).ValueGeneratedNever();
            builder.Ignore(k => k.Name);
        }
    }
}
