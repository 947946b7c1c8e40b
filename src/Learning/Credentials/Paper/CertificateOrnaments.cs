using SkiaSharp;
using static Learning.Credentials.Paper.Needle;

namespace Learning.Credentials.Paper;

/// <summary>
/// All of the paper that is not text: a frame with stitched hem, and a union banner or a logo. Drawn for left to right and turned round as
/// a whole for right to left, but for the logo, which has one way only.
/// </summary>
internal static class CertificateOrnaments
{
    private const float Outer = 26;

    public static void Draw(SKCanvas canvas, PaperPlan plan, bool mirrored)
    {
        var colours = plan.Design.Colours;
        canvas.Save();
        if (mirrored)
        {
            canvas.Scale(-1, 1, plan.Paper.Width / 2, 0);
        }

        Frame(canvas, plan, colours);
        if (plan.HasBanner)
        {
            UnionBanner.Draw(canvas, plan.ClothBottom, colours);
            Emblem.Draw(canvas, UnionBanner.Disc, UnionBanner.DiscRadius, colours, plan.Design.Logo is not null);
        }

        Rules(canvas, plan, colours);
        canvas.Restore();
        Logo(canvas, plan, mirrored);
    }

    private static void Frame(SKCanvas canvas, PaperPlan plan, CertificateColours colours)
    {
        var edge = SKRect.Create(Outer, Outer, plan.Paper.Width - (2 * Outer), plan.Paper.Height - (2 * Outer));
        using var line = Stroke(colours.Text, 1.1f);
        canvas.DrawRect(edge, line);
        if (!plan.HasBanner)
        {
            using var inner = Stroke(colours.Main, 2.2f);
            canvas.DrawRect(Inset(edge, 6), inner);
            return;
        }

        using var hem = Stitch(colours.Main, 1.1f);
        canvas.DrawRect(Inset(edge, 6), hem);
        foreach (var corner in new[] { new SKPoint(edge.Left, edge.Top), new(edge.Right, edge.Top), new(edge.Right, edge.Bottom), new(edge.Left, edge.Bottom) })
        {
            Corner(canvas, corner, edge, colours);
        }
    }

    /// <summary>A square patch with a lozenge, sewn on where the hems meet.</summary>
    private static void Corner(SKCanvas canvas, SKPoint corner, SKRect edge, CertificateColours colours)
    {
        const float Side = 30;
        var centre = new SKPoint(
            corner.X + (corner.X < edge.MidX ? 9 : -9),
            corner.Y + (corner.Y < edge.MidY ? 9 : -9));
        var patch = SKRect.Create(centre.X - (Side / 2), centre.Y - (Side / 2), Side, Side);
        using var cloth = Fill(colours.Main);
        canvas.DrawRect(patch, cloth);
        using var stitches = new SKPaint
        {
            Style = SKPaintStyle.Stroke, Color = SKColors.White, StrokeWidth = 0.8f, IsAntialias = true, PathEffect = SKPathEffect.CreateDash([2.5f, 2f], 0),
        };
        canvas.DrawRect(Inset(patch, 2.6f), stitches);
        Lozenge(canvas, centre, 10, SKColors.White);
        Lozenge(canvas, centre, 7.4f, colours.Accent);
        Lozenge(canvas, centre, 3, colours.Light);
    }

    /// <summary>The band of three colours under the heading, and the rules around the facts.</summary>
    private static void Rules(SKCanvas canvas, PaperPlan plan, CertificateColours colours)
    {
        Band(canvas, new SKPoint(plan.ColumnStart, PaperPlan.HeadingBottom + 8), 1, colours);
        using var rule = Stroke(colours.Rule, 0.9f);
        canvas.DrawLine(plan.ColumnStart, plan.FirstRule, plan.ColumnStart + plan.ColumnWidth, plan.FirstRule, rule);
        canvas.DrawLine(plan.ColumnStart, plan.SecondRule, plan.ColumnStart + plan.FootWidth, plan.SecondRule, rule);
    }

    public static void Band(SKCanvas canvas, SKPoint at, float scale, CertificateColours colours)
    {
        foreach (var (from, length, colour) in new[] { (0f, 84f, colours.Main), (84f, 42f, colours.Accent), (126f, 21f, colours.Light) })
        {
            using var band = Fill(colour);
            canvas.DrawRect(SKRect.Create(at.X + (from * scale), at.Y, length * scale, 4.5f * scale), band);
        }
    }

    private static void Logo(SKCanvas canvas, PaperPlan plan, bool mirrored)
    {
        if (plan.Design.Logo is not { } logo)
        {
            return;
        }

        if (plan.HasBanner)
        {
            var disc = UnionBanner.Disc with { X = mirrored ? plan.Paper.Width - UnionBanner.Disc.X : UnionBanner.Disc.X };
            logo.Draw(canvas, Emblem.Within(logo, disc, UnionBanner.DiscRadius));
            return;
        }

        var box = plan.LogoBox;
        var place = SKRect.Create(plan.Left(box.Left, box.Width, mirrored), box.Top, box.Width, box.Height);
        logo.Draw(canvas, logo.In(place, mirrored ? 0 : 1, 0.5f));
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
