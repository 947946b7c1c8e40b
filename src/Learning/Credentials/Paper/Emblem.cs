using SkiaSharp;
using static Learning.Credentials.Paper.Needle;

namespace Learning.Credentials.Paper;

/// <summary>The emblem on the banner: a disc with an open book under a rising sun, or with the logo of the theme.</summary>
internal static class Emblem
{
    /// <param name="isEmpty">The disc alone: a logo comes into it.</param>
    public static void Draw(SKCanvas canvas, SKPoint centre, float radius, CertificateColours colours, bool isEmpty)
    {
        using var disc = Fill(SKColors.White);
        canvas.DrawCircle(centre, radius, disc);
        using var ring = Stroke(colours.Trim, 2);
        canvas.DrawCircle(centre, radius, ring);
        using var stitches = Stitch(colours.Accent, 1);
        canvas.DrawCircle(centre, radius - 5, stitches);
        if (!isEmpty)
        {
            RisingSun(canvas, new SKPoint(centre.X, centre.Y + 4), colours);
            Book(canvas, new SKPoint(centre.X, centre.Y + 10), colours);
        }
    }

    /// <summary>Where a logo stands in the disc: as large as its corners stay within the stitches.</summary>
    public static SKRect Within(ThemePicture logo, SKPoint centre, float radius)
    {
        var (width, height) = ((float)logo.Image.Width, (float)logo.Image.Height);
        var scale = 2 * (radius - 8) / MathF.Sqrt((width * width) + (height * height));
        return SKRect.Create(centre.X - (width * scale / 2), centre.Y - (height * scale / 2), width * scale, height * scale);
    }

    private static void RisingSun(SKCanvas canvas, SKPoint middle, CertificateColours colours)
    {
        const int Rays = 9;
        using var sun = Fill(colours.Light);
        canvas.DrawArc(SKRect.Create(middle.X - 12, middle.Y - 12, 24, 24), 180, 180, true, sun);
        using var ray = Stroke(colours.Main, 2.2f);
        for (var i = 0; i < Rays; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.PI * (i + 0.5f) / Rays);
            var far = i % 2 == 0 ? 29 : 26;
            canvas.DrawLine(middle.X - (cos * 16), middle.Y - (sin * 16), middle.X - (cos * far), middle.Y - (sin * far), ray);
        }
    }

    private static void Book(SKCanvas canvas, SKPoint spine, CertificateColours colours)
    {
        using var cover = Fill(colours.Text);
        using var pages = Fill(SKColors.White);
        using var outline = Stroke(colours.Text, 1.4f);
        using var words = Stroke(colours.Accent, 1.1f);
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
