using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>What a document of XLIFF says on its outside: languages, and the units of each page. Nothing it declares is expanded and nothing it names is fetched.</summary>
internal sealed record ReturnedFile(string SourceLanguage, string Language, IReadOnlyList<(string Page, string Original, Spot Spot, IReadOnlyList<XElement> Units)> Pages)
{
    private static readonly XNamespace _x = XliffNames.Xliff;

    /// <summary>Null, and a problem, where it is no such document.</summary>
    public static ReturnedFile? Read(byte[] file, string name, Problems problems)
    {
        if (file.Length > XliffNames.MostBytes)
        {
            problems.Add(Spot.Start(name), "file-too-large", "The file is larger than 16 MB.", "Divide it: a file may hold some of the pages.");
            return null;
        }

        return Load(file, name, problems) is { } root && IsXliff(root, name, problems) ? Of(root, name, problems) : null;
    }

    public static Spot SpotOf(XObject node, string name) => node is IXmlLineInfo line && line.HasLineInfo() ? new(name, line.LineNumber, line.LinePosition) : Spot.Start(name);

    private static XElement? Load(byte[] file, string name, Problems problems)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = true });
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException failure) when (failure.Message.Contains("DTD", StringComparison.Ordinal))
        {
            problems.Add(new(name, Math.Max(1, failure.LineNumber), Math.Max(1, failure.LinePosition)), "declares-entities", "The file has a DOCTYPE, which could declare anything.", "Export it again without one; XLIFF 2.1 needs none.");
        }
        catch (XmlException failure)
        {
            problems.Add(new(name, Math.Max(1, failure.LineNumber), Math.Max(1, failure.LinePosition)), "invalid-xml", $"The file is not well-formed XML: {failure.Message.TrimEnd('.')}.", "Export it again from the program it was translated in.");
        }
        catch (System.Text.DecoderFallbackException)
        {
            problems.Add(Spot.Start(name), "not-utf8", "The file is not in the encoding it says.", "Save it in UTF-8.");
        }

        return null;
    }

    private static bool IsXliff(XElement root, string name, Problems problems)
    {
        if (root.Name.LocalName != "xliff")
        {
            problems.Add(SpotOf(root, name), "not-xliff", $"The file is no XLIFF: it begins with <{root.Name.LocalName}>.", "Name the file that came back from the translator.");
            return false;
        }

        var version = (string?)root.Attribute("version") ?? "";
        if (root.Name.Namespace != _x || version is not ("2.0" or XliffNames.Version))
        {
            problems.Add(SpotOf(root, name), "other-version", $"This is XLIFF {(version.Length > 0 ? version : "of no version")}, and 2.1 is read here.", "Save it as XLIFF 2.1 or 2.0.");
            return false;
        }

        return true;
    }

    private static ReturnedFile? Of(XElement root, string name, Problems problems)
    {
        var (own, other) = ((string?)root.Attribute("srcLang") ?? "", (string?)root.Attribute("trgLang") ?? "");
        if (!Translation.IsLanguage(other))
        {
            problems.Add(SpotOf(root, name), "other-language", "The file does not say into which language it was translated.", "Write the attribute trgLang, as it was exported.");
            return null;
        }

        return new(own, other, [.. root.Elements(_x + "file").Select(file => ((string?)file.Attribute("id") ?? "", (string?)file.Attribute("original") ?? "", SpotOf(file, name), Units(file)))]);
    }

    private static IReadOnlyList<XElement> Units(XElement file) => [.. file.Descendants(_x + "unit")];

    /// <summary>The sign that an element with its number stands for.</summary>
    public static string? SignOf(XElement cp) =>
        int.TryParse((string?)cp.Attribute("hex"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is > 0 and <= 0xFFFF && !char.IsSurrogate((char)code) ? ((char)code).ToString() : null;
}
