using System.Globalization;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;
using Learning.Questions;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>A number to work out from drawn numbers: <c>calculated</c>. Its answers are arithmetic over names in braces, its data sets say what is drawn.</summary>
internal static class MoodleCalculated
{
    private const string Relative = "1";
    private const string Nominal = "2";
    private const int MostDecimals = 6;
    private const int Items = 10;

    public static BankAnswer? Read(MoodleQuestion question)
    {
        var ranges = new List<BankRange>();
        foreach (var data in question.Elements("dataset_definitions").SelectMany(all => all.Elements("dataset_definition")))
        {
            if (Range(data) is not { } range)
            {
                return question.Refuse("number-range", MoodleText.Plain(data.Element("name")));
            }

            ranges.Add(range);
        }

        question.Text = MoodleNumbers.Marked(question.Text, question.Element("questiontext"), question);
        question.Explanation = MoodleNumbers.Marked(question.Explanation, question.Element("generalfeedback"), question);
        var formulas = question.Answers.Select(answer => Formula(answer, ranges, question)).ToArray();
        return formulas.Any(formula => formula is null) ? null : new CalculationAnswer([.. ranges.Where(range => IsUsed(range, formulas!, question))], formulas!, MoodleNumerical.Unit(question));
    }

    public static void Write(CalculationAnswer answer, XElement question)
    {
        question.Add(new XElement("synchronize", "0"), answer.Formulas.Select(formula =>
        {
            var text = FormulaReader.Ours(formula.Expression) is { } tree ? MoodleNumbers.Write(tree) : "0";
            var written = MoodleWriting.Answer(formula.IsRight ? "100" : "0", text, "", isPlain: true);
            MoodleWriting.AddOurs(written, "expression", formula.Expression);
            written.Element("feedback")!.ReplaceWith(MoodleNumbers.Add(MoodleText.Of("feedback", MoodleNumbers.Shown(answer, formula.Feedback)), formula.Feedback));
            written.Add(
                new XElement("tolerance", MoodleWriting.Number(formula.Tolerance)),
                new XElement("tolerancetype", Nominal),
                new XElement("correctanswerformat", "1"),
                new XElement("correctanswerlength", "4"));
            return written;
        }));
        MoodleNumerical.WriteUnit(answer.Unit, question);
        question.Add(new XElement("dataset_definitions", answer.Ranges.Select((range, i) => Data(range, i))));
    }

    private static BankRange? Range(XElement data)
    {
        var name = MoodleText.Plain(data.Element("name"));
        var ours = (data.Attribute(MoodleXml.Ours + "range")?.Value.Split(' ') ?? []).Select(MoodleQuestion.Number).OfType<decimal>().ToArray();
        if (ours is [var first, var last, var step])
        {
            return new(name, first, last, step);
        }

        return Value("minimum") is { } from && Value("maximum") is { } to && Value("decimals") is >= 0 and <= MostDecimals and var decimals
            ? new(name, from, to, (decimal)Math.Pow(10, -(int)decimals))
            : null;

        decimal? Value(string child) => MoodleQuestion.Number(MoodleText.Plain(data.Element(child)));
    }

    /// <summary>Data sets are shared by questions, and some have no need of them all.</summary>
    private static bool IsUsed(BankRange range, IEnumerable<BankFormula> formulas, MoodleQuestion question) =>
        question.Text.Contains(BankMarks.Number(range.Name), StringComparison.Ordinal)
        || formulas.Any(formula => Expression.Read(formula.Expression, out _) is not { } read || read.Names.Any(name => name.Name == range.Name));

    private static BankFormula? Formula(MoodleAnswer answer, List<BankRange> ranges, MoodleQuestion question)
    {
        var expression = answer.Ours("expression") ?? FormulaReader.Moodle(answer.Plain)?.Ours;
        if (expression is null)
        {
            question.Refuse("formula", answer.Plain);
            return null;
        }

        var tolerance = MoodleQuestion.Number(MoodleText.Plain(answer.Element("tolerance"))) ?? 0;
        if (MoodleText.Plain(answer.Element("tolerancetype")) != Nominal && tolerance > 0)
        {
            tolerance = Absolute(tolerance, expression, ranges);
            question.Into.Note(answer.Line, "relative-tolerance", tolerance.ToString("0.######", CultureInfo.InvariantCulture));
        }

        var feedback = answer.Element("feedback");
        return new(expression, tolerance, answer.IsRight(), question.Into.Blocks(MoodleNumbers.Marked(MoodleText.Html(feedback), feedback, question), answer.Line));
    }

    /// <summary>Ours are plain numbers: the share of the result with the numbers in the middle of their ranges.</summary>
    private static decimal Absolute(decimal share, string expression, List<BankRange> ranges)
    {
        try
        {
            var middle = ranges.DistinctBy(range => range.Name).ToDictionary(range => range.Name, range => (range.From + range.To) / 2);
            return Expression.Read(expression, out _) is { } read && read.Names.All(name => middle.ContainsKey(name.Name))
                ? decimal.Round(Math.Abs(read.Of(middle) * share), MostDecimals)
                : 0;
        }
        catch (ArithmeticException)
        {
            return 0;
        }
    }

    /// <summary>Moodle draws one of ten sets of numbers, which stand in the file.</summary>
    private static XElement Data(BankRange range, int place)
    {
        var count = range.Step > 0 ? (int)Math.Clamp(decimal.Floor((range.To - range.From) / range.Step), 0, 1_000_000) : 0;
        return new(
            "dataset_definition",
            new XAttribute(MoodleXml.Ours + "range", $"{MoodleWriting.Number(range.From)} {MoodleWriting.Number(range.To)} {MoodleWriting.Number(range.Step)}"),
            new XElement("status", MoodleText.OfPlain("text", "private")),
            new XElement("name", MoodleText.OfPlain("text", range.Name)),
            new XElement("type", "calculated"),
            new XElement("distribution", MoodleText.OfPlain("text", "uniform")),
            new XElement("minimum", MoodleText.OfPlain("text", MoodleWriting.Number(range.From))),
            new XElement("maximum", MoodleText.OfPlain("text", MoodleWriting.Number(range.To))),
            new XElement("decimals", MoodleText.OfPlain("text", range.Step.Scale.ToString(CultureInfo.InvariantCulture))),
            new XElement("itemcount", Items),
            new XElement("dataset_items", Enumerable.Range(0, Items).Select(i => new XElement(
                "dataset_item",
                new XElement("number", i + 1),
                new XElement("value", MoodleWriting.Number(range.From + (range.Step * ((long)count * ((i + (3 * place)) % Items) / (Items - 1)))))))),
            new XElement("number_of_items", Items));
    }
}
