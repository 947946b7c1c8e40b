using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using QRCoder;
using SkiaSharp;

namespace Learning.Credentials.Paper;

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

    /// <summary>For a page: black on white with the quiet zone that cameras want, whatever the colours around it.</summary>
    public static HtmlString Svg(string text, string title)
    {
        var modules = Modules(text);
        var side = modules.Count + (2 * QuietZone);
        var dark = string.Concat(
            from row in Enumerable.Range(0, modules.Count)
            from column in Enumerable.Range(0, modules.Count)
            where modules[row][column]
            select string.Create(CultureInfo.InvariantCulture, $"M{column + QuietZone} {row + QuietZone}h1v1h-1z"));
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{HtmlEncoder.Default.Encode(title)}" shape-rendering="crispEdges"><path class="qr-light" d="M0 0h{side}v{side}H0z"/><path class="qr-dark" d="{dark}"/></svg>"""));
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
