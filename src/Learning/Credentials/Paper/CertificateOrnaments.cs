using SkiaSharp;
using static Learning.Credentials.Paper.CertificateColours;
using static Learning.Credentials.Paper.Needle;

namespace Learning.Credentials.Paper;

/// <summary>
/// All of the paper that is not text: a frame with stitched hem and patched corners, and a union banner. Drawn for left to right and turned round as
/// a whole for right to left.
/// </summary>
internal static class CertificateOrnaments
{
    private const float Outer = 26;

    public static void Draw(SKCanvas canvas, bool mirrored)
    {
        canvas.Save();
        if (mirrored)
        {
            canvas.Scale(-1, 1, CertificatePaper.A4.Width / 2, 0);
        }

        Frame(canvas);
        UnionBanner.Draw(canvas);
        Emblem.Draw(canvas, new SKPoint(UnionBanner.Centre, 178), 46);
        Rules(canvas);
        canvas.Restore();
    }

    private static void Frame(SKCanvas canvas)
    {
        var edge = SKRect.Create(Outer, Outer, CertificatePaper.A4.Width - (2 * Outer), CertificatePaper.A4.Height - (2 * Outer));
        using var line = Stroke(Ink, 1.1f);
        canvas.DrawRect(edge, line);
        using var hem = Stitch(Red, 1.1f);
        canvas.DrawRect(Inset(edge, 6), hem);

        foreach (var corner in new[] { new SKPoint(edge.Left, edge.Top), new(edge.Right, edge.Top), new(edge.Right, edge.Bottom), new(edge.Left, edge.Bottom) })
        {
            Corner(canvas, corner, edge);
        }
    }

    /// <summary>A square patch with a lozenge, sewn on where the hems meet.</summary>
    private static void Corner(SKCanvas canvas, SKPoint corner, SKRect edge)
    {
        const float Side = 30;
        var centre = new SKPoint(
            corner.X + (corner.X < edge.MidX ? 9 : -9),
            corner.Y + (corner.Y < edge.MidY ? 9 : -9));
        var patch = SKRect.Create(centre.X - (Side / 2), centre.Y - (Side / 2), Side, Side);
        using var cloth = Fill(Red);
        canvas.DrawRect(patch, cloth);
        using var stitches = new SKPaint
        {
            Style = SKPaintStyle.Stroke, Color = SKColors.White, StrokeWidth = 0.8f, IsAntialias = true, PathEffect = SKPathEffect.CreateDash([2.5f, 2f], 0),
        };
        canvas.DrawRect(Inset(patch, 2.6f), stitches);
        Lozenge(canvas, centre, 10, SKColors.White);
        Lozenge(canvas, centre, 7.4f, Teal);
        Lozenge(canvas, centre, 3, Sun);
    }

    /// <summary>The band of three colours under the heading, and the rule over the facts.</summary>
    private static void Rules(SKCanvas canvas)
    {
        const float Start = 240;
        foreach (var (from, length, colour) in new[] { (0f, 84f, Red), (84f, 42f, Teal), (126f, 21f, Sun) })
        {
            using var band = Fill(colour);
            canvas.DrawRect(SKRect.Create(Start + from, 172, length, 4.5f), band);
        }

        using var rule = Stroke(Rule, 0.9f);
        canvas.DrawLine(Start, 426, Start + 540, 426, rule);
        canvas.DrawLine(Start, 480, Start + 540, 480, rule);
    }

    private static void Lozenge(SKCanvas canvas, SKPoint centre, float half, SKColor colour)
    {
        using var lozenge = new SKPathBuilder();
        lozenge.MoveTo(centre.X, centre.Y - half);
        lozenge.LineTo(centre.X + half, centre.Y);
        lozenge.LineTo(centre.X, centre.Y + half);
        lozenge.LineTo(centre.X - half, centre.Y);
        lozenge.Close();
        using var path = lozenge.Detach();
        using var paint = Fill(colour);
        canvas.DrawPath(path, paint);
    }

    private static SKRect Inset(SKRect rect, float by) => new(rect.Left + by, rect.Top + by, rect.Right - by, rect.Bottom - by);
}
