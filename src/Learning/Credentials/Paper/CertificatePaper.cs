using Learning.Credentials.Typesetting;
using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>What stands on the paper. The address is absolute: where anyone may check.</summary>
public sealed record CertificateContent(
    string HolderName, string CourseTitle, string SiteName, string Language, string CheckAddress, DateTimeOffset IssuedAt, CertificateTexts Texts);

/// <summary>
/// The certificate on paper: one landscape page as PDF, in points. In a right-to-left language the page is laid out mirrored. The same content
/// gives the same bytes.
/// </summary>
internal static class CertificatePaper
{
    public static byte[] Draw(CertificateContent content) => Draw(content, CertificateDesign.Standard);

    /// <param name="paper">Null: as the design says.</param>
    public static byte[] Draw(CertificateContent content, CertificateDesign design, PaperSize? paper = null)
    {
        var rightToLeft = CertificateTexts.CultureOf(content.Language).TextInfo.IsRightToLeft;
        var plan = new PaperPlan(paper ?? design.Paper, design);
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, MetadataOf(content)))
        {
            var canvas = document.BeginPage(plan.Paper.Width, plan.Paper.Height);
            CertificateOrnaments.Draw(canvas, plan, rightToLeft);
            var layout = new CertificateLayout(content, plan, rightToLeft);
            DrawSignatures(canvas, layout, design.Colours);
            using var typefaces = layout.Sheet.DrawOn(canvas);
            QrSquare.Draw(canvas, content.CheckAddress, layout.QrPlace, design.Colours.Text);
            canvas.DrawUrlAnnotation(layout.QrPlace, content.CheckAddress);
            canvas.DrawUrlAnnotation(layout.AddressPlace, content.CheckAddress);
            document.EndPage();
            document.Close();
        }

        return PdfCatalog.WithLanguage(stream.ToArray(), content.Language, rightToLeft);
    }

    private static void DrawSignatures(SKCanvas canvas, CertificateLayout layout, CertificateColours colours)
    {
        foreach (var (picture, place) in layout.SignaturePictures)
        {
            picture.Draw(canvas, place);
        }

        using var line = Needle.Stroke(colours.Quiet, 0.8f);
        foreach (var (from, to) in layout.SignatureLines)
        {
            canvas.DrawLine(from, to, line);
        }
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
