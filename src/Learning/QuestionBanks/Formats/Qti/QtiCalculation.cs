using System.Globalization;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>
/// A number to work out from drawn numbers. Other programs draw and work it out by the template of the item; what we wrote that from stands beside the body and is read back. Templates of
/// others are refused.
/// </summary>
internal static class QtiCalculation
{
    public static BankItem? Read(QtiItem item)
    {
        var ranges = Rows(item.Ours("ranges")).Select(Range).ToArray();
        var formulas = Rows(item.Ours("formulas")).Select(Formula).ToArray();
        if (ranges.Contains(null) || formulas.Contains(null) || item.Interactions is not [var entry])
        {
            item.Into.Refuse(item.Line, "template");
            return null;
        }

        var answer = new CalculationAnswer(ranges!, [.. formulas.Select((formula, i) => formula! with { Feedback = item.SaidUnder(QtiIds.Answer(i)) })], item.Ours("unit") ?? "");
        return item.Item(answer, QtiHtml.Of(item.Body, element => element == entry || element.Ours("shown") is not null ? "" : item.InText(element)), item.SaidUnder(QtiIds.Explanation));
    }

    public static string Write(BankRange range) => $"{range.Name} {Number(range.From)} {Number(range.To)} {Number(range.Step)}";

    public static string Write(BankFormula formula) => $"{(formula.IsRight ? "right" : "wrong")} {Number(formula.Tolerance)} {formula.Expression}";

    private static string[] Rows(string? text) => text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static BankRange? Range(string row) =>
        row.Split(' ') is [var name, var from, var to, var step] && Number(from) is { } least && Number(to) is { } most && Number(step) is { } each ? new(name, least, most, each) : null;

    private static BankFormula? Formula(string row) =>
        row.Split(' ', 3) is ["right" or "wrong", var tolerance, var expression] && Number(tolerance) is { } within ? new(expression, within, row.StartsWith('r'), "") : null;

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
