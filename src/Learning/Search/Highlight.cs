using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Lucene.Net.Analysis.TokenAttributes;

namespace Learning.Search;

/// <summary>
/// The stretch of a text that holds most of the words found, with those words marked. Words are compared as the index holds them, so "pensions" is marked
/// for "pension". Everything but the marks is encoded.
/// </summary>
internal static class Highlight
{
    private const int Length = 260;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Passage(string text, IReadOnlySet<string> words, string language)
    {
        var marks = Marks(text, words, language);
        var (start, end) = Window(text, marks);
        var html = new StringBuilder();
        if (start > 0)
        {
            html.Append("… ");
        }

        var at = start;
        foreach (var (from, to) in marks.Where(m => m.From >= start && m.To <= end))
        {
            html.Append(Encoder.Encode(text[at..from])).Append("<mark>").Append(Encoder.Encode(text[from..to])).Append("</mark>");
            at = to;
        }

        html.Append(Encoder.Encode(text[at..end]));
        if (end < text.Length)
        {
            html.Append(" …");
        }

        return html.ToString();
    }

    /// <summary>Words found by their stem, and words found by their beginning.</summary>
    private static List<(int From, int To)> Marks(string text, IReadOnlySet<string> words, string language)
    {
        using var stems = Languages.Of(language);
        using var whole = Languages.WordsOf(language);
        var marks = new List<(int From, int To)>();
        foreach (var mark in Marks(text, words, stems).Concat(Marks(text, words, whole)).Distinct().Order())
        {
            if (marks.Count == 0 || mark.From >= marks[^1].To)
            {
                marks.Add(mark);
            }
        }

        return marks;
    }

    private static List<(int From, int To)> Marks(string text, IReadOnlySet<string> words, Lucene.Net.Analysis.Analyzer analyzer)
    {
        var marks = new List<(int From, int To)>();
        using var tokens = analyzer.GetTokenStream("", text);
        var word = tokens.GetAttribute<ICharTermAttribute>();
        var offset = tokens.GetAttribute<IOffsetAttribute>();
        tokens.Reset();
        while (tokens.IncrementToken())
        {
            if (words.Contains(word.ToString()) && (marks.Count == 0 || offset.StartOffset >= marks[^1].To))
            {
                marks.Add((offset.StartOffset, offset.EndOffset));
            }
        }

        tokens.End();
        return marks;
    }

    /// <summary>The window of the given length with the most marks, its ends moved to the ends of words.</summary>
    private static (int Start, int End) Window(string text, List<(int From, int To)> marks)
    {
        if (text.Length <= Length)
        {
            return (0, text.Length);
        }

        var best = marks.Count == 0 ? 0 : marks.MaxBy(first => marks.Count(m => m.From >= first.From && m.To <= first.From + (Length * 3 / 4))).From;
        var start = Math.Max(0, Math.Min(best - (Length / 4), text.Length - Length));
        var end = Math.Min(text.Length, start + Length);
        return (start == 0 ? 0 : NextSpace(text, start, best), end == text.Length ? end : LastSpace(text, end));
    }

    private static int NextSpace(string text, int from, int limit) =>
        text.IndexOf(' ', from) is var space && space >= 0 && space < limit ? space + 1 : from;

    private static int LastSpace(string text, int from) => text.LastIndexOf(' ', from - 1) is var space && space > from - 40 ? space : from;
}
