using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learning.Credentials.Typesetting;

/// <summary>
/// Adds to a PDF what Skia's metadata cannot say: the language a screen reader shall speak and the reading direction. Written as an incremental
/// update (ISO 32000-1, 7.5.6): the catalogue again, and a cross-reference that points back.
/// </summary>
internal static partial class PdfCatalog
{
    public static byte[] WithLanguage(byte[] pdf, string language, bool rightToLeft)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var previous = LastNumber(text, StartOfReferences());
        var trailer = text[text.LastIndexOf("trailer", StringComparison.Ordinal)..];
        var root = int.Parse(Root().Match(trailer).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var size = int.Parse(Size().Match(trailer).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

        var catalogue = text.IndexOf($"\n{root} 0 obj\n", StringComparison.Ordinal) + 1;
        var opened = text.IndexOf("<<", catalogue, StringComparison.Ordinal) + 2;
        var closed = text.IndexOf("endobj", opened, StringComparison.Ordinal);
        var entries = text[opened..closed].Replace(
            "/DisplayDocTitle true", $"/DisplayDocTitle true\n/Direction /{(rightToLeft ? "R2L" : "L2R")}", StringComparison.Ordinal);

        var added = new StringBuilder("\n");
        var place = pdf.Length + added.Length;
        added.Append(CultureInfo.InvariantCulture, $"{root} 0 obj\n<</Lang ({Tag(language)})\n{entries}endobj\n");
        var references = pdf.Length + added.Length;
        added.Append(CultureInfo.InvariantCulture, $"xref\n0 1\n0000000000 65535 f \n{root} 1\n{place:D10} 00000 n \n");
        added.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {size}\n/Root {root} 0 R\n/Prev {previous}\n{Kept(trailer)}>>\nstartxref\n{references}\n%%EOF\n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(added.ToString())];
    }

    private static string Kept(string trailer) => string.Concat(Information().Matches(trailer).Select(m => m.Value + "\n"));

    private static string Tag(string language) => string.Concat(language.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static long LastNumber(string text, Regex pattern) => long.Parse(pattern.Matches(text)[^1].Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex StartOfReferences();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Size (\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@"/Info \d+ 0 R|/ID \[<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\]")]
    private static partial Regex Information();
}
