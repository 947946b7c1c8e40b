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
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0 || (long)codec.Info.Width * codec.Info.Height > MostToUnpack)
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

        using var upright = Upright(whole, codec.EncodedOrigin);
        using var fitting = Fitting(upright);
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

    private static SKBitmap Fitting(SKBitmap picture)
    {
        var scale = Math.Min(1.0, (double)MostPixels / Math.Max(picture.Width, picture.Height));
        if (scale >= 1)
        {
            return picture.Copy();
        }

        var size = new SKImageInfo(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        return picture.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    /// <summary>Cameras write how they were held beside the picture; here it is turned.</summary>
    private static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        var (turn, mirrored) = origin switch
        {
            SKEncodedOrigin.TopRight => (0, true),
            SKEncodedOrigin.BottomRight => (180, false),
            SKEncodedOrigin.BottomLeft => (180, true),
            SKEncodedOrigin.LeftTop => (270, true),
            SKEncodedOrigin.RightTop => (90, false),
            SKEncodedOrigin.RightBottom => (90, true),
            SKEncodedOrigin.LeftBottom => (270, false),
            _ => (0, false),
        };
        if (turn == 0 && !mirrored)
        {
            return picture.Copy();
        }

        var (width, height) = turn is 90 or 270 ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        var upright = new SKBitmap(new SKImageInfo(width, height, picture.ColorType, picture.AlphaType));
        using var canvas = new SKCanvas(upright);
        canvas.Translate(width / 2f, height / 2f);
        canvas.RotateDegrees(turn);
        if (mirrored)
        {
            canvas.Scale(-1, 1);   // before it is turned
        }

        canvas.Translate(-picture.Width / 2f, -picture.Height / 2f);
        canvas.DrawBitmap(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return upright;
    }
}
