using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Learning.Authoring.Pictures;

/// <summary>What an SVG must be to be served from our own address: well-formed, without a DTD, and running and fetching nothing.</summary>
internal static partial class SvgPicture
{
    private static readonly string[] _refused = ["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"];

    /// <summary>Null when the drawing is fine; otherwise what is wrong with it.</summary>
    public static string? Fault(byte[] bytes)
    {
        var root = Parse(bytes, out var fault);
        if (root is null)
        {
            return fault;
        }

        if (root.Name.LocalName != "svg")
        {
            return "its outermost element is not <svg>";
        }

        if (root.Document!.Nodes().OfType<XProcessingInstruction>().Any())
        {
            return "it holds a processing instruction";
        }

        return root.DescendantsAndSelf().Select(FaultOf).FirstOrDefault(f => f is not null);
    }

    /// <summary>From the viewBox, or from width and height where they are plain numbers.</summary>
    public static PictureSize? Size(byte[] bytes)
    {
        var root = Parse(bytes, out _);
        var box = root?.Attribute("viewBox")?.Value.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var (width, height) = box.Length == 4 ? (box[2], box[3]) : (root?.Attribute("width")?.Value, root?.Attribute("height")?.Value);
        return Pixels(width) is { } w && Pixels(height) is { } h ? new(w, h) : null;
    }

    private static int? Pixels(string? length)
    {
        var number = length?.EndsWith("px", StringComparison.Ordinal) == true ? length[..^2] : length;
        var isNumber = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var pixels);
        return isNumber && pixels is >= 1 and <= 100_000 ? (int)Math.Round(pixels) : null;
    }

    private static XElement? Parse(byte[] bytes, out string fault)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4_000_000 };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            fault = "";
            return XDocument.Load(reader).Root;
        }
        catch (XmlException failure)
        {
            fault = $"it is not well-formed ({failure.Message.TrimEnd('.')})";
            return null;
        }
    }

    private static string? FaultOf(XElement element)
    {
        if (_refused.Contains(element.Name.LocalName.ToLowerInvariant()))
        {
            return $"it holds the element <{element.Name.LocalName}>";
        }

        if (element.Name.LocalName == "style" && ReachesOut(element.Value))
        {
            return "its style fetches something from elsewhere";
        }

        return element.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(FaultOf).FirstOrDefault(f => f is not null);
    }

    private static string? FaultOf(XAttribute attribute)
    {
        var name = attribute.Name.LocalName.ToLowerInvariant();
        if (name.StartsWith("on", StringComparison.Ordinal))
        {
            return $"it holds the event attribute “{name}”";
        }

        if (name is "href" or "src" && !attribute.Value.TrimStart().StartsWith('#'))
        {
            return $"it refers to something outside itself (“{attribute.Value}”)";
        }

        if (name == "attributename" && attribute.Value.EndsWith("href", StringComparison.OrdinalIgnoreCase))
        {
            return "it changes a reference while it runs";
        }

        return ReachesOut(attribute.Value) ? $"its attribute “{name}” fetches something from elsewhere" : null;
    }

    private static bool ReachesOut(string style) => Elsewhere().IsMatch(style);

    /// <summary>A backslash could spell any of these words in another way.</summary>
    [GeneratedRegex(
        @"url\s*\(\s*[""']?\s*(?!#|[""'\s])|@import|image-set\s*\(|javascript:|\\",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();
}
