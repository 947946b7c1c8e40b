using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Learning.QuestionBanks;

/// <summary>
/// Writes HTML in the form of <see cref="BankHtml"/> as our Markdown: a line, or blocks as lines. Every sign that Markdown or our quizzes would read as something is escaped; what
/// Markdown cannot say safely at its place (emphasis inside a word, code with backticks) stays HTML, which our reader takes.
/// </summary>
/// <param name="mark">What is written for a gap or a number: gets the sign of the mark and what stands in it.</param>
/// <param name="picture">The address of the picture with a hash.</param>
internal sealed partial class MarkdownText(Func<char, string, string> mark, Func<string, string> picture)
{
    /// <summary>A line, for the beginning of a line of the file.</summary>
    public string Line(string html) => AtStart(Inlines(BankHtml.Tree(html)));

    /// <summary>Plain text, for the beginning of a line of the file.</summary>
    public static string Plain(string text) => AtStart(Escape(text));

    /// <summary>Blocks, with an empty line between two of them.</summary>
    public IEnumerable<string> Blocks(string html, bool mayQuote = true) => Blocks(BankHtml.Tree(html).Children, mayQuote);

    private List<string> Blocks(IEnumerable<IElement> blocks, bool mayQuote)
    {
        var lines = new List<string>();
        var before = "";
        foreach (var block in blocks)
        {
            if (lines.Count > 0)
            {
                lines.Add("");
            }

            if (before == block.LocalName && before is "ul" or "ol")
            {
                lines.AddRange(["<!-- -->", ""]);   // or the two lists would be one
            }

            before = block.LocalName;
            lines.AddRange(block.LocalName switch
            {
                "ul" or "ol" => List(block),
                "pre" => Code(block.TextContent),
                "table" => Table(block.QuerySelectorAll("tr").Select(row => row.Children.Select(cell => AtStart(Inlines(cell))).ToArray())),
                "blockquote" when mayQuote => Quote(Blocks(block.Children, mayQuote)),
                "blockquote" => Blocks(block.Children, mayQuote),
                _ => [AtStart(Inlines(block))],
            });
        }

        return lines;
    }

    public static IEnumerable<string> Quote(IEnumerable<string> lines, string indent = "") => lines.Select(line => line.Length == 0 ? indent + ">" : $"{indent}> {line}");

    /// <summary>The first row is the head.</summary>
    public static IEnumerable<string> Table(IEnumerable<IReadOnlyList<string>> rows)
    {
        var isHead = true;
        foreach (var row in rows)
        {
            yield return $"| {string.Join(" | ", row)} |";
            if (isHead)
            {
                yield return "|" + string.Concat(Enumerable.Repeat("---|", row.Count));
            }

            isHead = false;
        }
    }

    /// <summary>Other signs than those of options, groups and an order, so that the list does not run into them.</summary>
    private IEnumerable<string> List(IElement list)
    {
        var number = 0;
        foreach (var entry in list.Children)
        {
            number++;
            var sign = list.LocalName == "ul" ? "* " : $"{number}) ";
            yield return sign + AtStart(Inlines(entry));
            foreach (var line in entry.Children.Where(child => child.LocalName is "ul" or "ol").SelectMany(inner => List(inner)))
            {
                yield return new string(' ', sign.Length) + line;
            }
        }
    }

    private static string[] Code(string text)
    {
        var fence = new string('`', Math.Max(3, Backticks().Matches(text).Select(run => run.Length).DefaultIfEmpty(0).Max() + 1));
        return [fence, .. text.Split('\n'), fence];
    }

    private string Inlines(INode parent)
    {
        var text = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            text.Append(node switch
            {
                IText { NextSibling: IElement { LocalName: "a" } } words when words.Data.EndsWith('!') => Marked(words.Data[..^1]) + "\\!",   // or the link would be a picture
                IText words => Marked(words.Data),
                IElement { LocalName: "br" } => "<br>",
                IElement { LocalName: "em" } em => Emphasis(em, "*"),
                IElement { LocalName: "strong" } strong => Emphasis(strong, "**"),
                IElement { LocalName: "code" } code => CodeSpan(code),
                IElement { LocalName: "a" } link => Link(link),
                IElement { LocalName: "img" } shown => Picture(shown),
                IElement { LocalName: "sub" or "sup" } other => $"<{other.LocalName}>{Inlines(other)}</{other.LocalName}>",
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>With stars where whole words stand between spaces; elsewhere Markdown might not read them.</summary>
    private string Emphasis(IElement element, string stars)
    {
        var words = element.TextContent;
        var isPlain = element.Children.Length == 0 && words.Length > 0 && char.IsLetterOrDigit(words[0]) && char.IsLetterOrDigit(words[^1]);
        var (before, after) = (element.PreviousSibling, element.NextSibling);
        var isFree = (before is null || (before is IText left && left.Data[^1] is ' ' or '(')) && (after is null || (after is IText right && right.Data[0] is ' ' or '.' or ',' or ';' or ':' or '?' or '!' or ')'));
        var inner = Inlines(element);
        return isPlain && isFree && element.ParentElement!.LocalName is not ("em" or "strong") ? stars + inner + stars : $"<{element.LocalName}>{inner}</{element.LocalName}>";
    }

    private static string CodeSpan(IElement code)
    {
        var text = code.TextContent;
        return text.AsSpan().ContainsAny('`', '|', '\n') || text.AsSpan().ContainsAny('\u0002', '\u0003') || text[0] == ' ' || text[^1] == ' ' ? $"<code>{Escape(text)}</code>" : $"`{text}`";
    }

    private string Link(IElement link)
    {
        var (text, address) = (Inlines(link), link.GetAttribute("href")!);
        return text is "x" or "X" ? $"<a href=\"{address.Replace("&", "&amp;", StringComparison.Ordinal)}\">{text}</a>" : $"[{text}](<{address}>)";
    }

    private string Picture(IElement shown)
    {
        var address = picture(shown.GetAttribute("src")![PictureMark.Scheme.Length..]);
        var title = shown.GetAttribute("title") is { } words ? $" \"{Title(words)}\"" : "";
        return $"![{Escape(shown.GetAttribute("alt")!)}]({address}{title})";
    }

    /// <summary>There a backslash does not keep an ampersand from being read.</summary>
    private static string Title(string words) => string.Join("&amp;", words.Split('&').Select(Escape)).Replace("\"", "\\\"", StringComparison.Ordinal);

    private string Marked(string text)
    {
        var written = new StringBuilder();
        var start = 0;
        foreach (Match found in Marks().Matches(text))
        {
            written.Append(Escape(text[start..found.Index])).Append(mark(found.Value[0], found.Value[1..^1]));
            start = found.Index + found.Length;
        }

        return written.Append(Escape(text[start..])).ToString();
    }

    private static string Escape(string text)
    {
        var written = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : ' ';
            var isSign = text[i] switch
            {
                '\\' or '`' or '*' or '{' or '}' or '[' or ']' or '#' or '|' => true,
                '_' => i == 0 || !char.IsLetterOrDigit(text[i - 1]) || !char.IsLetterOrDigit(next),
                '<' => next is '/' or '!' or '?' || char.IsAsciiLetter(next),
                '&' => next == '#' || char.IsAsciiLetter(next),
                _ => false,
            };
            written.Append(isSign ? "\\" : "").Append(text[i]);
        }

        return written.ToString();
    }

    /// <summary>What only means something at the beginning of a line: signs of lists, quotations, headings, answers, options, and a line of sources.</summary>
    private static string AtStart(string markdown) => Beginning().Replace(markdown, "${before}\\${sign}", 1);

    [GeneratedRegex(@"^(?<before>\d{1,9})(?<sign>[.)])|^(?<before>Sources?\s*)(?<sign>:)|^(?<before>)(?<sign>[-+=>(~]|!(?!\[))", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex("`+", RegexOptions.CultureInvariant)]
    private static partial Regex Backticks();

    [GeneratedRegex("\u0002[0-9]+\u0002|\u0003[^\u0003]*\u0003", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
