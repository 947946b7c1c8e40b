using Learning.Credentials.Typesetting;
using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>Where each text of a certificate stands: a column beside the banner, from the site's name down to the address, in reading order.</summary>
internal sealed class CertificateLayout
{
    private const float ColumnStart = 240;
    private const float ColumnWidth = 540;
    private const float MiddleTop = 192;
    private const float MiddleBottom = 420;
    private const float FactsTop = 432;
    private const float QrSide = 108;

    private readonly bool _rightToLeft;
    private readonly CertificateContent _content;

    public CertificateLayout(CertificateContent content, bool rightToLeft)
    {
        _content = content;
        _rightToLeft = rightToLeft;
        QrPlace = SKRect.Create(Left(UnionBanner.Centre - (QrSide / 2), QrSide), 436, QrSide, QrSide);
        PlaceHeading();
        PlaceMiddle();
        PlaceFacts();
        AddressPlace = PlaceCheck();
    }

    public Sheet Sheet { get; } = new();

    public SKRect QrPlace { get; }

    public SKRect AddressPlace { get; }

    private void PlaceHeading()
    {
        var site = Fit(new SizeRange(16, 9), 30, _content.SiteName, Faces.Strong);
        Stack(site, 64, CertificateColours.Red);
        var heading = Fit(new SizeRange(48, 24), 66, _content.Texts.Heading, Faces.Strong);
        Stack(heading, 164 - heading.Height, CertificateColours.Ink);
    }

    private void PlaceMiddle()
    {
        var texts = _content.Texts;
        var name = CleanText.Of(_content.HolderName);
        var blocks = new[]
        {
            (Text: Fit(new SizeRange(14, 9), 22, texts.Holder, Faces.Plain), Colour: CertificateColours.Muted, After: 4f),
            (Text: Fit(new SizeRange(44, 18), 92, name.Length > 0 ? name : texts.Nameless, Faces.Strong), Colour: CertificateColours.Ink, After: 14f),
            (Text: Fit(new SizeRange(14, 9), 22, texts.Completed, Faces.Plain), Colour: CertificateColours.Muted, After: 5f),
            (Text: Fit(new SizeRange(26, 13), 68, _content.CourseTitle, Faces.Strong), Colour: CertificateColours.Teal, After: 0f),
        };

        var free = MiddleBottom - MiddleTop - blocks.Sum(b => b.Text.Height + b.After);
        var top = MiddleTop + Math.Max(0, free / 2);
        foreach (var (text, colour, after) in blocks)
        {
            top = Stack(text, top, colour) + after;
        }
    }

    private void PlaceFacts()
    {
        // One size and one baseline for all, though words and figures lead differently; each fact as wide as it needs, the rest shared out.
        var facts = _content.Texts.Facts;
        for (var size = 15f; ; size -= 0.5f)
        {
            var labels = facts.Select(fact => Fit(new SizeRange(9.5f, 6.5f), 15, fact.Label, Faces.Plain)).ToList();
            var values = facts.Select(fact => Fit(new SizeRange(size, size), 15, fact.Value, Faces.Strong)).ToList();
            var widths = labels.Zip(values, (label, value) => Math.Max(label.Width, value.Width)).ToList();
            var gap = (ColumnWidth - widths.Sum()) / Math.Max(1, facts.Count);
            if (gap < 14 && size > 7)
            {
                continue;
            }

            var start = ColumnStart;
            for (var i = 0; i < facts.Count; i++)
            {
                Stack(labels[i], FactsTop, CertificateColours.Muted, start);
                Stack(values[i], FactsTop + 31 - values[i].Baseline, CertificateColours.Ink, start);
                start += widths[i] + gap;
            }

            return;
        }
    }

    private SKRect PlaceCheck()
    {
        var check = Fit(new SizeRange(10.5f, 7), 18, _content.Texts.Check, Faces.Plain);
        var addressTop = Stack(check, 487, CertificateColours.Muted) + 1;
        var address = Fit(new SizeRange(12, 6.5f), 30, _content.CheckAddress, Faces.Strong);
        var addressBottom = Stack(address, addressTop, CertificateColours.Teal);
        var genuine = Fit(new SizeRange(10.5f, 7), 18, _content.Texts.Genuine, Faces.Plain);
        Stack(genuine, addressBottom + 2, CertificateColours.Muted);
        return SKRect.Create(Left(ColumnStart, ColumnWidth), addressTop, ColumnWidth, addressBottom - addressTop);
    }

    private FittedText Fit(SizeRange sizes, float height, string text, Faces faces, float width = ColumnWidth) =>
        FittedText.In(sizes, width, height, text, faces, _rightToLeft);

    /// <summary>Places the lines from <paramref name="top"/> down, against the edge where the language begins, and says where they end.</summary>
    private float Stack(FittedText text, float top, SKColor colour, float start = ColumnStart)
    {
        foreach (var line in text.Lines)
        {
            var left = _rightToLeft ? CertificatePaper.A4.Width - start - line.Width : start;
            Sheet.Place(line, left, top + text.Baseline, colour);
            top += text.Advance;
        }

        return top;
    }

    private float Left(float start, float width) => _rightToLeft ? CertificatePaper.A4.Width - start - width : start;
}
