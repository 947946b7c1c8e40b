using SkiaSharp;

namespace Learning.BrowserTests.Site;

/// <summary>A picture of a page for the guides.</summary>
internal static class SmallPicture
{
    /// <summary>With sixteen steps of each colour it looks the same and is half as large.</summary>
    public static byte[] Of(byte[] png)
    {
        const int Step = 17;
        using var drawn = SKBitmap.Decode(png);
        using var small = new SKBitmap(new SKImageInfo(drawn.Width, drawn.Height, SKColorType.Rgb888x, SKAlphaType.Opaque));
        for (var y = 0; y < drawn.Height; y++)
        {
            for (var x = 0; x < drawn.Width; x++)
            {
                var color = drawn.GetPixel(x, y);
                small.SetPixel(x, y, new SKColor(Stepped(color.Red), Stepped(color.Green), Stepped(color.Blue)));
            }
        }

        using var pixels = small.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.NoFilters, 9));
        return data!.ToArray();

        static byte Stepped(byte part) => (byte)((part + (Step / 2)) / Step * Step);
    }
}
