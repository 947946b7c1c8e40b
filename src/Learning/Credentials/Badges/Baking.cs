using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Learning.Credentials.Badges;

/// <summary>
/// Puts an Open Badge into a picture and finds it there again (1EdTech, Open Badges 3.0, section "Baked Badges"): in a PNG as the chunk iTXt with the keyword openbadgecredential, in an SVG as the element openbadges:credential at its beginning.
/// Anybody's file may be given to read: what is no such picture, or holds none or more than one, is answered by null. Pure.
/// </summary>
public static class Baking
{
    /// <summary>Of a picture that is read.</summary>
    public const int MostBytes = JudgeBadge.MostBytes;

    private const string Keyword = "openbadgecredential";
    private static readonly XNamespace Badges = "https://purl.imsglobal.org/ob/v3p0";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Whether a file looks like one of the pictures that can hold a badge.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> file) => Png.Is(file) || IsXml(file);

    /// <summary>The same picture with the badge in it, instead of any that was there.</summary>
    /// <exception cref="FormatException">It is neither PNG nor SVG.</exception>
    public static byte[] Bake(byte[] picture, JsonObject badge)
    {
        // The encoder writes everything beyond ASCII, and < and >, as \u….: so it is at home in Latin, XML and CDATA alike.
        var json = badge.ToJsonString();
        if (Png.Chunks(picture) is not { } chunks)
        {
            return BakeSvg(picture, json);
        }

        var text = (byte[])[.. Encoding.ASCII.GetBytes(Keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(json)];
        return Png.Of([chunks[0], new("iTXt", text), .. chunks.Skip(1).Where(chunk => !IsBadge(chunk))]);
    }

    /// <summary>The badge in a picture, as UTF-8; null where there is none, or no picture.</summary>
    public static byte[]? Read(ReadOnlyMemory<byte> picture) =>
        picture.Length > MostBytes ? null : Png.Is(picture.Span) ? ReadPng(picture) : IsXml(picture.Span) ? ReadSvg(picture) : null;

    private static byte[]? ReadPng(ReadOnlyMemory<byte> picture)
    {
        if (Png.Chunks(picture)?.Where(IsBadge).ToArray() is not [var badge])
        {
            return null;
        }

        // Keyword, 0; compressed or not; how; language, 0; keyword in that language, 0; text. The standard allows no compression.
        var rest = badge.Data.Span[(Keyword.Length + 1)..];
        if (rest is not [0, _, .. var words] || words.IndexOf((byte)0) is not (>= 0 and var language))
        {
            return null;
        }

        words = words[(language + 1)..];
        return words.IndexOf((byte)0) is >= 0 and var translated ? words[(translated + 1)..].ToArray() : null;
    }

    private static bool IsBadge(PngChunk chunk)
    {
        var data = chunk.Data.Span;
        return chunk.Type == "iTXt" && data.Length > Keyword.Length && data[Keyword.Length] == 0 && Encoding.Latin1.GetString(data[..Keyword.Length]) == Keyword;
    }

    /// <summary>An SVG may begin with white space, a mark of its encoding, or words on itself.</summary>
    private static bool IsXml(ReadOnlySpan<byte> file) => (file.StartsWith("\uFEFF"u8) ? file[3..] : file).TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    private static byte[]? ReadSvg(ReadOnlyMemory<byte> picture)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(picture.ToArray()), Careful());
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "svg" && reader.NamespaceURI == Svg.NamespaceName ? Badge(reader) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>What stands in the one badge among the children of the root. It is read to its end: a broken picture is none.</summary>
    private static byte[]? Badge(XmlReader reader)
    {
        string? found = null;
        var count = 0;
        while (!reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, Depth: 1, LocalName: "credential" } && reader.NamespaceURI == Badges.NamespaceName)
            {
                count++;
                found = Text(reader.ReadSubtree());
            }

            reader.Read();
        }

        return count == 1 && !string.IsNullOrWhiteSpace(found) ? Encoding.UTF8.GetBytes(found.Trim()) : null;
    }

    private static string Text(XmlReader badge)
    {
        using (badge)
        {
            var text = new StringBuilder();
            while (badge.Read())
            {
                if (badge is { NodeType: XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace, Depth: 2 or 1 })
                {
                    text.Append(badge.Value);
                }
            }

            return text.ToString();
        }
    }

    private static byte[] BakeSvg(byte[] picture, string json)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(picture), Careful());
            document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            throw new FormatException("It is neither PNG nor SVG.", e);
        }

        if (document.Root is not { } root || root.Name != Svg + "svg")
        {
            throw new FormatException("It is no SVG.");
        }

        root.Elements(Badges + "credential").Remove();
        root.SetAttributeValue(XNamespace.Xmlns + "openbadges", Badges.NamespaceName);
        root.AddFirst(new XElement(Badges + "credential", new XCData(json)));
        return Xml.Bytes(document);
    }

    /// <summary>Nothing is fetched, no entity declared, and it is no longer than the file may be.</summary>
    private static XmlReaderSettings Careful() => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4 * MostBytes, CloseInput = true };
}

internal static class Xml
{
    private static readonly XmlWriterSettings AsItIs = new() { Encoding = new UTF8Encoding(false), Indent = false, NewLineHandling = NewLineHandling.None };

    /// <summary>In UTF-8 without a mark, nothing moved.</summary>
    public static byte[] Bytes(XDocument document)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, AsItIs))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }
}
