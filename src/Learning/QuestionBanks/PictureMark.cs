using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Learning.QuestionBanks;

/// <summary>Finds a picture by its address and what it says for those who cannot see it: the hash of its bytes, or null where it is not to be had.</summary>
public delegate string? PictureFinder(string address, string alternative);

/// <summary>
/// A picture in the HTML of a question: <c>&lt;img src="picture:hash" alt="what it shows" title="caption"&gt;</c>, without the title where it has none. The bytes travel beside it
/// (<see cref="BankItem.Pictures"/>). Alone in its paragraph it is a figure, whose title is the caption.
/// </summary>
internal static partial class PictureMark
{
    public const string Scheme = "picture:";

    private const string Beginning = "<img src=\"" + Scheme;

    public static bool IsIn(string html) => html.Contains(Beginning, StringComparison.Ordinal);

    /// <summary>The hashes of the pictures in a text, in their order.</summary>
    public static IEnumerable<string> In(string html) => IsIn(html) ? Addresses().Matches(html).Select(address => address.Groups[1].Value) : [];

    /// <summary>The text with the address of each picture replaced by what <paramref name="write"/> makes of its hash. Also where the text stands in quotation marks.</summary>
    public static string Replace(string html, Func<string, string> write) => Addresses().Replace(html, address => write(address.Groups[1].Value));

    /// <summary>Writes the mark of a picture of any HTML; null where it is not to be had.</summary>
    public static string? Find(IElement picture, string caption, PictureFinder pictures)
    {
        var (alternative, title) = (BankTidy.Plain(picture.GetAttribute("alt") ?? ""), BankTidy.Plain(caption));
        return pictures((picture.GetAttribute("src") ?? "").Trim(), alternative) is { } hash
            ? $"{Beginning}{hash}\" alt=\"{Attribute(alternative)}\"{(title.Length > 0 ? $" title=\"{Attribute(title)}\"" : "")}>"
            : null;
    }

    /// <summary>The picture of a figure that holds nothing else, and its caption.</summary>
    public static (IElement Picture, string Caption)? OfFigure(IElement figure)
    {
        var nodes = figure.ChildNodes.Where(node => node is IElement || (node is IText text && !string.IsNullOrWhiteSpace(text.Data))).ToArray();
        return nodes switch
        {
            [IElement { LocalName: "img" } picture] => (picture, picture.GetAttribute("title") ?? ""),
            [IElement { LocalName: "img" } picture, IElement { LocalName: "figcaption", ChildElementCount: 0 } caption] => (picture, caption.TextContent),
            _ => null,
        };
    }

    /// <summary>Blocks as other programs show them best: what is a figure for us is one for them, with a caption that can be seen.</summary>
    public static string WithFigures(string html) => IsIn(html) ? Captioned().Replace(html, "<figure>$1><figcaption>$2</figcaption></figure>") : html;

    private static string Attribute(string text) => BankHtml.Encode(text).Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex("""(?<=<img src=\\?")picture:([0-9a-f]{64})(?=\\?")""", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex("""<p>(<img src="picture:[^>"]*" alt="[^>"]*") title="([^>"]*)"></p>""", RegexOptions.CultureInvariant)]
    private static partial Regex Captioned();
}
