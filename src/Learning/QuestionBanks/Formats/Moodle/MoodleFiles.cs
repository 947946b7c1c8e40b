using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Learning.Authoring;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>
/// The files of a text: <c>file</c> elements beside it, in base64, which it shows as <c>@@PLUGINFILE@@/name</c>. The same name beside another text is another file, so the place of the
/// text is put into the address while it is read.
/// </summary>
internal sealed partial class MoodleFiles(XElement question)
{
    private const string Plugin = "@@PLUGINFILE@@";

    /// <summary>The text with the place of its holder in the addresses of its files.</summary>
    public static string Named(string text, XElement? holder) =>
        holder is not null && text.Contains(Plugin + "/", StringComparison.Ordinal) ? text.Replace(Plugin + "/", $"{Plugin}/{PlaceOf(holder)}/", StringComparison.Ordinal) : text;

    private readonly Dictionary<string, FoundPicture?> _found = new(StringComparer.Ordinal);

    /// <summary>The file at such an address; null where there is none. Each is looked for once.</summary>
    public FoundPicture? Find(string address)
    {
        if (!_found.TryGetValue(address, out var picture))
        {
            picture = Read(address);
            _found.Add(address, picture);
        }

        return picture;
    }

    private FoundPicture? Read(string address)
    {
        if (Address().Match(Uri.UnescapeDataString(address)) is not { Success: true } match
            || question.DescendantsAndSelf().FirstOrDefault(holder => PlaceOf(holder) == match.Groups[1].Value) is not { } holder
            || holder.Elements("file").FirstOrDefault(file => PathOf(file) == match.Groups[2].Value) is not { } found)
        {
            return null;
        }

        var name = found.Attribute("name")?.Value ?? "";
        return (found.Attribute("encoding")?.Value ?? "base64").Equals("base64", StringComparison.OrdinalIgnoreCase) ? DataAddress.OfBase64(name, found.Value) : FoundPicture.Wrong(name, "picture-broken");
    }

    /// <summary>Puts the pictures beside the texts of a question that show them. A remark of ours has no such place: there the picture stands in its address.</summary>
    public static void Attach(IReadOnlyList<MediaFile> pictures, XElement question)
    {
        if (pictures.Count == 0)
        {
            return;
        }

        var paths = Paths(pictures);
        foreach (var text in question.Descendants("text").Where(text => PictureMark.IsIn(text.Value)).ToArray())
        {
            var hashes = PictureMark.In(text.Value).Distinct(StringComparer.Ordinal).ToArray();
            text.ReplaceNodes(new XCData(PictureMark.Replace(PictureMark.WithFigures(text.Value), hash => Plugin + string.Join('/', paths[hash].Split('/').Select(Uri.EscapeDataString)))));
            text.AddAfterSelf(hashes.Select(hash => File(pictures.First(picture => picture.Hash == hash), paths[hash])));
        }

        foreach (var remark in question.DescendantsAndSelf().Attributes().Where(attribute => PictureMark.IsIn(attribute.Value)))
        {
            remark.Value = PictureMark.Replace(remark.Value, hash => DataAddress.Write(pictures.First(picture => picture.Hash == hash)));
        }
    }

    /// <summary>Two pictures with the same name lie in different folders.</summary>
    private static Dictionary<string, string> Paths(IReadOnlyList<MediaFile> pictures)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var same in pictures.GroupBy(picture => picture.FileName, StringComparer.OrdinalIgnoreCase))
        {
            var number = 0;
            foreach (var picture in same)
            {
                paths[picture.Hash] = ++number == 1 ? $"/{picture.FileName}" : $"/{number}/{picture.FileName}";
            }
        }

        return paths;
    }

    private static XElement File(MediaFile picture, string path) => new(
        "file",
        new XAttribute("name", picture.FileName),
        new XAttribute("path", path[..^picture.FileName.Length]),
        new XAttribute("encoding", "base64"),
        Convert.ToBase64String(picture.Bytes));

    private static string PathOf(XElement file) => (file.Attribute("path")?.Value ?? "/").Trim('/') is { Length: > 0 } folder ? $"{folder}/{file.Attribute("name")?.Value}" : file.Attribute("name")?.Value ?? "";

    private static string PlaceOf(XElement holder) => holder is IXmlLineInfo info && info.HasLineInfo() ? $"{info.LineNumber}.{info.LinePosition}" : "0.0";

    [GeneratedRegex("^@@PLUGINFILE@@/([0-9]+\\.[0-9]+)/([^?]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
