using Learning.Credentials.Typesetting;
using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>Where each text of a card stands.</summary>
internal static class CardLayout
{
    public const float BandTop = 160;
    public const float RuleTop = 498;
    private const float MiddleTop = 184;
    private const float MiddleBottom = 488;

    public static Sheet Place(CardContent content, CardPlan plan, bool rightToLeft)
    {
        var sheet = new Sheet();
        var colours = plan.Design.Colours;
        var top = Stack(Fit(new(30, 18), 48, content.SiteName, Faces.Strong, plan.HeadWidth), 62, colours.Main);
        Stack(Fit(new(32, 20), 48, content.Heading, Faces.Plain, plan.HeadWidth), Math.Max(top, 102), colours.Quiet);
        Spread(Middle(content, plan.ColumnWidth, colours));
        if (content.Holder is { } holder)
        {
            Stack(Fit(new(26, 16), 40, holder.Issued, Faces.Plain, plan.FootWidth), RuleTop + 12, colours.Text);
            Stack(Fit(new(24, 13), 48, holder.CheckAddress, Faces.Strong, plan.FootWidth), RuleTop + 54, colours.Accent);
        }

        return sheet;

        List<(FittedText Text, SKColor Colour, float After)> Middle(CardContent content, float width, CertificateColours colours)
        {
            if (content.Holder is not { } holder)
            {
                return [(Fit(new(84, 34), 300, content.CourseTitle, Faces.Strong, width), colours.Accent, 0)];
            }

            return
            [
                (Fit(new(72, 28), 136, holder.Name, Faces.Strong, width), colours.Text, 14),
                (Fit(new(28, 18), 44, holder.Completed, Faces.Plain, width), colours.Quiet, 8),
                (Fit(new(46, 20), 100, content.CourseTitle, Faces.Strong, width), colours.Accent, 0),
            ];
        }

        void Spread(List<(FittedText Text, SKColor Colour, float After)> blocks)
        {
            var free = MiddleBottom - MiddleTop - blocks.Sum(b => b.Text.Height + b.After);
            var at = MiddleTop + Math.Max(0, free / 2);
            foreach (var (text, colour, after) in blocks)
            {
                at = Stack(text, at, colour) + after;
            }
        }

        FittedText Fit(SizeRange sizes, float height, string text, Faces faces, float width) => FittedText.In(sizes, width, height, text, faces, rightToLeft);

        float Stack(FittedText text, float at, SKColor colour)
        {
            foreach (var line in text.Lines)
            {
                sheet.Place(line, CardPlan.Left(plan.ColumnStart, line.Width, rightToLeft), at + text.Baseline, colour);
                at += text.Advance;
            }

            return at;
        }
    }
}
