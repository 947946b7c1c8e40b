using System.Buffers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Learning.Authoring.Rendering;

/// <summary>
/// Makes rendered Markdown safe: what an author wrote as raw HTML loses everything that runs, fetches or pretends. Classes, ids, roles,
/// and addresses on the site stay only where our own rendering put them; it marks them with a word nobody can know.
/// </summary>
internal static class SafeHtml
{
    private const string Blocks =
        "aside blockquote details div dl dt dd figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody td th thead tr ul video audio track";

    private const string Inlines =
        "a abbr b bdi bdo br cite code del em i img ins kbd mark q rp rt ruby s small span strong sub sup u var";

    private const int MostKept = 256 * 1024;

    /// <summary>Until a browser makes the same of it: once more is enough for all but what no reading settles.</summary>
    private const int MostReadings = 4;

    private static readonly string _mark = "ours" + Guid.NewGuid().ToString("N");
    private static readonly string[] _onlyOurs =
        ["class", "id", "role", "tabindex", "aria-label", "aria-labelledby", "loading", "decoding", "width", "height", "sizes", "scope", "controls", "preload", "kind", "srclang", "label", "default"];
    private static readonly HtmlSanitizer _sanitizer = Sanitizer();

    [ThreadStatic]
    private static HtmlParser? _parser;

    [ThreadStatic]
    private static ArrayBufferWriter<char>? _written;

    /// <summary>Marks a value of an attribute as written by our own rendering.</summary>
    public static string Own(string value) => _mark + value;

    /// <summary>A value as it is stored: the placeholder stands where our own rendering put its mark.</summary>
    public static string Stored(string value, out ReadOnlySpan<char> rest)
    {
        var isOurs = value.StartsWith(_mark, StringComparison.Ordinal);
        rest = value.AsSpan(isOurs ? _mark.Length : 0);
        return isOurs ? LessonText.BasePlaceholder : "";
    }

    /// <summary>What our own rendering wrote as a value; null where it did not write it.</summary>
    public static string? Ours(string value) => value.StartsWith(_mark, StringComparison.Ordinal) ? value[_mark.Length..] : null;

    /// <summary>Safe, as it is stored.</summary>
    public static string Of(string html) => SimpleHtml.IsPlain(html) ? html.Trim() : Write(Clean(html));

    /// <summary>Safe, but still a tree, in which terms can be linked and passages read.</summary>
    public static SafeElement Clean(string html) => SimpleHtml.Read(html) ?? Judged(html);

    /// <summary>Whatever it is, read as a browser reads it and judged by the sanitizer.</summary>
    public static SafeElement Judged(string html)
    {
        var body = Settled(html);
        var elements = body.Descendants<IElement>().ToList();
        foreach (var element in elements)
        {
            KeepOurs(element);
            KeepAddress(element);
        }

        foreach (var emptied in elements.Where(e => e.LocalName == "p" && e.ChildElementCount == 0 && e.TextContent.Length == 0))
        {
            emptied.Remove();
        }

        return Kept(body);
    }

    /// <summary>As it is stored, with the placeholder in front of addresses on the site.</summary>
    public static string Write(SafeElement body)
    {
        var html = _written ??= new(1024);
        html.ResetWrittenCount();
        SafeHtmlWriter.WriteInside(html, body);
        var written = html.WrittenSpan.Trim().ToString().Replace(_mark, LessonText.BasePlaceholder, StringComparison.Ordinal);
        _written = html.Capacity <= MostKept ? html : null;
        return written;
    }

    private static SafeElement Kept(IElement element)
    {
        var kept = new SafeElement(element.LocalName);
        foreach (var attribute in element.Attributes)
        {
            kept[attribute.Name] = attribute.Value;
        }

        foreach (var child in element.ChildNodes)
        {
            if (child is IElement inner)
            {
                kept.Add(Kept(inner));
            }
            else if (child is IText text)
            {
                kept.Add(new SafeText(text.Data));
            }
        }

        return kept;
    }

    /// <summary>
    /// As a browser reads what we write, and not only what was given: it moves what a table does not take before it, so that a heading may come to stand in a heading, which read once more ends the first. What was judged has to be what is
    /// seen (<see href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody">HTML, tree construction</see>).
    /// </summary>
    private static IHtmlElement Settled(string html)
    {
        var body = _sanitizer.SanitizeDom(html).Body!;
        if (body.QuerySelector("table") is null)
        {
            return body;
        }

        var written = body.InnerHtml;
        for (var readings = 1; readings < MostReadings && written != html; readings++)
        {
            html = written;
            body = _sanitizer.SanitizeDom(html).Body!;
            written = body.InnerHtml;
        }

        return body;
    }

    private static void KeepOurs(IElement element)
    {
        for (var i = element.Attributes.Length - 1; i >= 0; i--)
        {
            if (element.Attributes[i] is not { } attribute || !_onlyOurs.Contains(attribute.Name, StringComparer.Ordinal))
            {
                continue;
            }

            if (attribute.Value.StartsWith(_mark, StringComparison.Ordinal))
            {
                attribute.Value = attribute.Value[_mark.Length..];
            }
            else
            {
                element.RemoveAttribute(attribute.Name);
            }
        }
    }

    private static void KeepAddress(IElement element)
    {
        if (element is IHtmlImageElement or IHtmlMediaElement or IHtmlTrackElement or { LocalName: "video" or "audio" or "track" } && element.GetAttribute("src")?.StartsWith(_mark, StringComparison.Ordinal) != true)
        {
            element.Remove();
        }

        if (element.GetAttribute("srcset")?.StartsWith(_mark, StringComparison.Ordinal) == false)
        {
            element.RemoveAttribute("srcset");
        }

        if (element is not IHtmlAnchorElement || element.GetAttribute("href") is not { } address)
        {
            return;
        }

        if (address.StartsWith(_mark + "#", StringComparison.Ordinal))
        {
            element.SetAttribute("href", address[_mark.Length..]);
        }
        else if (address.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            element.SetAttribute("rel", "noopener");
        }
        else if (!address.StartsWith(_mark, StringComparison.Ordinal) && !address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            element.RemoveAttribute("href");
        }
    }

    private static HtmlSanitizer Sanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(
                [.. Blocks.Split(' '), .. Inlines.Split(' ')]),
            AllowedAttributes = new HashSet<string>([.. _onlyOurs, "href", "src", "srcset", "alt", "title", "start", "dir", "lang"]),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"]),
            UriAttributes = new HashSet<string>(["href", "src"]),
            AllowedCssProperties = new HashSet<string>(),
        });
        sanitizer.AllowDataAttributes = false;
        var make = sanitizer.HtmlParserFactory;   // each brings a whole browsing context with it, which costs more than most of our texts
        sanitizer.HtmlParserFactory = () => _parser ??= make();
        return sanitizer;
    }
}
