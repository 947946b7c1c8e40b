using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>
/// A picture of the theme, made small enough for paper: on white, no finer than print shows, and light. It never changes, so one serves all threads.
/// </summary>
internal sealed class ThemePicture
{
    public const int MostBytes = 512 * 1024;
    public const long MostPixels = 24_000_000;

    /// <summary>What a picture may add to a PDF, so that logo and three signatures leave it under 150 KB.</summary>
    public const int MostBytesOnPaper = 20_000;

    private static readonly SKSizeI Finest = new(720, 360);

    private ThemePicture(SKImage image) => Image = image;

    public SKImage Image { get; }

    /// <summary>The picture, or null and what is wrong with it: PNG, JPEG or WebP, at most 512 KB and 24 million pixels.</summary>
    public static (ThemePicture? Picture, string? Problem) Read(byte[] file)
    {
        if (file.Length > MostBytes)
        {
            return (null, $"is larger than {MostBytes / 1024} KB");
        }

        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp))
        {
            return (null, "is no PNG, JPEG or WebP picture");
        }

        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            return (null, $"has more than {MostPixels / 1_000_000} million pixels");
        }

        using var whole = SKBitmap.Decode(codec, new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        return whole is null ? (null, "is broken") : (new ThemePicture(Light(whole)), null);
    }

    /// <summary>Where it stands in a box: as large as it fits, at one of three places across and down (0 at the start, 0.5 in the middle, 1 at the end).</summary>
    public SKRect In(SKRect box, float across, float down)
    {
        var scale = Math.Min(box.Width / Image.Width, box.Height / Image.Height);
        var (width, height) = (Image.Width * scale, Image.Height * scale);
        return SKRect.Create(box.Left + ((box.Width - width) * across), box.Top + ((box.Height - height) * down), width, height);
    }

    public void Draw(SKCanvas canvas, SKRect place) => canvas.DrawImage(Image, place, new SKSamplingOptions(SKCubicResampler.Mitchell));

    /// <summary>Lossless where that is light, else a JPEG; coarser until it is light enough.</summary>
    private static SKImage Light(SKBitmap whole)
    {
        for (var scale = Math.Min(1, Math.Min((float)Finest.Width / whole.Width, (float)Finest.Height / whole.Height)); ; scale *= 0.8f)
        {
            using var scaled = OnWhite(whole, Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
            foreach (var (format, quality) in new[] { (SKEncodedImageFormat.Png, 100), (SKEncodedImageFormat.Jpeg, 85) })
            {
                using var encoded = scaled.Encode(format, quality);
                var image = SKImage.FromEncodedData(encoded);
                if (BytesOnPaper(image) <= MostBytesOnPaper || scaled.Width * scaled.Height < 10_000)
                {
                    return image;
                }

                image.Dispose();
            }
        }
    }

    private static SKImage OnWhite(SKBitmap whole, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        using var image = SKImage.FromBitmap(whole);
        surface.Canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return surface.Snapshot();
    }

    private static int BytesOnPaper(SKImage image)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream))
        {
            document.BeginPage(image.Width, image.Height).DrawImage(image, SKRect.Create(image.Width, image.Height), new SKSamplingOptions(SKFilterMode.Linear));
            document.EndPage();
            document.Close();
        }

        return (int)stream.Length;
    }
}
