using SkiaSharp;
using static Learning.Credentials.Paper.CertificateColours;
using static Learning.Credentials.Paper.Needle;

namespace Learning.Credentials.Paper;

/// <summary>The emblem on the banner: an open book under a rising sun.</summary>
internal static class Emblem
{
    public static void Draw(SKCanvas canvas, SKPoint centre, float radius)
    {
        using var disc = Fill(SKColors.White);
        canvas.DrawCircle(centre, radius, disc);
        using var ring = Stroke(Ochre, 2);
        canvas.DrawCircle(centre, radius, ring);
        using var stitches = Stitch(Teal, 1);
        canvas.DrawCircle(centre, radius - 5, stitches);
        RisingSun(canvas, new SKPoint(centre.X, centre.Y + 4));
        Book(canvas, new SKPoint(centre.X, centre.Y + 10));
    }

    private static void RisingSun(SKCanvas canvas, SKPoint middle)
    {
        const int Rays = 9;
        using var sun = Fill(Sun);
        canvas.DrawArc(SKRect.Create(middle.X - 12, middle.Y - 12, 24, 24), 180, 180, true, sun);
        using var ray = Stroke(Red, 2.2f);
        for (var i = 0; i < Rays; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.PI * (i + 0.5f) / Rays);
            var far = i % 2 == 0 ? 29 : 26;
            canvas.DrawLine(middle.X - (cos * 16), middle.Y - (sin * 16), middle.X - (cos * far), middle.Y - (sin * far), ray);
        }
    }

    private static void Book(SKCanvas canvas, SKPoint spine)
    {
        using var cover = Fill(Ink);
        using var pages = Fill(SKColors.White);
        using var outline = Stroke(Ink, 1.4f);
        using var words = Stroke(Teal, 1.1f);
        using var below = Pages(spine, 3.2f, 1.5f);
        canvas.DrawPath(below, cover);
        using var open = Pages(spine, 0, 0);
        canvas.DrawPath(open, pages);
        canvas.DrawPath(open, outline);
        canvas.DrawLine(spine.X, spine.Y - 5, spine.X, spine.Y + 15, outline);
        for (var row = 0; row < 3; row++)
        {
            var y = spine.Y - 0.5f + (row * 4.2f);
            canvas.DrawLine(spine.X - 20, y - 2.2f, spine.X - 5, y, words);
            canvas.DrawLine(spine.X + 5, y, spine.X + 20, y - 2.2f, words);
        }
    }

    private static SKPath Pages(SKPoint spine, float lower, float wider)
    {
        using var pages = new SKPathBuilder();
        pages.MoveTo(spine.X, spine.Y - 5 + lower);
        pages.QuadTo(spine.X - 12, spine.Y - 10 + lower, spine.X - 25 - wider, spine.Y - 7 + lower);
        pages.LineTo(spine.X - 25 - wider, spine.Y + 12 + lower);
        pages.QuadTo(spine.X - 12, spine.Y + 9 + lower, spine.X, spine.Y + 15 + lower);
        pages.QuadTo(spine.X + 12, spine.Y + 9 + lower, spine.X + 25 + wider, spine.Y + 12 + lower);
        pages.LineTo(spine.X + 25 + wider, spine.Y - 7 + lower);
        pages.QuadTo(spine.X + 12, spine.Y - 10 + lower, spine.X, spine.Y - 5 + lower);
        pages.Close();
        return pages.Detach();
    }
}
