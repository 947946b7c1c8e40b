using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Learning.Authoring.Translations.Exchange;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Authoring.Translations.Exchange;

/// <summary>The document keeps the rules of XLIFF 2.1: elements and their order, what has to be said, ids that are unique, codes that have their text.</summary>
public sealed partial class XliffFormTests
{
    private static readonly XNamespace _x = "urn:oasis:names:tc:xliff:document:2.0";

    private static readonly Dictionary<string, string[]> _attributes = new()
    {
        ["xliff"] = ["version", "srcLang", "trgLang"],
        ["file"] = ["id", "original", "canResegment", "srcDir", "trgDir", "space"],
        ["unit"] = ["id", "name"],
        ["notes"] = [],
        ["note"] = ["category"],
        ["originalData"] = [],
        ["data"] = ["id"],
        ["segment"] = ["id", "state", "subState"],
        ["ignorable"] = ["id"],
        ["source"] = [],
        ["target"] = [],
        ["ph"] = ["id", "type", "subType", "dataRef", "canCopy", "canDelete"],
        ["pc"] = ["id", "type", "subType", "dataRefStart", "dataRefEnd", "canCopy", "canDelete"],
        ["cp"] = ["hex"],
    };

    [Fact]
    public void The_small_course_keeps_the_rules() => Check(Exchanged.Of(FrenchCourse.Make()).Document);

    [Fact]
    public void A_course_that_is_translated_in_part_keeps_them() => Check(Exchanged.Of(FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some **newer** text, [why](02-nine-branches.md).").Change(SmallCourse.Quiz, "Take your time.", "Take *more* time.")).Document);

    [Fact]
    public void The_real_course_keeps_them_in_a_language_it_is_not_translated_into()
    {
        using var content = new PhysicalFileProvider(Path.Combine(Repository.Root, "content"));

        Check(Exchanged.Of(content, "courses/right-to-social-security", "pt").Document);
    }

    [Fact]
    public void It_is_utf8_and_well_formed_as_it_is_written()
    {
        var export = ExportTranslation.Run(FrenchCourse.Make().Content, SmallCourse.Folder, "fr", SmallCourse.Today);

        using var reader = XmlReader.Create(new MemoryStream(export.Document!), new() { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        var document = XDocument.Load(reader);

        Assert.Equal("utf-8", document.Declaration!.Encoding);
        Assert.StartsWith("<?xml", System.Text.Encoding.UTF8.GetString(export.Document!), StringComparison.Ordinal);
    }

    internal static void Check(XDocument document)
    {
        var root = document.Root!;
        Assert.Equal((_x + "xliff", "2.1"), (root.Name, (string)root.Attribute("version")!));
        Assert.NotEqual((string)root.Attribute("srcLang")!, (string)root.Attribute("trgLang")!);
        Unique(root.Elements(_x + "file"));
        foreach (var element in root.DescendantsAndSelf())
        {
            Assert.Equal(_x, element.Name.Namespace);
            Assert.All(element.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.Namespace != "urn:learning:translations"), a => Assert.Contains(a.Name.LocalName, _attributes[element.Name.LocalName]));
            Assert.All(element.Attributes("id"), id => Assert.Matches(Token(), id.Value));
        }

        foreach (var file in root.Elements(_x + "file"))
        {
            Assert.NotEmpty(file.Elements(_x + "unit"));
            Unique(file.Elements(_x + "unit"));
            Assert.All(file.Elements(_x + "unit"), CheckUnit);
        }
    }

    private static void CheckUnit(XElement unit)
    {
        Assert.Matches("^(notes )?(originalData )?((segment|ignorable) )+$", string.Concat(unit.Elements().Select(e => e.Name.LocalName + " ")));
        Assert.NotEmpty(unit.Elements(_x + "segment"));
        Unique(unit.Descendants(_x + "data"));
        var sources = unit.Descendants(_x + "source").SelectMany(Codes).ToArray();
        var targets = unit.Descendants(_x + "target").SelectMany(Codes).ToArray();
        Unique(unit.Elements().Where(e => e.Attribute("id") is not null).Concat(sources));
        Unique(unit.Elements().Where(e => e.Attribute("id") is not null).Concat(targets));
        var types = sources.ToDictionary(s => (string)s.Attribute("id")!, s => (s.Name, (string)s.Attribute("type")!));
        Assert.All(targets.Where(t => types.ContainsKey((string)t.Attribute("id")!)), t => Assert.Equal(types[(string)t.Attribute("id")!], (t.Name, (string)t.Attribute("type")!)));
        var data = unit.Descendants(_x + "data").Select(d => (string)d.Attribute("id")!).ToHashSet();
        Assert.All(sources.Concat(targets), code => Assert.All(code.Attributes().Where(a => a.Name.LocalName.StartsWith("dataRef", StringComparison.Ordinal)), a => Assert.Contains(a.Value, data)));
        foreach (var part in unit.Elements().Where(e => e.Name.LocalName is "segment" or "ignorable"))
        {
            Assert.Matches("^source (target )?$", string.Concat(part.Elements().Select(e => e.Name.LocalName + " ")));
            Assert.True(part.Attribute("subState") is null || part.Attribute("state") is not null);
            Assert.Contains((string?)part.Attribute("state") ?? "initial", new[] { "initial", "translated" });
        }
    }

    private static IEnumerable<XElement> Codes(XElement text) => text.Descendants().Where(e => e.Name.LocalName is "ph" or "pc");

    private static void Unique(IEnumerable<XElement> elements)
    {
        var ids = elements.Select(e => (string?)e.Attribute("id") ?? "").ToArray();
        Assert.DoesNotContain("", ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [GeneratedRegex(@"^[\p{L}\p{N}._:-]+$")]
    private static partial Regex Token();
}
