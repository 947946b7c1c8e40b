using QRCoder;
using SkiaSharp;

namespace Learning.Credentials;

/// <summary>A QR code drawn as one path of rectangles, sharp at any size. The paper around it is its quiet zone.</summary>
internal static class QrSquare
{
    /// <summary>QRCoder puts four light modules around the code; the page has room of its own.</summary>
    private const int QuietZone = 4;

    public static void Draw(SKCanvas canvas, string text, SKRect place, SKColor colour)
    {
        var modules = Modules(text);
        var side = place.Width / modules.Count;
        using var squares = new SKPathBuilder();
        for (var row = 0; row < modules.Count; row++)
        {
            for (var start = 0; start < modules.Count; start++)
            {
                var length = modules[row].Skip(start).TakeWhile(dark => dark).Count();
                if (length > 0)
                {
                    squares.AddRect(SKRect.Create(place.Left + (start * side), place.Top + (row * side), length * side, side), SKPathDirection.Clockwise);
                    start += length;
                }
            }
        }

        using var path = squares.Detach();

        // Without smoothing, neighbouring rows leave no hairline between them.
        using var paint = new SKPaint { Color = colour, IsAntialias = false };
        canvas.DrawPath(path, paint);
    }

    /// <summary>True where the code is dark, row by row from the top.</summary>
    internal static IReadOnlyList<IReadOnlyList<bool>> Modules(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix.Skip(QuietZone).SkipLast(QuietZone);
        return [.. rows.Select(row => (IReadOnlyList<bool>)[.. row.Cast<bool>().Skip(QuietZone).SkipLast(QuietZone)])];
    }
}
