using SkiaSharp;

namespace Learning.Authoring.Pictures;

/// <summary>A picture of pixels as it is seen: how wide and high, turned as its camera was held; whether it moves; whether its bytes are damaged or cut off.</summary>
internal sealed record RasterFacts(PictureSize Size, bool IsAnimated, bool IsBroken);

/// <summary>
/// Unpacks pictures of pixels, one at a time: a small file can hold a picture that takes a hundred megabytes of memory, and none is unpacked of which that is not known before. Pure.
/// </summary>
internal static class RasterPicture
{
    /// <summary>A course shows none with more: unpacked it takes 96 MB, here and on each phone.</summary>
    public const long MostPixels = 24_000_000;

    private const int Quality = 80;

    private static readonly Lock One = new();

    /// <summary>What can be said of it; null where it is no picture at all, or so large that it is not unpacked.</summary>
    public static RasterFacts? Look(byte[] bytes)
    {
        lock (One)
        {
            using var data = SKData.CreateCopy(bytes);
            using var codec = SKCodec.Create(data);
            if (codec is null || !IsWithin(codec, MostPixels))
            {
                return null;
            }

            using var pixels = new SKBitmap(Small(codec));
            var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
            return new(
                isTurned ? new(codec.Info.Height, codec.Info.Width) : new(codec.Info.Width, codec.Info.Height),
                codec.FrameCount > 1 || bytes.AsSpan().IndexOf("acTL"u8) is > 0 and < 4096,
                codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success);
        }
    }

    /// <summary>The same picture in a width, as WebP, without what a camera wrote into it. Null where it cannot be unpacked or would not be smaller in bytes.</summary>
    public static byte[]? Narrower(byte[] bytes, int width)
    {
        lock (One)
        {
            using var data = SKData.CreateCopy(bytes);
            using var codec = SKCodec.Create(data);
            if (codec is null || !IsWithin(codec, MostPixels))
            {
                return null;
            }

            using var whole = SKBitmap.Decode(codec);
            if (whole is null)
            {
                return null;
            }

            using var upright = Upright(whole, codec.EncodedOrigin);
            using var narrow = Fitting(upright, (double)width / upright.Width);
            using var made = narrow.Encode(SKEncodedImageFormat.Webp, Quality);
            return made.Size < bytes.Length ? made.ToArray() : null;
        }
    }

    public static bool IsWithin(SKCodec codec, long mostPixels) => codec.Info is { Width: > 0, Height: > 0 } && (long)codec.Info.Width * codec.Info.Height <= mostPixels;

    /// <param name="scale">Nothing is ever made larger.</param>
    public static SKBitmap Fitting(SKBitmap picture, double scale)
    {
        if (scale >= 1)
        {
            return picture.Copy();
        }

        var size = new SKImageInfo(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        return picture.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    /// <summary>Cameras write how they were held beside the picture; here it is turned.</summary>
    public static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
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

    /// <summary>As small as the format gives it at once: JPEG an eighth, others the whole.</summary>
    private static SKImageInfo Small(SKCodec codec)
    {
        var size = codec.GetScaledDimensions(0.125f);
        return new(size.Width, size.Height, SKColorType.Rgba8888, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
    }
}
