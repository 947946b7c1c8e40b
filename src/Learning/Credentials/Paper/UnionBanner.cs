using SkiaSharp;
using static Learning.Credentials.Paper.Needle;

namespace Learning.Credentials.Paper;

/// <summary>A union banner hung from its pole by a cord: swallow-tailed cloth with a stitched hem, bands and a fringe.</summary>
internal static class UnionBanner
{
    public const float Centre = 136;
    public const float DiscRadius = 46;
    public static readonly SKPoint Disc = new(Centre, 178);

    private const float Half = 68;
    private const float Top = 78;
    private const float Notch = 40;

    /// <param name="side">How far down the cloth hangs.</param>
    public static void Draw(SKCanvas canvas, float side, CertificateColours colours)
    {
        const float Left = Centre - Half;
        const float Right = Centre + Half;
        Pole(canvas, colours);
        Fringe(canvas, side, colours);

        using var shape = Cloth(0, side);
        using var cloth = Fill(colours.Main);
        canvas.DrawPath(shape, cloth);

        canvas.Save();
        canvas.ClipPath(shape, SKClipOperation.Intersect, true);
        Chevron(canvas, side - 70, 22, colours.Accent);
        Chevron(canvas, side - 88, 5, colours.Light);
        Chevron(canvas, side - 52, 5, colours.Light);
        canvas.Restore();

        using var hem = Stitch(SKColors.White, 1.1f);
        using var inner = Cloth(7, side);
        canvas.DrawPath(inner, hem);

        // The sleeve the pole runs through.
        canvas.DrawLine(Left + 7, Top + 18, Right - 7, Top + 18, hem);
    }

    private static void Pole(SKCanvas canvas, CertificateColours colours)
    {
        const float Left = Centre - Half - 12;
        const float Right = Centre + Half + 12;
        using var cord = Stroke(colours.Trim, 1.3f);
        using var cords = new SKPathBuilder();
        cords.MoveTo(Left + 6, Top);
        cords.LineTo(Centre, Top - 28);
        cords.LineTo(Right - 6, Top);
        using var path = cords.Detach();
        canvas.DrawPath(path, cord);
        using var pole = Fill(colours.Text);
        canvas.DrawRoundRect(SKRect.Create(Left, Top - 3.5f, Right - Left, 7), 3.5f, 3.5f, pole);
        using var knob = Fill(colours.Trim);
        canvas.DrawCircle(Left, Top, 6, knob);
        canvas.DrawCircle(Right, Top, 6, knob);
        canvas.DrawCircle(Centre, Top - 28, 3.5f, knob);
    }

    /// <summary>Swallow-tailed. Its edge moved inward by <paramref name="inset"/>.</summary>
    private static SKPath Cloth(float inset, float side)
    {
        // The slanted edges move by the same distance along their normal.
        var slope = Notch / Half;
        var rise = inset * MathF.Sqrt(1 + (slope * slope));
        using var cloth = new SKPathBuilder();
        cloth.MoveTo(Centre - Half + inset, Top + (inset > 0 ? inset : 0));
        cloth.LineTo(Centre + Half - inset, Top + (inset > 0 ? inset : 0));
        cloth.LineTo(Centre + Half - inset, side - rise - (inset * slope));
        cloth.LineTo(Centre, side - Notch - rise);
        cloth.LineTo(Centre - Half + inset, side - rise - (inset * slope));
        cloth.Close();
        return cloth.Detach();
    }

    private static void Chevron(SKCanvas canvas, float at, float thickness, SKColor colour)
    {
        using var band = new SKPathBuilder();
        band.MoveTo(Centre - Half, at);
        band.LineTo(Centre, at - Notch);
        band.LineTo(Centre + Half, at);
        band.LineTo(Centre + Half, at + thickness);
        band.LineTo(Centre, at - Notch + thickness);
        band.LineTo(Centre - Half, at + thickness);
        band.Close();
        using var path = band.Detach();
        using var paint = Fill(colour);
        canvas.DrawPath(path, paint);
    }

    private static void Fringe(SKCanvas canvas, float side, CertificateColours colours)
    {
        const int Threads = 34;
        using var thread = Stroke(colours.Trim, 1.5f);
        for (var i = 0; i <= Threads; i++)
        {
            var across = -1 + (2f * i / Threads);
            var x = Centre + (across * (Half - 1));
            var y = side - (Notch * (1 - MathF.Abs(across)));
            canvas.DrawLine(x, y - 2, x, y + 10, thread);
        }
    }
}
