using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Reads a package: a zip whose manifest lists tests and items. Items come in the order of the tests, and those in no test behind them.</summary>
internal static class QtiPackage
{
    private const string Manifest = "imsmanifest.xml";

    public static bool IsOne(ReadOnlySpan<byte> file) => file is [(byte)'P', (byte)'K', 3, 4, ..];

    public static void Read(ReadOnlyMemory<byte> file, BankReader into)
    {
        using var archive = BankArchive.Open(file, into);
        if (archive is null)
        {
            return;
        }

        into.Pictures.Find = new QtiPictures(archive, into).Find;
        foreach (var path in Items(archive, into))
        {
            if (into.IsFull || archive.IsSpent)
            {
                break;
            }

            into.Part = path;
            if (Load(archive, path, into) is { } root)
            {
                ReadItem(root, into);
            }
        }

        into.Part = "";
    }

    private static void ReadItem(XElement root, BankReader into)
    {
        if (root.Local == "assessmentitem")
        {
            QtiItemReading.Read(root, into);
        }
        else
        {
            var code = root.Local == "questestinterop" ? "qti-one" : "not-qti";
            into.Refuse(BankXml.LineOf(root), code, root.Local);
        }
    }

    /// <summary>The items in their order. A package without a manifest has them all the same: whatever ends in .xml and begins as one.</summary>
    private static IReadOnlyList<string> Items(BankArchive archive, BankReader into)
    {
        if (archive.Paths.Where(path => path == Manifest || path.EndsWith("/" + Manifest, StringComparison.Ordinal)).MinBy(path => path.Length) is not { } manifest)
        {
            into.Note(1, "no-manifest");
            return [.. archive.Paths.Where(path => path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
                .Where(path => archive.Read(path, into) is { } bytes && QtiNames.Plain(BankXml.RootName(bytes.Span)) == "assessmentitem")];
        }

        into.Part = manifest;
        var resources = Load(archive, manifest, into)?.Descendants("resource").Select(resource => (
            Type: resource.Says("type").ToLowerInvariant(),
            Path: BankArchive.Resolve(manifest, resource.Says("href") is { Length: > 0 } href ? href : resource.Element("file")?.Says("href") ?? ""),
            Resource: resource)).ToArray() ?? [];
        foreach (var outside in resources.Where(one => one.Path is null).Take(1))
        {
            into.Refuse(BankXml.LineOf(outside.Resource), "path-outside", outside.Resource.Says("href"));
        }

        var tests = resources.Where(one => one.Type.StartsWith("imsqti_test", StringComparison.Ordinal) || one.Type.StartsWith("imsqti_assessment", StringComparison.Ordinal)).Select(one => one.Path).OfType<string>();
        var items = resources.Where(one => one.Type.StartsWith("imsqti_item", StringComparison.Ordinal) || one.Type.StartsWith("imsqti_apipitem", StringComparison.Ordinal)).Select(one => one.Path).OfType<string>();
        return [.. tests.SelectMany(test => Listed(archive, test, into)).Concat(items).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Listed(BankArchive archive, string test, BankReader into)
    {
        into.Part = test;
        return Load(archive, test, into)?.Descendants("assessmentitemref").Select(item => BankArchive.Resolve(test, item.Says("href"))).OfType<string>().ToArray() ?? [];
    }

    private static XElement? Load(BankArchive archive, string path, BankReader into)
    {
        if (!archive.Has(path))
        {
            into.Refuse(1, "missing-part", path);
            return null;
        }

        return archive.Read(path, into) is { } bytes && BankXml.Load(bytes, into) is { } root ? QtiNames.Normalize(root) : null;
    }
}
