using System.Buffers.Binary;
using System.Text;

namespace Learning.Credentials.Badges;

internal sealed record PngChunk(string Type, ReadOnlyMemory<byte> Data);

/// <summary>A PNG as its chunks (ISO/IEC 15948, section 5): a signature, then length, type, data and check sum, again and again.</summary>
internal static class Png
{
    private const int Around = 12;

    private static readonly uint[] Sums = [.. Enumerable.Range(0, 256).Select(i =>
    {
        var sum = (uint)i;
        for (var bit = 0; bit < 8; bit++)
        {
            sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }

        return sum;
    })];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>From IHDR to IEND; null where a length, a check sum or the order of the two is not right. What stands behind IEND is no part of it.</summary>
    public static IReadOnlyList<PngChunk>? Chunks(ReadOnlyMemory<byte> file)
    {
        if (!Is(file.Span))
        {
            return null;
        }

        var chunks = new List<PngChunk>();
        var rest = file[Signature.Length..];
        while (rest.Length >= Around)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest.Span);
            if (length > rest.Length - Around)
            {
                return null;
            }

            var named = rest.Slice(4, 4 + (int)length);
            if (BinaryPrimitives.ReadUInt32BigEndian(rest.Span[(8 + (int)length)..]) != Sum(named.Span))
            {
                return null;
            }

            chunks.Add(new(Encoding.Latin1.GetString(named.Span[..4]), named[4..]));
            if (chunks[0].Type != "IHDR")
            {
                return null;
            }

            if (chunks[^1].Type == "IEND")
            {
                return chunks;
            }

            rest = rest[(Around + (int)length)..];
        }

        return null;
    }

    public static byte[] Of(IEnumerable<PngChunk> chunks)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> number = stackalloc byte[4];
        foreach (var chunk in chunks)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, chunk.Data.Length);
            file.Write(number);
            var named = (byte[])[.. Encoding.Latin1.GetBytes(chunk.Type), .. chunk.Data.Span];
            file.Write(named);
            BinaryPrimitives.WriteUInt32BigEndian(number, Sum(named));
            file.Write(number);
        }

        return file.ToArray();
    }

    /// <summary>CRC-32 over type and data.</summary>
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum = Sums[(sum ^ one) & 0xFF] ^ (sum >> 8);
        }

        return ~sum;
    }
}
