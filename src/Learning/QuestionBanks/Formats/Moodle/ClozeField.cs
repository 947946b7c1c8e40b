using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats.Moodle;

internal enum ClozeKind
{
    Words,
    Number,
    Choice,
    Several,
}

/// <summary>An answer in a field, as HTML. A star stands for any letters.</summary>
internal sealed record ClozeAnswer(string Text, decimal Percent, decimal Tolerance, string Feedback, bool IsWild);

/// <summary>A piece of the text: words, or a field.</summary>
internal sealed record ClozePiece(string Text, ClozeField? Field);

/// <summary>What stands between the braces of a cloze: <c>{weight:TYPE:=right#feedback~wrong~%50%half}</c>. A backslash takes its meaning from the sign behind it.</summary>
internal sealed partial record ClozeField(string Weight, ClozeKind Kind, IReadOnlyList<ClozeAnswer> Answers)
{
    private const string Signs = "~#}{\"/\\=%:";

    /// <summary>The text in pieces, fields and words in their order.</summary>
    public static IReadOnlyList<ClozePiece> Find(string html)
    {
        var pieces = new List<ClozePiece>();
        var from = 0;
        foreach (Match start in Start().Matches(html))
        {
            if (start.Index < from)
            {
                continue;
            }

            if (EndOf(html, start.Index + start.Length) is not { } end)
            {
                break;   // then no other field ends either
            }

            pieces.Add(new(html[from..start.Index], null));
            pieces.Add(new("", new(start.Groups[1].Value, KindOf(start.Groups[2].Value), [.. Split(html[(start.Index + start.Length)..end], '~').Select(text => Answer(text, KindOf(start.Groups[2].Value)))])));
            from = end + 1;
        }

        pieces.Add(new(html[from..], null));
        return pieces;
    }

    /// <summary>Plain text for a field, with entities for all signs that mean something there.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(BankHtml.Encode(text));
        foreach (var sign in Signs.Where(sign => sign is not ('"' or '/' or '#')))
        {
            escaped.Replace(sign.ToString(), $"&\u0001{(int)sign};");
        }

        return escaped.Replace("#", "&#35;").Replace('\u0001', '#').ToString();
    }

    private static ClozeKind KindOf(string type) => type.ToUpperInvariant() switch
    {
        "NUMERICAL" or "NM" => ClozeKind.Number,
        "SHORTANSWER" or "SA" or "MW" or "SHORTANSWER_C" or "SAC" or "MWC" => ClozeKind.Words,
        var name when name.StartsWith("MULTIRESPONSE", StringComparison.Ordinal) || name.StartsWith("MR", StringComparison.Ordinal) => ClozeKind.Several,
        _ => ClozeKind.Choice,
    };

    private static ClozeAnswer Answer(string written, ClozeKind kind)
    {
        var mark = Mark().Match(written);
        var percent = mark.Groups[1].Success ? 100 : mark.Groups[2].Success ? MoodleQuestion.Number(mark.Groups[2].Value) ?? 0 : 0;
        var parts = Split(written[mark.Length..], '#');
        var text = parts[0].Trim();
        var tolerance = 0m;
        if (kind == ClozeKind.Number && text.LastIndexOf(':') is var colon and > 0)
        {
            tolerance = MoodleQuestion.Number(text[(colon + 1)..]) ?? 0;
            text = text[..colon];
        }

        var isWild = kind != ClozeKind.Choice && text.Replace("\\*", "", StringComparison.Ordinal).Contains('*', StringComparison.Ordinal);
        return new(Unescape(text), percent, tolerance, string.Join('#', parts.Skip(1)).Trim(), isWild);
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] == '\\' && i + 1 < text.Length && (Signs.Contains(text[i + 1], StringComparison.Ordinal) || text[i + 1] == '*') ? text[++i] : text[i]);
        }

        return plain.ToString();
    }

    private static int? EndOf(string html, int from)
    {
        for (var i = from; i < html.Length; i++)
        {
            if (html[i] == '}' && html[i - 1] != '\\')
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Parted at a sign, but not behind a backslash, nor in an entity (<c>&amp;#8217;</c>).</summary>
    private static List<string> Split(string text, char sign)
    {
        var parts = new List<string>();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == sign && (i == 0 || text[i - 1] is not ('\\' or '&')) && !text.AsSpan(0, i).EndsWith("&amp;"))
            {
                parts.Add(text[from..i]);
                from = i + 1;
            }
        }

        parts.Add(text[from..]);
        return parts;
    }

    [GeneratedRegex(@"\{([0-9]*):(MULTICHOICE(?:_[VHS]{1,2})?|MC[VHS]{0,2}|MULTIRESPONSE(?:_[HS]{1,2})?|MR[HS]{0,2}|SHORTANSWER(?:_C)?|SAC?|MWC?|NUMERICAL|NM):", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    [GeneratedRegex(@"\A\s*(?:(=)|%(-?[0-9.,]+)%)?", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
