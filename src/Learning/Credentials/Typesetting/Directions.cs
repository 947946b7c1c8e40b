using System.Globalization;
using System.Text;

namespace Learning.Credentials.Typesetting;

/// <summary>A stretch of a line that runs one way. An odd level runs right to left (Unicode Annex 9).</summary>
internal sealed record DirectedText(string Text, int Level)
{
    public bool IsRightToLeft => Level % 2 == 1;
}

/// <summary>
/// Which way the parts of a line run: the bidirectional algorithm of Unicode Annex 9 for text without embedding marks (a name, a title, a
/// sentence), with words and numbers of either direction inside the other.
/// </summary>
internal static class Directions
{
    private enum Kind
    {
        Neutral,
        Left,
        Right,
        Number,

        /// <summary>Between two digits it belongs to them: a decimal point, a date's stroke.</summary>
        Separator,

        /// <summary>Beside a digit it belongs to it: per cent, a currency.</summary>
        Terminator,
        Mark,
    }

    /// <summary>By the first strong character; by <paramref name="otherwise"/> where there is none.</summary>
    public static bool IsRightToLeft(string text, bool otherwise)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (KindOf(rune) is Kind.Left or Kind.Right)
            {
                return KindOf(rune) == Kind.Right;
            }
        }

        return otherwise;
    }

    /// <summary>The stretches of the text in reading order.</summary>
    public static IReadOnlyList<DirectedText> Split(string text, bool rightToLeft)
    {
        var runes = text.EnumerateRunes().ToArray();
        var levels = Levels(runes, rightToLeft);
        var stretches = new List<DirectedText>();
        var current = new StringBuilder();
        for (var i = 0; i < runes.Length; i++)
        {
            current.Append(runes[i]);
            if (i == runes.Length - 1 || levels[i + 1] != levels[i])
            {
                stretches.Add(new DirectedText(current.ToString(), levels[i]));
                current.Clear();
            }
        }

        return stretches;
    }

    /// <summary>From reading order to the order on paper, left to right (rule L2): each level's stretches are turned round, the highest first.</summary>
    public static IReadOnlyList<T> OnPaper<T>(IReadOnlyList<T> inReadingOrder, Func<T, int> level)
    {
        var order = inReadingOrder.ToList();
        for (var turning = order.Select(level).DefaultIfEmpty(0).Max(); turning >= 1; turning--)
        {
            for (var start = 0; start < order.Count; start++)
            {
                var length = order.Skip(start).TakeWhile(part => level(part) >= turning).Count();
                order.Reverse(start, length);
                start += length;
            }
        }

        return order;
    }

    private static int[] Levels(Rune[] runes, bool rightToLeft)
    {
        var paragraph = rightToLeft ? 1 : 0;
        var kinds = Resolve([.. runes.Select(KindOf)], rightToLeft ? Kind.Right : Kind.Left);
        return [.. kinds.Select(kind => kind switch
        {
            Kind.Right => 1,
            Kind.Number => 2,
            _ => paragraph == 1 ? 2 : 0,
        })];
    }

    private static Kind[] Resolve(Kind[] kinds, Kind paragraph)
    {
        var strong = paragraph;
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = kinds[i] switch
            {
                Kind.Mark => i == 0 ? paragraph : kinds[i - 1],

                // After a word that runs to the right, a number is part of it (W7).
                Kind.Number when strong == Kind.Left => Kind.Left,
                _ => kinds[i],
            };
            strong = kinds[i] is Kind.Left or Kind.Right ? kinds[i] : strong;
        }

        JoinNumbers(kinds);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] == Kind.Neutral)
            {
                var end = Array.FindIndex(kinds, i, kind => kind != Kind.Neutral);
                var before = i == 0 ? paragraph : AsStrong(kinds[i - 1]);
                var after = end < 0 ? paragraph : AsStrong(kinds[end]);
                Array.Fill(kinds, before == after ? before : paragraph, i, (end < 0 ? kinds.Length : end) - i);
            }
        }

        return kinds;
    }

    /// <summary>What stands between digits or beside them belongs to the number (W4 to W6); anywhere else it is neutral.</summary>
    private static void JoinNumbers(Kind[] kinds)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            var before = i > 0 && kinds[i - 1] == Kind.Number;
            var after = i + 1 < kinds.Length && kinds[i + 1] == Kind.Number;
            kinds[i] = kinds[i] switch
            {
                Kind.Separator => before && after ? Kind.Number : Kind.Neutral,
                Kind.Terminator => before || after ? Kind.Number : Kind.Neutral,
                _ => kinds[i],
            };
        }
    }

    private static Kind AsStrong(Kind kind) => kind == Kind.Number ? Kind.Right : kind;

    private static Kind KindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Kind.Mark,
        UnicodeCategory.DecimalDigitNumber => Kind.Number,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber =>
            RunsRightToLeft(rune.Value) ? Kind.Right : Kind.Left,
        UnicodeCategory.Format when CleanText.IsUnseen(rune) => Kind.Mark,
        UnicodeCategory.CurrencySymbol => Kind.Terminator,
        _ when rune.Value is '.' or ',' or ':' or '/' or '+' or '-' or 0xA0 or 0x202F or 0x2212 => Kind.Separator,
        _ when rune.Value is '%' or '#' or '°' or 0x066A or 0x2030 => Kind.Terminator,
        _ => Kind.Neutral,
    };

    private static bool RunsRightToLeft(int character) =>
        character is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF)
            or (>= 0x1E800 and <= 0x1EFFF);
}
