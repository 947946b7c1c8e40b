using Learning.Credentials.Typesetting;
using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>Where each text of a certificate stands: a column from the site's name down to the address, in reading order.</summary>
internal sealed class CertificateLayout
{
    private readonly PaperPlan _plan;
    private readonly bool _rightToLeft;
    private readonly CertificateContent _content;
    private readonly CertificateColours _colours;

    public CertificateLayout(CertificateContent content, PaperPlan plan, bool rightToLeft)
    {
        _content = content;
        _plan = plan;
        _colours = plan.Design.Colours;
        _rightToLeft = rightToLeft;
        QrPlace = SKRect.Create(Left(plan.QrStart, plan.QrSide), plan.QrTop, plan.QrSide, plan.QrSide);
        PlaceHeading();
        PlaceMiddle();
        PlaceSignatures();
        PlaceFacts();
        AddressPlace = PlaceCheck();
    }

    public Sheet Sheet { get; } = new();

    public SKRect QrPlace { get; }

    public SKRect AddressPlace { get; }

    /// <summary>The lines people sign on.</summary>
    public List<(SKPoint From, SKPoint To)> SignatureLines { get; } = [];

    public List<(ThemePicture Picture, SKRect Place)> SignaturePictures { get; } = [];

    private void PlaceHeading()
    {
        var site = Fit(new SizeRange(16, 9), 30, _content.SiteName, Faces.Strong, _plan.HeadingWidth);
        Stack(site, 64, _colours.Main);
        var heading = Fit(new SizeRange(48, 24), 66, _content.Texts.Heading, Faces.Strong, _plan.HeadingWidth);
        Stack(heading, PaperPlan.HeadingBottom - heading.Height, _colours.Text);
    }

    private void PlaceMiddle()
    {
        const float Intro = 22;
        const float Gaps = 4 + 14 + 5;
        var texts = _content.Texts;
        var name = CleanText.Of(_content.HolderName);

        // Name and course share what is left; the largest size is one that a line of any script has room for.
        var room = _plan.MiddleBottom - PaperPlan.MiddleTop - (2 * Intro) - Gaps;
        var (nameRoom, courseRoom) = (room * 0.575f, room * 0.425f);
        var blocks = new[]
        {
            (Text: Fit(new SizeRange(14, 9), Intro, texts.Holder, Faces.Plain), Colour: _colours.Quiet, After: 4f),
            (Text: Fit(new SizeRange(Math.Min(44, nameRoom / 1.5f), 17), nameRoom, name.Length > 0 ? name : texts.Nameless, Faces.Strong), Colour: _colours.Text, After: 14f),
            (Text: Fit(new SizeRange(14, 9), Intro, texts.Completed, Faces.Plain), Colour: _colours.Quiet, After: 5f),
            (Text: Fit(new SizeRange(Math.Min(26, courseRoom / 1.5f), 12), courseRoom, _content.CourseTitle, Faces.Strong), Colour: _colours.Accent, After: 0f),
        };

        var free = _plan.MiddleBottom - PaperPlan.MiddleTop - blocks.Sum(b => b.Text.Height + b.After);
        var top = PaperPlan.MiddleTop + Math.Max(0, free / 2);
        foreach (var (text, colour, after) in blocks)
        {
            top = Stack(text, top, colour) + after;
        }
    }

    private void PlaceSignatures()
    {
        const float Gap = 26;
        const float Widest = 180;
        const float PictureHeight = 36;
        var signatures = _plan.Design.Signatures;
        var width = signatures.Count == 0 ? 0 : Math.Min(Widest, (_plan.ColumnWidth - (Gap * (signatures.Count - 1))) / signatures.Count);
        for (var i = 0; i < signatures.Count; i++)
        {
            var start = _plan.ColumnStart + (i * (width + Gap));
            var box = SKRect.Create(Left(start, width), _plan.SignaturesTop, width, PictureHeight);
            if (signatures[i].Picture is { } picture)
            {
                SignaturePictures.Add((picture, picture.In(box, _rightToLeft ? 0.95f : 0.05f, 1)));
            }

            var line = box.Bottom + 2;
            SignatureLines.Add((new(box.Left, line), new(box.Right, line)));
            var below = Stack(Fit(new SizeRange(10.5f, 7), 21, signatures[i].Name, Faces.Strong, width), line + 2, _colours.Text, start);
            var office = signatures[i].OfficeIn(_content.Language);
            if (office.Length > 0)
            {
                Stack(Fit(new SizeRange(8.5f, 6.5f), 18, office, Faces.Plain, width), below, _colours.Quiet, start);
            }
        }
    }

    private void PlaceFacts()
    {
        // One size and one baseline for all, though words and figures lead differently; each fact as wide as it needs, the rest shared out.
        var facts = _content.Texts.Facts;
        for (var size = 15f; ; size -= 0.5f)
        {
            var labels = facts.Select(fact => Fit(new SizeRange(9.5f, 6.5f), 15, fact.Label, Faces.Plain, _plan.FootWidth)).ToList();
            var values = facts.Select(fact => Fit(new SizeRange(size, size), 15, fact.Value, Faces.Strong, _plan.FootWidth)).ToList();
            var widths = labels.Zip(values, (label, value) => Math.Max(label.Width, value.Width)).ToList();
            var gap = (_plan.FootWidth - widths.Sum()) / Math.Max(1, facts.Count);
            if (gap < 14 && size > 7)
            {
                continue;
            }

            var start = _plan.ColumnStart;
            for (var i = 0; i < facts.Count; i++)
            {
                Stack(labels[i], _plan.FactsTop, _colours.Quiet, start);
                Stack(values[i], _plan.FactsTop + 31 - values[i].Baseline, _colours.Text, start);
                start += widths[i] + gap;
            }

            return;
        }
    }

    private SKRect PlaceCheck()
    {
        var width = _plan.FootWidth;
        var check = Fit(new SizeRange(10.5f, 7), 18, _content.Texts.Check, Faces.Plain, width);
        var addressTop = Stack(check, _plan.CheckTop, _colours.Quiet) + 1;
        var address = Fit(new SizeRange(12, 6.5f), 30, _content.CheckAddress, Faces.Strong, width);
        var addressBottom = Stack(address, addressTop, _colours.Accent);
        var genuine = Fit(new SizeRange(10.5f, 7), 18, _content.Texts.Genuine, Faces.Plain, width);
        Stack(genuine, addressBottom + 2, _colours.Quiet);
        return SKRect.Create(Left(_plan.ColumnStart, width), addressTop, width, addressBottom - addressTop);
    }

    private FittedText Fit(SizeRange sizes, float height, string text, Faces faces) => Fit(sizes, height, text, faces, _plan.ColumnWidth);

    private FittedText Fit(SizeRange sizes, float height, string text, Faces faces, float width) => FittedText.In(sizes, width, height, text, faces, _rightToLeft);

    /// <summary>Places the lines from <paramref name="top"/> down, against the edge where the language begins, and says where they end.</summary>
    private float Stack(FittedText text, float top, SKColor colour) => Stack(text, top, colour, _plan.ColumnStart);

    private float Stack(FittedText text, float top, SKColor colour, float start)
    {
        foreach (var line in text.Lines)
        {
            Sheet.Place(line, Left(start, line.Width), top + text.Baseline, colour);
            top += text.Advance;
        }

        return top;
    }

    private float Left(float start, float width) => _plan.Left(start, width, _rightToLeft);
}
