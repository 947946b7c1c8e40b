using System.IO.Compression;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Writes a package of QTI 3.0. The same questions always give the same bytes.</summary>
internal static class QtiPackageWriting
{
    private static readonly XNamespace _package = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
    private static readonly DateTimeOffset _always = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Elements of ours that hold only elements; all others may hold words.</summary>
    private static readonly HashSet<string> _structure =
    [
        "manifest", "metadata", "organizations", "resources", "resource", "qti-assessment-test", "qti-test-part", "qti-assessment-section", "qti-assessment-item", "qti-response-declaration",
        "qti-outcome-declaration", "qti-template-declaration", "qti-correct-response", "qti-default-value", "qti-mapping", "qti-template-processing", "qti-set-template-value", "qti-response-processing",
        "qti-response-condition", "qti-response-if", "qti-set-outcome-value", "qti-choice-interaction", "qti-order-interaction", "qti-match-interaction", "qti-simple-match-set",
    ];

    public static byte[] Write(IReadOnlyList<BankItem> items, string title, string language)
    {
        var identifiers = Identifiers(items);
        var media = new QtiMedia(items);
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "imsmanifest.xml", Manifest(items, identifiers, media));
            Add(zip, "test.xml", Test(identifiers, title, language));
            for (var i = 0; i < items.Count; i++)
            {
                Add(zip, PathOf(identifiers[i]), QtiItemWriting.Item(items[i], identifiers[i], language, hash => "../" + media.Href(hash)));
            }

            foreach (var (path, picture) in media.All)
            {
                Add(zip, path, picture.Bytes);
            }
        }

        return file.ToArray();
    }

    /// <summary>The ids of the bank where they can be ours and are each once; else numbers.</summary>
    private static string[] Identifiers(IReadOnlyList<BankItem> items)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "test", "manifest" };
        var identifiers = items.Select(item => QtiIds.CanBe(item.Id) && taken.Add(item.Id) ? item.Id : "").ToArray();
        var number = 0;
        for (var i = 0; i < identifiers.Length; i++)
        {
            while (identifiers[i].Length == 0)
            {
                number++;
                identifiers[i] = taken.Add($"item-{number}") ? $"item-{number}" : "";
            }
        }

        return identifiers;
    }

    private static XElement Manifest(IReadOnlyList<BankItem> items, string[] identifiers, QtiMedia media) => new(
        _package + "manifest",
        new XAttribute("identifier", "manifest"),
        new XElement(_package + "metadata", new XElement(_package + "schema", "QTI Package"), new XElement(_package + "schemaversion", "3.0.0")),
        new XElement(_package + "organizations"),
        new XElement(
            _package + "resources",
            Resource("test", "imsqti_test_xmlv3p0", "test.xml", identifiers.Select(id => new XElement(_package + "dependency", new XAttribute("identifierref", id)))),
            identifiers.Select((id, i) => Resource(id, "imsqti_item_xmlv3p0", PathOf(id), items[i].Pictures.Select(picture => File(media.Href(picture.Hash)))))));

    private static XElement Resource(string identifier, string type, string path, params IEnumerable<XElement> more) => new(
        _package + "resource",
        new XAttribute("identifier", identifier),
        new XAttribute("type", type),
        new XAttribute("href", path),
        File(path),
        more);

    private static XElement File(string href) => new(_package + "file", new XAttribute("href", href));

    private static XElement Test(string[] identifiers, string title, string language)
    {
        var named = BankXml.Valid(title.Length > 0 ? title : "test");
        return E(
            "assessment-test", [new("identifier", "test"), new("title", named), new(XNamespace.Xml + "lang", language)],
            E(
                "test-part", [new("identifier", "part"), new("navigation-mode", "nonlinear"), new("submission-mode", "simultaneous")],
                E(
                    "assessment-section", [new("identifier", "section"), new("title", named), new("visible", "true")],
                    [.. identifiers.Select(id => E("assessment-item-ref", [new("identifier", id), new("href", PathOf(id))]))])));
    }

    private static XElement E(string name, XAttribute[] attributes, params XElement[] content) => new(QtiContent.Qti + ("qti-" + name), attributes, content);

    private static string PathOf(string identifier) => $"items/{identifier}.xml";

    private static void Add(ZipArchive zip, string path, XElement root) => Add(zip, path, XmlFile.Write(root, element => !_structure.Contains(element.Name.LocalName)));

    private static void Add(ZipArchive zip, string path, byte[] bytes)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = _always;
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
