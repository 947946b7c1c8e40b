using System.Globalization;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>A number to type: each comparison of the rules is a number somebody may give, with its tolerance; which are right the item is asked.</summary>
internal static class QtiNumbers
{
    /// <summary>Whether the answer is a number: it is declared as one, or compared as one.</summary>
    public static bool Asks(QtiItem item, QtiDeclaration response) => response.Type is "float" or "integer" || Comparisons(item, response).Any();

    public static BankItem? Read(QtiItem item, QtiDeclaration response, string text)
    {
        var numbers = Numbers(item, response).DistinctBy(number => (number.Value, number.Tolerance)).ToArray();
        if (numbers.Length == 0)
        {
            item.Refuse(item.Body, "no-right-answer");
            return null;
        }

        string[] written = [.. numbers.Select(number => number.Value.ToString(CultureInfo.InvariantCulture))];
        var scores = written.Select(number => item.Answering.Score(response, number)).ToArray();
        var most = scores.Max() ?? 0;
        var (each, all) = item.Answering.SaidOf(response, written, isAnswerElse: true);
        var isOurs = item.Kind == QtiKinds.Numeric;   // wrong numbers may overlap, and each has its own
        var answer = new NumericAnswer(
            [.. numbers.Select((number, i) => new BankNumber(number.Value, number.Tolerance, most > 0 ? scores[i] >= most : number.IsDeclared, isOurs ? item.SaidUnder(QtiIds.Answer(i)) : each[i]))],
            item.Ours("unit") ?? "");
        return item.Item(answer, text, all);
    }

    public static IEnumerable<QtiTolerance> Tolerances(QtiItem item, QtiDeclaration response) => Comparisons(item, response).Select(one => QtiTolerance.Of(one, 1)).OfType<QtiTolerance>();

    private static IEnumerable<(decimal Value, decimal Tolerance, bool IsDeclared)> Numbers(QtiItem item, QtiDeclaration response)
    {
        var isCompared = false;
        foreach (var comparison in Comparisons(item, response))
        {
            var other = comparison.Elements().First(element => !Is(element, response));
            var value = other.Local == "correct" ? response.Correct.Items is [var right, ..] ? right : null : other.Local == "basevalue" ? other.Value : null;
            if (Exact(value) is not { } number || QtiTolerance.Of(comparison, (double)number) is not { } within)
            {
                item.Refuse(comparison, "not-a-number", value ?? other.Local);
                continue;
            }

            isCompared = true;
            var (middle, tolerance) = Around(number, comparison, within);
            yield return (middle, tolerance, other.Local == "correct");
        }

        foreach (var between in Betweens(item, response))
        {
            isCompared = true;
            yield return between;
        }

        var known = response.Map.Select(entry => entry.Key).Concat(isCompared ? [] : response.Correct.Items);
        foreach (var text in known)
        {
            if (Exact(text) is { } number)
            {
                yield return (number, 0, response.Correct.Items.Contains(text));
            }
            else
            {
                item.Refuse(item.Body, "not-a-number", text);
            }
        }
    }

    /// <summary>In the digits of the file where both sides are alike; else the middle.</summary>
    private static (decimal Value, decimal Tolerance) Around(decimal number, XElement comparison, QtiTolerance within)
    {
        var sides = comparison.Says("tolerance").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (comparison.Says("tolerancemode").Equals("absolute", StringComparison.OrdinalIgnoreCase) && sides.Distinct().Count() == 1 && Exact(sides[0]) is { } side)
        {
            return (number, side);
        }

        var (least, most) = (Rounded(within.Least), Rounded(within.Most));
        return within.Least.Equals(within.Most) ? (number, 0) : most - number == number - least ? (number, number - least) : ((least + most) / 2, (most - least) / 2);
    }

    private static IEnumerable<XElement> Comparisons(QtiItem item, QtiDeclaration response) => (item.Processing?.Descendants() ?? [])
        .Where(one => one.Local is "equal" or "equalrounded" && one.Elements().Count() == 2 && one.Elements().Any(element => Is(element, response)) && one.Elements().Any(element => !Is(element, response)));

    /// <summary>Not less than one number and not more than another.</summary>
    private static IEnumerable<(decimal Value, decimal Tolerance, bool IsDeclared)> Betweens(QtiItem item, QtiDeclaration response) =>
        from both in item.Processing?.Descendants("and") ?? []
        let least = Bound(both, response, "gte", "lte")
        let most = Bound(both, response, "lte", "gte")
        where least is not null && most is not null && least <= most
        select ((least.Value + most.Value) / 2, (most.Value - least.Value) / 2, false);

    /// <summary>The number beside the response, whichever stands first.</summary>
    private static decimal? Bound(XElement both, QtiDeclaration response, string name, string turned) => both.Elements()
        .Where(one => one.Elements().Count() == 2 && one.Elements("basevalue").Count() == 1 && one.Elements().Any(element => Is(element, response)))
        .Where(one => one.Local == (Is(one.Elements().First(), response) ? name : turned))
        .Select(one => Exact(one.Element("basevalue")!.Value)).FirstOrDefault();

    private static bool Is(XElement element, QtiDeclaration response) => element.Local == "variable" && element.Says("identifier") == response.Id;

    private static decimal? Exact(string? text) => decimal.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal Rounded(double number) => Math.Abs(number) < 1e15 ? decimal.Round((decimal)number, 9) : 0;
}
