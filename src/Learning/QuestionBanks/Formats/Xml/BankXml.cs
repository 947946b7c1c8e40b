using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Xml;

/// <summary>
/// Reads XML of strangers: nothing is fetched, nothing the file declares is expanded, and depth and size are bounded. A harmless DOCTYPE is passed over; undeclared entities are faults of
/// the file, with their line.
/// </summary>
internal static partial class BankXml
{
    public const int Deepest = 100;
    public const int MostNodes = 400_000;

    private const int Look = 4_096;

    private static readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>The root with the lines of everything below it, or null; then the file was refused.</summary>
    public static XElement? Load(ReadOnlyMemory<byte> file, BankReader into)
    {
        if (XmlEncoding.Decode(file.Span) is not { } text)
        {
            into.Refuse(1, "xml-encoding");
            return null;
        }

        if (Declarations().IsMatch(text))
        {
            into.Refuse(1, "xml-declarations");
            return null;
        }

        try
        {
            text = WithoutDeclaration(text);
            return IsBounded(text, into) ? Tree(text) : null;
        }
        catch (XmlException failure)
        {
            into.Refuse(Math.Max(1, failure.LineNumber), "xml-broken");
            return null;
        }
    }

    /// <summary>The name of the first element, without its prefix; empty where the file does not begin like XML.</summary>
    public static string RootName(ReadOnlySpan<byte> file)
    {
        var start = string.Concat(System.Text.Encoding.Latin1.GetString(file[..Math.Min(Look, file.Length)]).Where(c => c != '\0'));
        var root = Root().Match(Comments().Replace(start, ""));
        return root.Success ? root.Groups[1].Value : "";
    }

    public static int LineOf(XObject node) => node is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 1;

    /// <summary>Text without the characters that XML cannot carry.</summary>
    public static string Valid(string text) => text.All(XmlConvert.IsXmlChar) ? text : WithoutInvalid(text);

    private static string WithoutInvalid(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                kept.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                kept.Append(text[i]).Append(text[++i]);
            }
        }

        return kept.ToString();
    }

    /// <summary>Encoding and version are known by now, and blank lines before it, which many files have, would be a fault. Lines stay where they are.</summary>
    private static string WithoutDeclaration(string text) => Declaration().Replace(text, match => new string('\n', match.Value.Count(c => c == '\n')), 1);

    private static bool IsBounded(string text, BankReader into)
    {
        using var reader = XmlReader.Create(new StringReader(text), _settings);
        var nodes = 0;
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            if (reader.Depth > Deepest || nodes > MostNodes)
            {
                into.Refuse(((IXmlLineInfo)reader).LineNumber, reader.Depth > Deepest ? "xml-too-deep" : "xml-too-much");
                return false;
            }
        }

        return true;
    }

    private static XElement? Tree(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), _settings);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
    }

    [GeneratedRegex(@"\A\uFEFF?\s*<\?xml\s[^>]*\?>", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    /// <summary>A DOCTYPE before the first element that declares something in brackets of its own.</summary>
    [GeneratedRegex(@"\A\uFEFF?(\s|<\?[^>]*>|<!--(?:[^-]|-[^-])*-->)*<!DOCTYPE[^>\[]*\[", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Declarations();

    [GeneratedRegex("<!--.*?(-->|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\A[^<]{0,16}(?:<[?!][^<]*)*<(?:[\w.-]+:)?([\w.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Root();
}
