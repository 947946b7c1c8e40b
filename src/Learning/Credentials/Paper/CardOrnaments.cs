using SkiaSharp;
using static Learning.Credentials.Paper.Needle;

namespace Learning.Credentials.Paper;

/// <summary>All of a card that is not text: a hem, and the banner or the logo of the theme. As a whole turned round for right to left, but for the logo.</summary>
internal static class CardOrnaments
{
    /// <param name="isNobodys">Without a holder: nothing stands at the foot, and the banner hangs down to it.</param>
    public static void Draw(SKCanvas canvas, CardPlan plan, bool isNobodys, bool mirrored)
    {
        var colours = plan.Design.Colours;
        canvas.Save();
        if (mirrored)
        {
            canvas.Scale(-1, 1, CertificateCard.Width / 2f, 0);
        }

        Hem(canvas, colours);
        if (plan.HasBanner)
        {
            canvas.Save();
            canvas.Translate(0, -CardPlan.BannerUp);
            canvas.Scale(CardPlan.BannerScale);
            UnionBanner.Draw(canvas, isNobodys ? 440 : 358, colours);
            Emblem.Draw(canvas, UnionBanner.Disc, UnionBanner.DiscRadius, colours, plan.Design.Logo is not null);
            canvas.Restore();
        }

        CertificateOrnaments.Band(canvas, new SKPoint(plan.ColumnStart, CardLayout.BandTop), 1.5f, colours);
        if (!isNobodys)
        {
            using var rule = Stroke(colours.Rule, 1.5f);
            canvas.DrawLine(plan.ColumnStart, CardLayout.RuleTop, plan.ColumnStart + plan.FootWidth, CardLayout.RuleTop, rule);
        }

        canvas.Restore();
        Logo(canvas, plan, mirrored);
    }

    private static void Hem(SKCanvas canvas, CertificateColours colours)
    {
        using var edge = Stroke(colours.Main, 20);
        canvas.DrawRect(SKRect.Create(10, 10, CertificateCard.Width - 20, CertificateCard.Height - 20), edge);
        using var stitches = Stitch(SKColors.White, 2);
        canvas.DrawRect(SKRect.Create(10, 10, CertificateCard.Width - 20, CertificateCard.Height - 20), stitches);
    }

    private static void Logo(SKCanvas canvas, CardPlan plan, bool mirrored)
    {
        if (plan.Design.Logo is not { } logo)
        {
            return;
        }

        if (plan.HasBanner)
        {
            var across = UnionBanner.Disc.X * CardPlan.BannerScale;
            var disc = new SKPoint(mirrored ? CertificateCard.Width - across : across, (UnionBanner.Disc.Y * CardPlan.BannerScale) - CardPlan.BannerUp);
            logo.Draw(canvas, Emblem.Within(logo, disc, UnionBanner.DiscRadius * CardPlan.BannerScale));
            return;
        }

        var box = CardPlan.LogoBox;
        logo.Draw(canvas, logo.In(SKRect.Create(CardPlan.Left(box.Left, box.Width, mirrored), box.Top, box.Width, box.Height), mirrored ? 0 : 1, 0.5f));
    }
}
