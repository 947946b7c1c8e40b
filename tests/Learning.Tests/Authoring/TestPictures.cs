using System.Buffers.Binary;
using SkiaSharp;

namespace Learning.Tests.Authoring;

/// <summary>Pictures of pixels, made here.</summary>
internal static class TestPictures
{
    /// <summary>Grain, which no format makes small.</summary>
    public static byte[] Grain(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png, int quality = 90) => Made(width, height, format, quality, new Random(7));

    /// <summary>One colour, which every format makes small.</summary>
    public static byte[] Flat(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png) => Made(width, height, format, 90, null);

    /// <summary>A photograph taken with the camera on its side: what it saw lies, and beside it stands that it has to be turned.</summary>
    public static byte[] HeldSideways(int width, int height)
    {
        var jpeg = Flat(width, height, SKEncodedImageFormat.Jpeg);
        byte[] turn = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. turn, .. jpeg[2..]];
    }

    /// <summary>A PNG that says of itself that it moves.</summary>
    public static byte[] Moving(int width, int height)
    {
        var png = Flat(width, height);
        byte[] chunk = [.. "acTL"u8, 0, 0, 0, 1, 0, 0, 0, 0];
        return [.. png[..33], 0, 0, 0, 8, .. chunk, .. Sum(chunk), .. png[33..]];
    }

    /// <summary>The beginning of a PNG of that size, and no more of it.</summary>
    public static byte[] Announced(int width, int height)
    {
        byte[] chunk = [.. "IHDR"u8, .. Number((uint)width), .. Number((uint)height), 8, 6, 0, 0, 0];
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. chunk, .. Sum(chunk)];
    }

    private static byte[] Made(int width, int height, SKEncodedImageFormat format, int quality, Random? grain)
    {
        using var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        picture.Erase(SKColors.Teal);
        for (var y = 0; grain is not null && y < height; y += 2)
        {
            for (var x = 0; x < width; x += 2)
            {
                picture.SetPixel(x, y, new SKColor((byte)grain.Next(256), (byte)grain.Next(256), 90));
            }
        }

        using var data = picture.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>The sum with which a PNG guards each of its pieces.</summary>
    private static byte[] Sum(byte[] chunk)
    {
        var sum = uint.MaxValue;
        foreach (var one in chunk)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
            }
        }

        return Number(~sum);
    }

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
