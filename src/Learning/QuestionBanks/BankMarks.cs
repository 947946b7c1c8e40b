using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Questions;

namespace Learning.QuestionBanks;

/// <summary>Stand in the HTML of a question where a gap is, or a number that is worked out. No file can write them: control characters are never part of a text.</summary>
public static partial class BankMarks
{
    /// <summary>The gap with that number, from 0.</summary>
    public static string Gap(int number) => Gaps.Mark(number);

    /// <summary>A number that is worked out: a drawn one is named.</summary>
    public static string Number(string expression) => Calculation.MarkOf(expression);

    public static bool HasGap(string html) => GapPattern().IsMatch(html);

    /// <summary>The text with each gap replaced by what <paramref name="write"/> makes of its number.</summary>
    public static string ReplaceGaps(string html, Func<int, string> write) =>
        GapPattern().Replace(html, mark => write(int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture)));

    /// <summary>The text with each number that is worked out replaced by what <paramref name="write"/> makes of its expression.</summary>
    public static string ReplaceNumbers(string html, Func<string, string> write) => NumberPattern().Replace(html, mark => write(mark.Groups[1].Value));

    [GeneratedRegex("\u0002([0-9]{1,4})\u0002", RegexOptions.CultureInvariant)]
    private static partial Regex GapPattern();

    [GeneratedRegex("\u0003([^\u0003]*)\u0003", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
