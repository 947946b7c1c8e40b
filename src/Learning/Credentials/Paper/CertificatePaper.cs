using Learning.Credentials.Typesetting;
using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>What stands on the paper. The address is absolute: where anyone may check.</summary>
public sealed record CertificateContent(
    string HolderName, string CourseTitle, string SiteName, string Language, string CheckAddress, DateTimeOffset IssuedAt, CertificateTexts Texts);

/// <summary>
/// The certificate on paper: one landscape A4 page as PDF, in points. In a right-to-left language the page is laid out mirrored. The same content
/// gives the same bytes.
/// </summary>
public static class CertificatePaper
{
    internal static readonly SKSize A4 = new(841.89f, 595.28f);

    public static byte[] Draw(CertificateContent content)
    {
        var rightToLeft = CertificateTexts.CultureOf(content.Language).TextInfo.IsRightToLeft;
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, MetadataOf(content)))
        {
            var canvas = document.BeginPage(A4.Width, A4.Height);
            CertificateOrnaments.Draw(canvas, rightToLeft);
            var layout = new CertificateLayout(content, rightToLeft);
            using var typefaces = layout.Sheet.DrawOn(canvas);
            QrSquare.Draw(canvas, content.CheckAddress, layout.QrPlace, CertificateColours.Ink);
            canvas.DrawUrlAnnotation(layout.QrPlace, content.CheckAddress);
            canvas.DrawUrlAnnotation(layout.AddressPlace, content.CheckAddress);
            document.EndPage();
            document.Close();
        }

        return PdfCatalog.WithLanguage(stream.ToArray(), content.Language, rightToLeft);
    }

    private static SKDocumentPdfMetadata MetadataOf(CertificateContent content) => new()
    {
        Title = string.Join(" · ", new[] { content.Texts.Heading, content.CourseTitle, content.HolderName }.Select(CleanText.Of).Where(t => t.Length > 0)),
        Author = content.SiteName,
        Subject = content.CheckAddress,
        Creation = content.IssuedAt.UtcDateTime,
        Modified = content.IssuedAt.UtcDateTime,
        RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
    };
}

/// <summary>The colours of the product, on white paper.</summary>
internal static class CertificateColours
{
    public static readonly SKColor Ink = new(0x1B, 0x24, 0x30);
    public static readonly SKColor Muted = new(0x5B, 0x64, 0x72);
    public static readonly SKColor Rule = new(0xD9, 0xD2, 0xC5);
    public static readonly SKColor Red = new(0xA3, 0x26, 0x2A);
    public static readonly SKColor Teal = new(0x0F, 0x5C, 0x63);
    public static readonly SKColor Ochre = new(0x9A, 0x63, 0x08);

    /// <summary>Ochre in the light, for cloth; too pale for text.</summary>
    public static readonly SKColor Sun = new(0xE3, 0xA5, 0x2F);
}
