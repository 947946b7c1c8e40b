using System.Diagnostics.CodeAnalysis;
using Org.BouncyCastle.Math.EC.Rfc8032;
using SimpleBase;

namespace Learning.Credentials.Proofs;

/// <summary>
/// Keys for Ed25519 as the Multikey format writes them (W3C Controlled Identifiers 1.0, section 2.2.2): a letter for the base (z: base58 of Bitcoin), two bytes for the kind (ed01 public, 8026 secret), 32 bytes of key.
/// </summary>
internal static class Multikey
{
    public const int KeyBytes = 32;
    public const int SignatureBytes = 64;

    /// <summary>Base58 takes time that grows with the square of the length; nothing here is longer.</summary>
    private const int LongestText = 200;

    private static readonly byte[] _public = [0xed, 0x01];
    private static readonly byte[] _secret = [0x80, 0x26];

    public static string OfPublic(ReadOnlySpan<byte> key) => Base([.. _public, .. key]);

    public static string OfSecret(ReadOnlySpan<byte> key) => Base([.. _secret, .. key]);

    /// <summary>The public key; false where the text is none.</summary>
    public static bool TryReadPublic(string? text, [NotNullWhen(true)] out byte[]? key) => TryRead(text, _public, out key);

    public static bool TryReadSecret(string? text, [NotNullWhen(true)] out byte[]? key) => TryRead(text, _secret, out key);

    public static byte[] PublicOf(ReadOnlySpan<byte> secret)
    {
        var key = new byte[KeyBytes];
        Ed25519.GeneratePublicKey(secret, key);
        return key;
    }

    public static string Base(ReadOnlySpan<byte> bytes) => "z" + Base58.Bitcoin.Encode(bytes);

    /// <summary>What <see cref="Base"/> wrote, and only as it wrote it.</summary>
    public static bool TryReadBase(string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text is not { Length: > 1 and <= LongestText } || text[0] != 'z')
        {
            return false;
        }

        try
        {
            bytes = Base58.Bitcoin.Decode(text.AsSpan(1));
        }
        catch (ArgumentException)
        {
            return false;
        }

        return Base(bytes) == text;
    }

    private static bool TryRead(string? text, byte[] kind, [NotNullWhen(true)] out byte[]? key)
    {
        key = TryReadBase(text, out var bytes) && bytes.Length == kind.Length + KeyBytes && bytes.AsSpan().StartsWith(kind) ? bytes[kind.Length..] : null;
        return key is not null;
    }
}
