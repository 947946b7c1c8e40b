using System.Xml.Linq;
using Learning.Authoring;
using Learning.Authoring.Translations.Exchange;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Authoring.Translations.Exchange;

/// <summary>A document that went out, as a translator's program changes it.</summary>
internal sealed class Exchanged(XDocument document)
{
    public const string Name = "rights.fr.xlf";

    private static readonly XNamespace _x = "urn:oasis:names:tc:xliff:document:2.0";

    public XDocument Document => document;

    public static Exchanged Of(SmallCourse course, string language = "fr") => Of(course.Content, SmallCourse.Folder, language, SmallCourse.Today);

    public static Exchanged Of(IFileProvider content, string path, string language, DateOnly? today = null)
    {
        var export = ExportTranslation.Run(content, path, language, today);
        Assert.Empty(export.Problems);
        return new(XDocument.Load(new MemoryStream(export.Document!), LoadOptions.PreserveWhitespace));
    }

    public byte[] Bytes => System.Text.Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));

    public IReadOnlyList<XElement> Units => [.. document.Descendants(_x + "unit")];

    public XElement Unit(string id) => Units.Single(u => (string?)u.Attribute("id") == id);

    /// <summary>The unit whose source begins with these words.</summary>
    public XElement UnitOf(string words) => Units.First(u => u.Descendants(_x + "source").Any(s => s.Value.StartsWith(words, StringComparison.Ordinal)));

    public static IEnumerable<XElement> Segments(XElement unit) => unit.Elements(_x + "segment");

    public static IEnumerable<string> Targets(XElement unit) => Segments(unit).Select(s => s.Element(_x + "target")?.Value ?? "");

    /// <summary>As programs do: the words change, the codes stay.</summary>
    public static void Translate(XElement unit, Func<string, string> words)
    {
        foreach (var segment in Segments(unit))
        {
            var target = new XElement(segment.Element(_x + "target") ?? segment.Element(_x + "source")!) { Name = _x + "target" };
            foreach (var text in target.DescendantNodes().OfType<XText>().ToList())
            {
                text.Value = words(text.Value);
            }

            segment.Element(_x + "target")?.Remove();
            segment.Add(target);
            segment.SetAttributeValue("state", "translated");
            segment.SetAttributeValue("subState", null);
        }
    }

    public static void Write(XElement unit, string target)
    {
        var segment = Segments(unit).Single();
        segment.Element(_x + "target")?.Remove();
        segment.Add(new XElement(_x + "target", target));
        segment.SetAttributeValue("state", "translated");
    }

    public TranslationImport Into(SmallCourse course, bool isPartial = false) => ImportTranslation.Run(course.Content, Bytes, Name, isPartial, SmallCourse.Today);

    /// <summary>What the command does when nothing is refused.</summary>
    public TranslationImport WriteInto(SmallCourse course, bool isPartial = false)
    {
        var import = Into(course, isPartial);
        Assert.Empty(import.Faults);
        foreach (var (path, text) in import.Files)
        {
            course.With(path, text);
        }

        return import;
    }
}
