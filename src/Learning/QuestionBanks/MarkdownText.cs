using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Learning.QuestionBanks;

/// <summary>
/// Writes HTML in the form of <see cref="BankHtml"/> as our Markdown: a line, or blocks as lines. Every sign that Markdown or our quizzes would read as something is escaped; what
/// Markdown cannot say safely at its place (emphasis inside a word, code with backticks) stays HTML, which our reader takes.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>A line, for the beginning of a line of the file.</summary>
    /// <param name="mark">What is written for a gap or a number: gets "2" or "3" and what stands in the mark.</param>
    public static string Line(string html, Func<char, string, string>? mark = null) => AtStart(Inlines(BankHtml.Tree(html), mark));

    /// <summary>Plain text, for the beginning of a line of the file.</summary>
    public static string Plain(string text) => AtStart(Escape(text));

    /// <summary>Blocks, with an empty line between two of them.</summary>
    public static IEnumerable<string> Blocks(string html, Func<char, string, string>? mark = null, bool mayQuote = true) => Blocks(BankHtml.Tree(html).Children, mark, mayQuote);

    private static List<string> Blocks(IEnumerable<IElement> blocks, Func<char, string, string>? mark, bool mayQuote)
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
                "ul" or "ol" => List(block, mark),
                "pre" => Code(block.TextContent),
                "table" => Table(block.QuerySelectorAll("tr").Select(row => row.Children.Select(cell => AtStart(Inlines(cell, mark))).ToArray())),
                "blockquote" when mayQuote => Quote(Blocks(block.Children, mark, mayQuote)),
                "blockquote" => Blocks(block.Children, mark, mayQuote),
                _ => [AtStart(Inlines(block, mark))],
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
    private static IEnumerable<string> List(IElement list, Func<char, string, string>? mark)
    {
        var number = 0;
        foreach (var entry in list.Children)
        {
            number++;
            var sign = list.LocalName == "ul" ? "* " : $"{number}) ";
            yield return sign + AtStart(Inlines(entry, mark));
            foreach (var line in entry.Children.Where(child => child.LocalName is "ul" or "ol").SelectMany(inner => List(inner, mark)))
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

    private static string Inlines(INode parent, Func<char, string, string>? mark)
    {
        var text = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            text.Append(node switch
            {
                IText words => Marked(words.Data, mark),
                IElement { LocalName: "br" } => "<br>",
                IElement { LocalName: "em" } em => Emphasis(em, "*", mark),
                IElement { LocalName: "strong" } strong => Emphasis(strong, "**", mark),
                IElement { LocalName: "code" } code => CodeSpan(code),
                IElement { LocalName: "a" } link => Link(link, mark),
                IElement { LocalName: "sub" or "sup" } other => $"<{other.LocalName}>{Inlines(other, mark)}</{other.LocalName}>",
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>With stars where whole words stand between spaces; elsewhere Markdown might not read them.</summary>
    private static string Emphasis(IElement element, string stars, Func<char, string, string>? mark)
    {
        var words = element.TextContent;
        var isPlain = element.Children.Length == 0 && words.Length > 0 && char.IsLetterOrDigit(words[0]) && char.IsLetterOrDigit(words[^1]);
        var (before, after) = (element.PreviousSibling, element.NextSibling);
        var isFree = (before is null || (before is IText left && left.Data[^1] is ' ' or '(')) && (after is null || (after is IText right && right.Data[0] is ' ' or '.' or ',' or ';' or ':' or '?' or '!' or ')'));
        var inner = Inlines(element, mark);
        return isPlain && isFree && element.ParentElement!.LocalName is not ("em" or "strong") ? stars + inner + stars : $"<{element.LocalName}>{inner}</{element.LocalName}>";
    }

    private static string CodeSpan(IElement code)
    {
        var text = code.TextContent;
        return text.AsSpan().ContainsAny('`', '|', '\n') || text.AsSpan().ContainsAny('\u0002', '\u0003') || text[0] == ' ' || text[^1] == ' ' ? $"<code>{Escape(text)}</code>" : $"`{text}`";
    }

    private static string Link(IElement link, Func<char, string, string>? mark)
    {
        var (text, address) = (Inlines(link, mark), link.GetAttribute("href")!);
        return text is "x" or "X" ? $"<a href=\"{address.Replace("&", "&amp;", StringComparison.Ordinal)}\">{text}</a>" : $"[{text}](<{address}>)";
    }

    private static string Marked(string text, Func<char, string, string>? mark)
    {
        var written = new StringBuilder();
        var start = 0;
        foreach (Match found in Marks().Matches(text))
        {
            written.Append(Escape(text[start..found.Index])).Append(mark?.Invoke(found.Value[0], found.Value[1..^1]));
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

    [GeneratedRegex(@"^(?<before>\d{1,9})(?<sign>[.)])|^(?<before>Sources?\s*)(?<sign>:)|^(?<before>)(?<sign>[-+=!>(~])", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex("`+", RegexOptions.CultureInvariant)]
    private static partial Regex Backticks();

    [GeneratedRegex("\u0002[0-9]+\u0002|\u0003[^\u0003]*\u0003", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
