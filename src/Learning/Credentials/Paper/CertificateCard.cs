using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Learning.Credentials.Badges;
using Learning.Credentials.Typesetting;
using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>What stands on a card to share.</summary>
/// <param name="Holder">Null: the card is of the course, nobody's.</param>
internal sealed record CardContent(string SiteName, string Heading, string CourseTitle, string Language, CardHolder? Holder);

/// <param name="Completed">Between the name and the course.</param>
/// <param name="Issued">When, in words.</param>
/// <param name="CheckAddress">Absolute: where anyone may check.</param>
internal sealed record CardHolder(string Name, string Completed, string Issued, string CheckAddress);

/// <summary>
/// A certificate as a picture to share, of the size that messengers and networks show: 1200 by 630. All letters are outlines, so that it looks alike wherever it is opened; as SVG it says in words what it shows. In a
/// right-to-left language it is laid out mirrored.
/// </summary>
internal static partial class CertificateCard
{
    public const int Width = 1200;
    public const int Height = 630;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static byte[] Png(CardContent content, CertificateDesign design)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Draw(surface.Canvas, content, design);
        using var picture = surface.Snapshot();
        using var encoded = picture.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    public static byte[] SvgOf(CardContent content, CertificateDesign design)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
        {
            Draw(canvas, content, design);
        }

        stream.Position = 0;
        var document = XDocument.Load(stream);
        foreach (var drawn in document.Descendants().Attributes("d"))
        {
            drawn.Value = Coordinate().Replace(drawn.Value, number => decimal.Parse(number.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture));
        }

        var root = document.Root!;
        root.SetAttributeValue("viewBox", $"0 0 {Width} {Height}");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", "card-title card-desc");
        root.SetAttributeValue(XNamespace.Xml + "lang", content.Language);
        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", "card-title"), string.Join(" · ", Said(content.Heading, content.CourseTitle, content.Holder?.Name))),
            new XElement(Svg + "desc", new XAttribute("id", "card-desc"), string.Join(" ", Said(content.SiteName, content.Holder?.Issued, content.Holder?.CheckAddress))));
        return Xml.Bytes(document);
    }

    /// <summary>Cleaned, as it is on the card: XML has no room for control characters either.</summary>
    private static IEnumerable<string> Said(params string?[] texts) => texts.Select(text => CleanText.Of(text ?? "")).Where(text => text.Length > 0);

    private static void Draw(SKCanvas canvas, CardContent content, CertificateDesign design)
    {
        var rightToLeft = CertificateTexts.CultureOf(content.Language).TextInfo.IsRightToLeft;
        var plan = new CardPlan(design);
        canvas.Clear(SKColors.White);
        CardOrnaments.Draw(canvas, plan, content.Holder is null, rightToLeft);
        CardLayout.Place(content, plan, rightToLeft).DrawOutlinesOn(canvas);
        if (content.Holder is { } holder)
        {
            var place = SKRect.Create(CardPlan.Left(plan.QrStart, CardPlan.QrSide, rightToLeft), CardPlan.QrTop, CardPlan.QrSide, CardPlan.QrSide);
            QrSquare.Draw(canvas, holder.CheckAddress, place, design.Colours.Text);
        }
    }

    /// <summary>More than two places after the point.</summary>
    [GeneratedRegex(@"-?\d*\.\d{3,}(e-?\d+)?|-?\d+(\.\d+)?e-?\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Coordinate();
}

/// <summary>Where the parts of a card stand. "Start" is from the edge where the language begins.</summary>
internal sealed record CardPlan(CertificateDesign Design)
{
    /// <summary>How much larger than on paper the banner is.</summary>
    public const float BannerScale = 1.2f;

    public const float BannerUp = 10;
    public const float QrSide = 132;
    public const float QrTop = 452;

    public bool HasBanner => Design.Form == CertificateForm.Banner;

    public float ColumnStart => HasBanner ? 316 : 78;

    public float ColumnWidth => CertificateCard.Width - ColumnStart - 78;

    /// <summary>A logo at the top leaves it less.</summary>
    public float HeadWidth => ColumnWidth - (HasBanner || Design.Logo is null ? 0 : 300);

    public float FootWidth => ColumnWidth - (HasBanner ? 0 : QrSide + 40);

    public float QrStart => HasBanner ? (UnionBanner.Centre * BannerScale) - (QrSide / 2) : CertificateCard.Width - 78 - QrSide;

    /// <summary>Of a form without a banner.</summary>
    public static SKRect LogoBox => SKRect.Create(CertificateCard.Width - 78 - 260, 62, 260, 116);

    public static float Left(float start, float width, bool rightToLeft) => rightToLeft ? CertificateCard.Width - start - width : start;
}
