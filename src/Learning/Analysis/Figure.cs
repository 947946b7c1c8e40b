using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Learning.Questions;

namespace Learning.Analysis;

/// <summary>Numbers and questions as the pages of this capability write them, in the reader's language.</summary>
internal static partial class Figure
{
    private const int LongestPrompt = 120;
    private const char LeftToRight = '\u2066';
    private const char EndOfIt = '\u2069';

    /// <summary>Where there is no number.</summary>
    public const string None = "–";

    public static string Percent(double? share) => share?.ToString("P0", CultureInfo.CurrentCulture) ?? None;

    /// <summary>With two decimals and the sign in front, also within a line that runs from right to left.</summary>
    public static string Number(double? number) => number is { } given ? Signed(given, "0.00") : None;

    public static string Signed(double number, string format)
    {
        var text = Math.Abs(number).ToString(format, CultureInfo.CurrentCulture);
        return number < 0 && text.Any(c => c is >= '1' and <= '9') ? $"{LeftToRight}−{text}{EndOfIt}" : text;
    }

    /// <summary>A question's words without markup, short enough for a table.</summary>
    public static string Prompt(Question question)
    {
        var text = Plain(question);
        return text.Length <= LongestPrompt ? text : string.Concat(text.AsSpan(0, text.LastIndexOf(' ', LongestPrompt) is > 0 and var end ? end : LongestPrompt), " …");
    }

    public static string Plain(Question question) => Plain(question is Calculation ? Calculation.Unmarked(question.Prompt) : question.Prompt);

    public static string Plain(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, "")), " ").Trim();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
