using System.Buffers;
using System.Text;

namespace Learning.Authoring.Rendering;

/// <summary>
/// HTML of which nothing has to be taken away: words, in paragraphs, stressed or not, without an attribute. Most texts of questions are no more than that, and need no parser.
/// </summary>
internal static class SimpleHtml
{
    private static readonly string[] _signs = ["&amp;", "&lt;", "&gt;", "&quot;"];
    private static readonly SearchValues<char> _notPlain = SearchValues.Create([.. Enumerable.Range(0, ' ').Where(sign => sign != '\n').Select(sign => (char)sign), '&', '<', '>', '\u00A0']);
    private static readonly (string Begins, string Ends)[] _elements = [("<p>", "</p>"), ("<em>", "</em>"), ("<strong>", "</strong>"), ("<code>", "</code>")];

    /// <summary>As it is written after it was parsed and cleaned; null where there is more in it than can be judged here.</summary>
    public static string? Written(string html)
    {
        if (html.AsSpan().IndexOfAny(_notPlain) < 0)
        {
            return html.Trim();
        }

        var written = new StringBuilder(html.Length);
        var open = new Stack<string>();
        for (var at = 0; at < html.Length;)
        {
            var words = html.AsSpan(at);
            var end = words.IndexOfAny(_notPlain);
            written.Append(end < 0 ? words : words[..end]);
            if (end < 0)
            {
                break;
            }

            at += end;
            var piece = html[at] switch
            {
                '&' => _signs.FirstOrDefault(sign => Stands(sign, html, at)),
                '<' => Tag(html, at, open),
                '\u00A0' => "\u00A0",
                _ => null,
            };
            if (piece is null)
            {
                return null;
            }

            written.Append(piece switch { "&quot;" => "\"", "\u00A0" => "&nbsp;", _ => piece });
            at += piece.Length;
        }

        return open.Count == 0 ? written.ToString().Trim() : null;
    }

    /// <summary>A beginning or an end in its place: each closes what was opened last, paragraphs stand alone, and nothing is empty.</summary>
    private static string? Tag(string html, int at, Stack<string> open)
    {
        foreach (var (begins, ends) in _elements)
        {
            if (Stands(begins, html, at) && !open.Contains(begins) && (begins != "<p>" || open.Count == 0) && !Stands(ends, html, at + begins.Length))
            {
                open.Push(begins);
                return begins;
            }

            if (Stands(ends, html, at) && open.TryPeek(out var last) && last == begins)
            {
                open.Pop();
                return ends;
            }
        }

        return null;
    }

    private static bool Stands(string piece, string html, int at) => html.AsSpan(at).StartsWith(piece, StringComparison.Ordinal);
}
