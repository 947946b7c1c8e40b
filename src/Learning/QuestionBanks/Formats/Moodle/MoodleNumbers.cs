using System.Text.RegularExpressions;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>Drawn numbers in the texts of a calculation: <c>{wage}</c>, and <c>{={wage}*0.45}</c> where one is worked out. How we write each stands beside the text, in its order.</summary>
internal static partial class MoodleNumbers
{
    /// <summary>The text with our marks; a text without any is left alone. What cannot be worked out refuses the question.</summary>
    public static string Marked(string html, XElement? holder, MoodleQuestion question)
    {
        var ours = holder?.Attribute(MoodleXml.Ours + "numbers")?.Value.Split(';', StringSplitOptions.TrimEntries) ?? [];
        var next = 0;
        return Number().Replace(html, match =>
        {
            var expression = next < ours.Length ? ours[next] : match.Groups[1].Success ? match.Groups[1].Value : FormulaReader.Moodle(Entities(match.Groups[2].Value))?.Ours;
            next++;
            if (expression is null)
            {
                question.Refuse("formula", match.Value);
            }

            return BankMarks.Number(expression ?? "");
        });
    }

    /// <summary>The text of a calculation as Moodle writes it; of any other question, as it is.</summary>
    public static string Shown(BankAnswer answer, string html) => answer is CalculationAnswer
        ? BankMarks.ReplaceNumbers(html.Replace("{", "&#123;", StringComparison.Ordinal), expression => FormulaReader.Ours(expression) switch
        {
            Formula.Name name => $"{{{name.Word}}}",
            { } formula => $"{{={BankHtml.Encode(Write(formula))}}}",
            null => "",
        })
        : html;

    public static XElement Add(XElement element, string html)
    {
        var numbers = new List<string>();
        BankMarks.ReplaceNumbers(html, expression =>
        {
            numbers.Add(expression);
            return "";
        });
        MoodleWriting.AddOurs(element, "numbers", string.Join(';', numbers));
        return element;
    }

    /// <summary>As Moodle works it out: names in braces, and no per cent sign.</summary>
    public static string Write(Formula formula) => formula switch
    {
        Formula.Number number => number.Digits,
        Formula.Name name => $"{{{name.Word}}}",
        Formula.Negative negative => $"(-{Write(negative.Of)})",
        Formula.Percent percent => $"({Write(percent.Of)}/100)",
        Formula.Pair pair => $"({Write(pair.Left)}{pair.Sign}{Write(pair.Right)})",
        Formula.Call call => $"{(call.Function == "ceiling" ? "ceil" : call.Function)}({string.Join(',', call.Given.Select(Write))})",
        _ => "0",
    };

    private static string Entities(string html) => BankHtml.Tree(html).TextContent;

    [GeneratedRegex(@"\{(?:([\p{L}][\p{L}\p{Nd}_]*)|=((?:[^{}]|\{[^{}]*\})*))\}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
