using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>The ways the ornaments are drawn: filled cloth, a plain line, a line of stitches. Widths in points.</summary>
internal static class Needle
{
    public static SKPaint Fill(SKColor colour) => new() { Color = colour, IsAntialias = true };

    public static SKPaint Stroke(SKColor colour, float width) => new()
    {
        Style = SKPaintStyle.Stroke,
        Color = colour,
        StrokeWidth = width,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Miter,
        IsAntialias = true,
    };

    public static SKPaint Stitch(SKColor colour, float width)
    {
        var paint = Stroke(colour, width);
        paint.StrokeCap = SKStrokeCap.Butt;
        paint.PathEffect = SKPathEffect.CreateDash([5.5f, 3.5f], 0);
        return paint;
    }
}
