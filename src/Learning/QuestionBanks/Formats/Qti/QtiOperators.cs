using System.Globalization;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>The operators of QTI that give the same for the same response. Source: QTI 3.0 Assessment, Section and Item Information Model, expressions.</summary>
internal static class QtiOperators
{
    public static QtiValue Value(XElement expression, QtiRun run) => expression.Local switch
    {
        "variable" => run.Variable(expression.Says("identifier")),
        "correct" => run.Declaration(expression.Says("identifier"))?.Correct ?? run.Unknown(),
        "default" => QtiValue.Null,
        "null" => QtiValue.Null,
        "basevalue" => new([QtiValue.Item(expression.Value, Type(expression))], Type(expression)),
        "mapresponse" when run.Declaration(expression.Says("identifier")) is { } declared => QtiValue.Of(declared.Mapped(run.Response(declared.Id))),
        "and" or "or" or "not" or "anyn" or "isnull" or "match" or "member" or "contains" or "stringmatch" or "substring" or "equal" or "equalrounded" or "gt" or "gte" or "lt" or "lte" =>
            Truth(expression, [.. expression.Elements().Select(run.Value)], run),
        "multiple" or "ordered" => Container(expression, run),
        "index" or "delete" or "containersize" => Part(expression, [.. expression.Elements().Select(run.Value)], run),
        _ => Arithmetic(expression, [.. expression.Elements().Select(run.Value)], run),
    };

    private static QtiValue Truth(XElement expression, QtiValue[] given, QtiRun run) => (expression.Local, given) switch
    {
        ("and", _) => QtiValue.Of(given.All(value => value.IsTrue)),
        ("or", _) => QtiValue.Of(given.Any(value => value.IsTrue)),
        ("not", [var one]) => one.IsNull ? QtiValue.Null : QtiValue.Of(!one.IsTrue),
        ("isnull", [var one]) => QtiValue.Of(one.IsNull || one.Items is [""]),
        ("anyn", _) => QtiValue.Of(given.Count(value => value.IsTrue) is var met && met >= Whole(expression.Says("min"), 0) && met <= Whole(expression.Says("max"), int.MaxValue)),
        (_, [var one, var other]) when one.IsNull || other.IsNull => QtiValue.Null,
        ("match", [var one, var other]) => QtiValue.Of(one.Matches(other)),
        ("member", [{ Items: [var item] } one, var all]) => QtiValue.Of(all.Holds(item, one)),
        ("contains", [var all, var some]) => QtiValue.Of(some.Items.All(item => all.Holds(item, some))),
        ("stringmatch", [{ Items: [var one] }, { Items: [var other] }]) => QtiValue.Of(
            expression.Says("substring") == "true" ? one.Contains(other, Case(expression)) : one.Trim().Equals(other.Trim(), Case(expression))),
        ("substring", [{ Items: [var part] }, { Items: [var whole] }]) => QtiValue.Of(whole.Contains(part, Case(expression))),
        ("equal" or "equalrounded" or "gt" or "gte" or "lt" or "lte", [var one, var other]) => Compare(expression, one.Number, other.Number, run),
        _ => run.Unknown(),
    };

    private static QtiValue Compare(XElement expression, double? one, double? other, QtiRun run) => (expression.Local, one, other) switch
    {
        (_, null, _) or (_, _, null) => QtiValue.Null,
        ("gt", { } left, { } right) => QtiValue.Of(left > right),
        ("gte", { } left, { } right) => QtiValue.Of(left >= right),
        ("lt", { } left, { } right) => QtiValue.Of(left < right),
        ("lte", { } left, { } right) => QtiValue.Of(left <= right),
        (_, { } left, { } right) => QtiTolerance.Of(expression, right) is { } within ? QtiValue.Of(left >= within.Least && left <= within.Most) : run.Unknown(),
    };

    private static QtiValue Container(XElement expression, QtiRun run)
    {
        var values = expression.Elements().Select(run.Value).Where(value => !value.IsNull).ToArray();
        return new([.. values.SelectMany(value => value.Items).Take(1_000)], values.FirstOrDefault()?.Type ?? "", expression.Local == "ordered");
    }

    private static QtiValue Part(XElement expression, QtiValue[] given, QtiRun run) => (expression.Local, given) switch
    {
        ("containersize", [var all]) => new([all.Items.Count.ToString(CultureInfo.InvariantCulture)], "integer"),
        ("index", [var all]) => Whole(expression.Says("n"), 0) is var place && place >= 1 && place <= all.Items.Count ? new([all.Items[place - 1]], all.Type) : QtiValue.Null,
        ("delete", [{ Items: [var item] } one, var all]) => all with { Items = [.. all.Items.Where(other => !all.Holds(item, one) || other != item)] },
        _ => run.Unknown(),
    };

    private static QtiValue Arithmetic(XElement expression, QtiValue[] given, QtiRun run)
    {
        var numbers = given.SelectMany(value => value.Items).Select(item => double.TryParse(item, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        if (given.Any(value => value.IsNull))
        {
            return QtiValue.Null;
        }

        return (expression.Local, numbers) switch
        {
            ("sum", _) => QtiValue.Of(numbers.Sum()),
            ("product", _) => QtiValue.Of(numbers.Aggregate(1.0, (all, next) => all * next)),
            ("subtract", [var one, var other]) => QtiValue.Of(one - other),
            ("divide", [var one, var other]) => other == 0 ? QtiValue.Null : QtiValue.Of(one / other),
            ("integerdivide", [var one, var other]) => other == 0 ? QtiValue.Null : QtiValue.Of(Math.Floor(one / other)),
            ("integermodulus", [var one, var other]) => other == 0 ? QtiValue.Null : QtiValue.Of(one - (other * Math.Floor(one / other))),
            ("max", [_, ..]) => QtiValue.Of(numbers.Max()),
            ("min", [_, ..]) => QtiValue.Of(numbers.Min()),
            ("round", [var one]) => QtiValue.Of(Math.Floor(one + 0.5)),
            ("truncate", [var one]) => QtiValue.Of(Math.Truncate(one)),
            ("power", [var one, var other]) => QtiValue.Of(Math.Pow(one, other)),
            ("integertofloat", [var one]) => QtiValue.Of(one),
            _ => run.Unknown(),
        };
    }

    private static string Type(XElement expression) => expression.Says("basetype").ToLowerInvariant();

    private static StringComparison Case(XElement expression) => expression.Says("casesensitive") is "false" or "0" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static int Whole(string text, int otherwise) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
