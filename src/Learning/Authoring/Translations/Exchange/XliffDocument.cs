using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>Writes a course with its translation as one document of XLIFF 2.1.</summary>
internal static class XliffDocument
{
    private static readonly XNamespace _x = XliffNames.Xliff;

    public static byte[] Write(UnitPages course)
    {
        var root = new XElement(
            _x + "xliff",
            new XAttribute(XNamespace.Xmlns + "learning", XliffNames.Own),
            new XAttribute("version", XliffNames.Version),
            new XAttribute("srcLang", course.SourceLanguage),
            new XAttribute("trgLang", course.Language),
            course.Pages.Where(page => page.Units.Any()).Select(page => File(page, course)));
        Indent(root, 0);

        using var file = new MemoryStream();
        using (var writer = XmlWriter.Create(file, new() { Encoding = new UTF8Encoding(false), Indent = false, NewLineHandling = NewLineHandling.Entitize }))
        {
            new XDocument(new XDeclaration("1.0", "utf-8", null), root).WriteTo(writer);
        }

        return file.ToArray();
    }

    private static XElement File(UnitPage page, UnitPages course) => new(
        _x + "file",
        new XAttribute("id", page.Id),
        new XAttribute("original", page.Source.Source.File),
        new XAttribute("canResegment", "no"),
        Direction("srcDir", course.SourceLanguage),
        Direction("trgDir", course.Language),
        new XAttribute(XNamespace.Xml + "space", "preserve"),
        page.Units.Select(XliffUnit.Write));

    private static XAttribute? Direction(string name, string language) => CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? new(name, "rtl") : null;

    /// <summary>A line for each element, down to those whose blanks count.</summary>
    private static void Indent(XElement element, int depth)
    {
        if (element.Name.LocalName is "source" or "target" or "note" or "data" || !element.HasElements)
        {
            return;
        }

        foreach (var child in element.Elements().ToList())
        {
            child.AddBeforeSelf(new XText("\n" + new string(' ', 2 * (depth + 1))));
            Indent(child, depth + 1);
        }

        element.Add(new XText("\n" + new string(' ', 2 * depth)));
    }
}
