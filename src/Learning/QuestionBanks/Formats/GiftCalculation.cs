using System.Globalization;
using Learning.Questions;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// A number to work out from drawn numbers. GIFT draws none, so it is written as a numeric question with one set of them. What they are drawn from, and what is worked out from them,
/// stands in remarks: <c>[number:["wage",800,2400,50]]</c> from, to and step, <c>[formula:["wage * 45 %",0.5,720.00]]</c> with its tolerance and the result that is seen, and
/// <c>[shown:["wage","1,600"]]</c> for each place in the texts.
/// </summary>
internal static class GiftCalculation
{
    public const string Number = "number";
    public const string Formula = "formula";
    public const string Shown = "shown";

    /// <summary>Sets of numbers that are tried, until the question is one of ours with them: in some, a wrong result may be the right one.</summary>
    private const int Sets = 9;

    /// <summary>Null where it cannot be worked out.</summary>
    public static GiftForm? Disguise(BankItem item, CalculationAnswer sum, string language)
    {
        if (!BankReader.Carries(item))
        {
            return null;
        }

        GiftForm[] forms = [.. Enumerable.Range(0, Sets).Select(set => With(item, sum, set, CultureInfo.GetCultureInfo(language))).OfType<GiftForm>()];
        return forms.FirstOrDefault(form => BankReader.Carries(form.Item)) ?? forms.FirstOrDefault();
    }

    /// <summary>What the remarks say about drawn numbers; null where they say nothing that can be read.</summary>
    public static GiftDisguise? Read(IReadOnlyList<(string Name, string Value)> marks)
    {
        BankRange?[] ranges = [.. GiftMarks.Values(marks, Number).Select(ReadRange)];
        Tuple<BankFormula, decimal>?[] formulas = [.. GiftMarks.Values(marks, Formula).Select(ReadFormula)];
        Tuple<string, string>?[] shown = [.. GiftMarks.Values(marks, Shown).Select(ReadShown)];
        return ranges.Contains(null) || formulas.Contains(null) || shown.Contains(null)
            ? null
            : new(held => GiftPlaces.Marked(held, [.. shown.Select(place => (place!.Item2, BankMarks.Number(place.Item1)))]), item => Restore(item, ranges!, formulas!));
    }

    private static GiftForm? With(BankItem item, CalculationAnswer sum, int set, CultureInfo culture)
    {
        var shown = new List<(string, string)>();
        try
        {
            var drawn = sum.Ranges.DistinctBy(range => range.Name).Select((range, i) => (range.Name, Value: Drawn(range, (7 * set) + (3 * i)))).ToDictionary(number => number.Name, number => number.Value);
            var seen = item with { Prompt = Filled(item.Prompt), Body = Filled(item.Body) };   // in the order in which they are written
            BankNumber[] results = [.. sum.Formulas.Select(formula => new BankNumber(decimal.Round(Result(formula.Expression), Numeric.MostDecimals), formula.Tolerance, formula.IsRight, Filled(formula.Feedback)))];
            return new(
                seen with { Explanation = Filled(item.Explanation), Answer = new NumericAnswer(results, sum.Unit) },
                [
                    .. sum.Ranges.Select(range => (Number, GiftMarks.List(range.Name, range.From, range.To, range.Step))),
                    .. sum.Formulas.Zip(results, (formula, result) => (Formula, GiftMarks.List(formula.Expression, formula.Tolerance, result.Value))),
                    .. shown,
                ]);

            decimal Result(string expression) => Expression.Known(expression).Of(drawn);

            string Filled(string html) => BankMarks.ReplaceNumbers(html, expression =>
            {
                var text = Result(expression).ToString(Numeric.Format, culture);
                shown.Add((Shown, GiftMarks.List(expression, text)));
                return GiftPlaces.Write(text);
            });
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>One of nine places in the range, the first time in its middle.</summary>
    private static decimal Drawn(BankRange range, int place)
    {
        var numbers = new NumberRange(range.Name, range.From, range.To, range.Step);
        return numbers.At((int)((numbers.Count - 1L) * ((place + 4) % 9) / 8));
    }

    private static BankRange? ReadRange(string json) => GiftMarks.OfList<BankRange>(json, values => new(values[0].Words(), values[1].GetDecimal(), values[2].GetDecimal(), values[3].GetDecimal()));

    /// <summary>A formula, whose remark stands beside the answer, and the result that is seen there.</summary>
    private static Tuple<BankFormula, decimal>? ReadFormula(string json) =>
        GiftMarks.OfList<Tuple<BankFormula, decimal>>(json, values => new(new(values[0].Words(), values[1].GetDecimal(), true, ""), values[2].GetDecimal()));

    private static Tuple<string, string>? ReadShown(string json) =>
        GiftMarks.OfList<Tuple<string, string>>(json, values => Expression.Read(values[0].Words(), out _) is null ? null : new(values[0].Words(), values[1].Words()));

    /// <summary>Null where the results that are seen are not those of the remarks.</summary>
    private static BankItem? Restore(BankItem item, IReadOnlyList<BankRange> ranges, IReadOnlyList<Tuple<BankFormula, decimal>> formulas) =>
        item.Answer is NumericAnswer seen && seen.Numbers.Select(number => (number.Value, number.Tolerance)).SequenceEqual(formulas.Select(formula => (formula.Item2, formula.Item1.Tolerance)))
            ? item with { Answer = new CalculationAnswer(ranges, [.. seen.Numbers.Zip(formulas, (number, formula) => formula.Item1 with { IsRight = number.IsRight, Feedback = number.Feedback })], seen.Unit) }
            : null;
}
