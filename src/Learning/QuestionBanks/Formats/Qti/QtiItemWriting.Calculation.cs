using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

internal sealed partial class QtiItemWriting
{
    private readonly List<(string Name, string Expression)> _worked = [];

    private void Calculation(CalculationAnswer calculation)
    {
        _ours["ranges"] = string.Join("; ", calculation.Ranges.Select(QtiCalculation.Write));
        _ours["formulas"] = string.Join("; ", calculation.Formulas.Select(QtiCalculation.Write));
        foreach (var range in calculation.Ranges)
        {
            Draw(range);
        }

        _responses.Add(Declare(QtiIds.Response, "single", "float", []));
        for (var i = 0; i < calculation.Formulas.Count; i++)
        {
            var formula = calculation.Formulas[i];
            WorkOut(QtiIds.Answer(i), formula.Expression);
            AddNumber(i, Variable(QtiIds.Answer(i)), formula.Tolerance, formula.IsRight, formula.Feedback);
        }

        foreach (var (name, expression) in _worked)
        {
            WorkOut(name, expression);
        }

        if (calculation.Formulas.ToList().FindIndex(formula => formula.IsRight) is >= 0 and var right)
        {
            var correct = E("set-correct-response", ("identifier", QtiIds.Response));
            correct.Add(Variable(QtiIds.Answer(right)));
            _drawn.Add(correct);
        }

        AddEntry(calculation.Unit);
    }

    private void Draw(BankRange range)
    {
        var steps = range.Step > 0 ? decimal.Floor((range.To - range.From) / range.Step) : 0;
        var isWhole = new[] { range.From, range.To, range.Step }.All(number => number == decimal.Truncate(number));
        Add(range.Name, isWhole
            ? E("random-integer", ("min", Number(range.From)), ("max", Number(range.To)), ("step", Number(range.Step)))
            : Of("sum", Of("product", E("random-integer", ("min", "0"), ("max", Number(steps))), Value("float", Number(range.Step))), Value("float", Number(range.From))));
    }

    private void WorkOut(string name, string expression) => Add(name, FormulaReader.Ours(expression) is { } formula ? Worked(formula) : Value("float", "0"));

    private void Add(string name, XElement expression)
    {
        _variables.Add(E("template-declaration", ("identifier", name), ("cardinality", "single"), ("base-type", "float")));
        var rule = E("set-template-value", ("identifier", name));
        rule.Add(expression);
        _drawn.Add(rule);
    }

    /// <summary>A number in a text: a drawn one by its name, any other by a variable that is worked out for it.</summary>
    private XElement Shown(string expression)
    {
        if (_item.Answer is CalculationAnswer { Ranges: var ranges } && ranges.Any(range => range.Name == expression))
        {
            return E("printed-variable", ("identifier", expression));
        }

        if (!_worked.Exists(one => one.Expression == expression))
        {
            _worked.Add(($"SHOWN_{_worked.Count + 1}", expression));
        }

        return E("printed-variable", ("identifier", _worked.Find(one => one.Expression == expression).Name), ("data-learning-expression", expression));
    }

    private static XElement Worked(Formula formula) => formula switch
    {
        Formula.Number number => Value("float", number.Digits),
        Formula.Name name => Variable(name.Word),
        Formula.Negative negative => Of("subtract", Value("float", "0"), Worked(negative.Of)),
        Formula.Percent percent => Of("divide", Worked(percent.Of), Value("float", "100")),
        Formula.Pair pair => Of(pair.Sign switch { '+' => "sum", '-' => "subtract", '*' => "product", _ => "divide" }, Worked(pair.Left), Worked(pair.Right)),
        Formula.Call { Function: "round", Given: [var number, { Constant: { } places }] } => Rounded(Worked(number), places),
        Formula.Call { Function: "round", Given: [var number, ..] } => Of("round", Worked(number)),
        Formula.Call { Function: "floor" or "ceiling" } call => Operator(call.Function == "floor" ? "floor" : "ceil", Worked(call.Given[0])),
        Formula.Call call => Of(call.Function, call.Given.Select(Worked)),
        _ => Value("float", "0"),
    };

    /// <summary>To decimals; to tens and hundreds by a way round.</summary>
    private static XElement Rounded(XElement number, decimal places)
    {
        if (places >= 0)
        {
            var rounded = E("round-to", ("rounding-mode", "decimalPlaces"), ("figures", Number(places)));
            rounded.Add(number);
            return rounded;
        }

        var tens = Value("float", Number((decimal)Math.Pow(10, (double)Math.Min(-places, 10))));
        return Of("product", Of("round", Of("divide", number, new XElement(tens))), tens);
    }

    private static XElement Operator(string name, XElement number)
    {
        var element = E("math-operator", ("name", name));
        element.Add(number);
        return element;
    }
}
