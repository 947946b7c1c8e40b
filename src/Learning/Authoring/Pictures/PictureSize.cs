using System.Buffers.Binary;

namespace Learning.Authoring.Pictures;

/// <summary>Width and height in pixels, read from a picture's first bytes, so that a page can keep its place and nothing jumps.</summary>
internal readonly record struct PictureSize(int Width, int Height)
{
    public static PictureSize? OfPng(byte[] bytes) =>
        bytes.Length < 24
            ? null
            : Positive(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));

    /// <summary>Walks the segments up to the frame header (SOF0 to SOF15 without the tables DHT, JPG and DAC).</summary>
    public static PictureSize? OfJpeg(byte[] bytes)
    {
        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Positive(
                    BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 7)),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 5)));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2));
        }

        return null;
    }

    /// <summary>The three forms of WebP: lossy (VP8), lossless (VP8L), extended (VP8X).</summary>
    public static PictureSize? OfWebP(byte[] bytes)
    {
        var form = bytes.AsSpan(12, 4);
        if (form.SequenceEqual("VP8X"u8))
        {
            return Positive(1 + (bytes[24] | bytes[25] << 8 | bytes[26] << 16), 1 + (bytes[27] | bytes[28] << 8 | bytes[29] << 16));
        }

        if (form.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(21));
            return Positive((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
        }

        return form.SequenceEqual("VP8 "u8)
            ? Positive(
                BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(26)) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(28)) & 0x3FFF)
            : null;
    }

    private static PictureSize? Positive(int width, int height) => width > 0 && height > 0 ? new(width, height) : null;
}
