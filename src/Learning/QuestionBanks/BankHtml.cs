using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;

namespace Learning.QuestionBanks;

/// <summary>HTML in our form, and the names of what stood in it and cannot be kept ("img", "script", "TeX"), each once.</summary>
public sealed record CleanHtml(string Html, IReadOnlyList<string> Lost);

/// <summary>
/// The HTML in which questions travel. A <em>line</em> holds text, em, strong, code, sub, sup, a (http, https, mailto), br and pictures (<see cref="PictureMark"/>); <em>blocks</em> are p, ul, ol, li, blockquote, pre and
/// table, thead, tbody, tr, th, td (cells hold lines), and outside of them nothing. Spaces are single and never at the edge of anything; the same text is always the same string.
/// What only looks different (span, font, u, style) loses its element; what says something we cannot keep is named.
/// </summary>
public static class BankHtml
{
    /// <summary>More elements than a question can need, and fewer than a parser can be slowed down with.</summary>
    private const int MostTags = 4_000;

    /// <summary>Words on both sides of these are not one word.</summary>
    private static readonly string[] _ends = ["<br>", "</p>", "</li>", "</td>", "</th>", "</pre>"];

    private static readonly HtmlParser _parser = new();

    private static readonly Formatter _formatter = new();

    /// <summary>Any HTML as blocks. What stands outside of blocks becomes paragraphs.</summary>
    /// <param name="pictures">Finds the pictures; where there is none, they cannot be kept.</param>
    public static CleanHtml Blocks(string html, PictureFinder? pictures = null)
    {
        var cleaner = new BankHtmlWriter(pictures);
        if (Body(html, cleaner) is { } body)
        {
            cleaner.Blocks(body);
        }

        return cleaner.Done();
    }

    /// <summary>Any HTML as a line. Paragraphs are parted by line breaks; lists, tables and code blocks cannot stand in a line.</summary>
    public static CleanHtml Line(string html, PictureFinder? pictures = null)
    {
        var cleaner = new BankHtmlWriter(pictures);
        if (Body(html, cleaner) is { } body)
        {
            cleaner.Line(body);
        }

        return cleaner.Done();
    }

    /// <summary>Plain text as a line.</summary>
    public static string FromPlain(string text) => Line(Encode(text)).Html;

    /// <summary>Plain text as blocks: an empty line parts paragraphs, any other end of line breaks one.</summary>
    public static string BlocksFromPlain(string text) => Blocks(string.Concat(
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => $"<p>{Encode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"))).Html;

    /// <summary>The words without markup, on one line. A picture says what it shows.</summary>
    public static string ToPlain(string html) => html.AsSpan().ContainsAny('<', '&')
        ? string.Join(' ', Words(Tree(_ends.Aggregate(html, (text, end) => text.Replace(end, " " + end, StringComparison.Ordinal)))).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : html;

    private static string Words(IElement tree)
    {
        foreach (var picture in tree.QuerySelectorAll("img"))
        {
            picture.Replace(tree.Owner!.CreateTextNode(picture.GetAttribute("alt") ?? ""));
        }

        return tree.TextContent;
    }

    /// <summary>Text for HTML.</summary>
    public static string Encode(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => written.Append("&amp;"),
                '<' => written.Append("&lt;"),
                '>' => written.Append("&gt;"),
                '\u00A0' => written.Append("&nbsp;"),
                _ => written.Append(c),
            };
        }

        return written.ToString();
    }

    /// <summary>The tree of a text that is in our form already.</summary>
    internal static IElement Tree(string html) => _parser.ParseDocument("<body>" + html).Body!;

    internal static string Write(IEnumerable<INode> nodes) => string.Concat(nodes.Select(node => node.ToHtml(_formatter)));

    /// <summary>Escapes in attributes what is escaped in text, so that a pointed bracket always belongs to a tag.</summary>
    private sealed class Formatter : HtmlMarkupFormatter
    {
        protected override string Attribute(IAttr attribute) => $"{attribute.Name}=\"{Encode(attribute.Value).Replace("\"", "&quot;", StringComparison.Ordinal)}\"";
    }

    private static IElement? Body(string html, BankHtmlWriter cleaner)
    {
        if (html.AsSpan().Count('<') > MostTags)
        {
            cleaner.Lose("…");
            return null;
        }

        if (HasTeX(html))
        {
            cleaner.Lose("TeX");
        }

        return Tree(html);
    }

    /// <summary>Formulas between the signs that MathJax reads. A single dollar is money.</summary>
    private static bool HasTeX(string html) =>
        Holds(html, "\\(", "\\)") || Holds(html, "\\[", "\\]") || Holds(html, "$$", "$$");

    private static bool Holds(string html, string open, string close) =>
        html.IndexOf(open, StringComparison.Ordinal) is var start && start >= 0 && html.IndexOf(close, start + open.Length, StringComparison.Ordinal) > start + open.Length;
}
