using Learning.Authoring.Pictures;
using SkiaSharp;

namespace Learning.Editing.Writing;

/// <summary>
/// Makes a picture as small as a phone on a weak line needs it: at most 1,600 pixels wide and high, and as WebP where it has more than 300 KB or had to be made smaller. What a camera wrote into it, where it was taken
/// for one, goes. A drawing (SVG) stays as it is. Pure.
/// </summary>
internal static class ShrinkPicture
{
    public const int MostPixels = 1600;

    public const int MostBytes = 300 * 1024;

    /// <summary>More than this is not unpacked: a small file can hold a huge picture.</summary>
    public const long MostToUnpack = 60_000_000;

    private static readonly int[] Qualities = [82, 70, 55, 40];

    /// <returns>The bytes and the ending that fits them; null where it cannot be unpacked, or is too huge to be.</returns>
    public static (byte[] Bytes, string Extension)? Run(byte[] bytes, string extension)
    {
        if (extension == ".svg")
        {
            return (bytes, extension);
        }

        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || !RasterPicture.IsWithin(codec, MostToUnpack))
        {
            return null;
        }

        var isSmall = codec.Info.Width <= MostPixels && codec.Info.Height <= MostPixels && bytes.Length <= MostBytes;
        if (isSmall && extension is not (".jpg" or ".jpeg"))
        {
            return (bytes, extension);
        }

        using var whole = SKBitmap.Decode(codec);
        if (whole is null)
        {
            return null;
        }

        using var upright = RasterPicture.Upright(whole, codec.EncodedOrigin);
        using var fitting = RasterPicture.Fitting(upright, (double)MostPixels / Math.Max(upright.Width, upright.Height));
        foreach (var quality in Qualities)
        {
            using var made = fitting.Encode(SKEncodedImageFormat.Webp, quality);
            if (made.Size <= MostBytes || quality == Qualities[^1])
            {
                return made.Size <= Picture.MostBytes ? (made.ToArray(), ".webp") : null;
            }
        }

        return null;
    }
}
