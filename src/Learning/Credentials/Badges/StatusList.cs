using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Credentials.Badges;

/// <summary>A place in one of the lists of what was revoked.</summary>
/// <param name="List">The address of the list.</param>
/// <param name="Index">From 0.</param>
internal readonly record struct StatusPlace(string List, int Index)
{
    /// <summary>How a credential names it.</summary>
    public JsonObject Entry() => new()
    {
        ["id"] = $"{List}#{Index}",
        ["type"] = "BitstringStatusListEntry",
        ["statusPurpose"] = StatusList.Purpose,
        ["statusListIndex"] = $"{Index}",
        ["statusListCredential"] = List,
    };
}

/// <summary>
/// Which credentials were revoked, a bit for each (W3C Bitstring Status List 1.0): so many stand in one list that nobody who asks for it tells the site which one was looked at. Pure.
/// </summary>
public static class StatusList
{
    public const string Purpose = "revocation";

    /// <summary>The specification's least, 16 KB: a list of a dozen would tell who asks about whom.</summary>
    public const int Length = 131_072;

    /// <summary>No list that we take is longer, however small it was packed.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <param name="revoked">Places, from 0.</param>
    public static string Encode(IEnumerable<int> revoked)
    {
        var bits = new byte[Length / 8];
        foreach (var index in revoked)
        {
            bits[index / 8] |= (byte)(0x80 >> (index % 8));
        }

        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(bits);
        }

        return "u" + WebEncoders.Base64UrlEncode(packed.ToArray());
    }

    /// <summary>Whether the bit at a place is set; null where the list cannot be read, or has no such place.</summary>
    public static bool? IsSet(string encoded, long index)
    {
        if (!encoded.StartsWith('u') || index < 0)
        {
            return null;
        }

        try
        {
            using var zip = new GZipStream(new MemoryStream(WebEncoders.Base64UrlDecode(encoded[1..])), CompressionMode.Decompress);
            var bits = new byte[MostBytes + 1];
            var length = zip.ReadAtLeast(bits, bits.Length, throwOnEndOfStream: false);
            return length > MostBytes || length * 8L < Length || index >= length * 8L ? null : (bits[index / 8] & (0x80 >> (int)(index % 8))) != 0;
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The list as a credential of its own, without its proof.</summary>
    internal static JsonObject Of(Issuer issuer, string address, IEnumerable<int> revoked, DateTimeOffset at) => new()
    {
        ["@context"] = new JsonArray(OpenBadge.CredentialsContext),
        ["id"] = address,
        ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
        ["issuer"] = issuer.Did,
        ["validFrom"] = OpenBadge.Time(at),
        ["credentialSubject"] = new JsonObject
        {
            ["id"] = address + "#list",
            ["type"] = "BitstringStatusList",
            ["statusPurpose"] = Purpose,
            ["encodedList"] = Encode(revoked),
        },
    };
}
