using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.Questions;

public sealed partial record Calculation
{
    public const int MostNumbers = 6;
    public const int MostSteps = 1_000_000;

    /// <summary>So many sets of numbers are tried one by one; of more, the corners and as many others again.</summary>
    private const int MostTried = 2_000;

    public Calculation()
    {
    }

    [SetsRequiredMembers]
    private Calculation(WrittenQuestion written, IReadOnlyList<NumberRange> ranges, IReadOnlyList<ForeseenCalculation> answers, string? unit)
        : base(written)
    {
        Ranges = ranges;
        Answers = answers;
        Unit = unit;
        Language = written.Language;
    }

    internal static bool IsWrittenIn(WrittenQuestion written) =>
        written.Numbers.Count > 0 || written.Answers.Any(a => a.Text.StartsWith('{'));

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Calculation? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var ranges = ReadRanges(written, faults);
        var pieces = new List<Piece>();
        foreach (var number in written.Numbers.Where(n => n.Range is null))
        {
            ReadExpression(number.Place, number.Text, ranges, pieces, faults);
        }

        string? unit = null;
        var answers = new List<ForeseenCalculation>();
        foreach (var answer in written.Answers)
        {
            var match = Written().Match(answer.Text);
            var tolerance = match.Groups["tolerance"] is { Success: true } group ? Numeric.AuthorsNumber(group.Value, written.Language) : 0;
            if (!match.Success || tolerance is null or < 0)
            {
                faults.Add(new(answer.Place, "not-calculated", "This answer is not worked out from the numbers.", "Write what it is in braces, then if need be ± and a tolerance, then if need be a unit: = {wage * 45 %} ± 1 a month."));
                continue;
            }

            var foreseen = new ForeseenCalculation(match.Groups["expression"].Value.Trim(), tolerance.Value, answer.IsRight, answer.Feedback);
            ReadExpression(
                answer.TextPlace.Column > 0 ? answer.TextPlace with { Column = answer.TextPlace.Column + match.Groups["expression"].Index } : answer.Place,
                match.Groups["expression"].Value, ranges, pieces, faults, foreseen);
            answers.Add(foreseen);
            unit ??= match.Groups["unit"].Value.Trim() is { Length: > 0 } some ? some : null;
        }

        if (!answers.Exists(a => a.IsRight) && faults.Count == before)
        {
            faults.Add(new(written.Place, "no-right-answer", "No right answer is written.", "Write at least one line = {what it is worked out from}."));
        }

        if (ranges.Count == 0 && faults.Count == before)
        {
            faults.Add(new(written.Place, "no-numbers", "No number of this question is drawn.", "Write at least one range, {wage: 800..2400 step 50}, or the answer as a number."));
        }

        if (faults.Count == before)
        {
            Try(ranges, pieces, faults);
        }

        return faults.Count == before ? new(written, ranges, answers, unit) : null;
    }

    private static List<NumberRange> ReadRanges(WrittenQuestion written, ICollection<Fault> faults)
    {
        var ranges = new List<NumberRange>();
        foreach (var number in written.Numbers.Where(n => n.Range is not null))
        {
            var match = Range().Match(number.Range!);
            if (!match.Success
                || Expression.Number(match.Groups["from"].Value) is not { } from
                || Expression.Number(match.Groups["to"].Value) is not { } to
                || (match.Groups["step"].Success ? Expression.Number(match.Groups["step"].Value) : 1) is not { } step
                || step <= 0 || to <= from || Math.Max(Math.Abs(from), Math.Abs(to)) > 1_000_000_000_000m || (to - from) / step > MostSteps)
            {
                faults.Add(new(number.Place, "wrong-range", $"“{number.Range}” is no range to draw from.", "Write {wage: 800..2400 step 50}: the least, the most and the step, without signs for thousands."));
            }
            else if (ranges.Exists(r => r.Name == number.Text))
            {
                faults.Add(new(number.Place, "duplicate-number", $"“{number.Text}” has a range already.", "Write its range once, and only its name where it stands again."));
            }
            else
            {
                ranges.Add(new(number.Text, from, to, step));
                if (ranges.Count == MostNumbers + 1)
                {
                    faults.Add(new(number.Place, "too-many-numbers", $"More than {MostNumbers} numbers are drawn.", "Draw fewer."));
                }
            }
        }

        return ranges;
    }

    private static void ReadExpression(Place place, string text, List<NumberRange> ranges, List<Piece> pieces, ICollection<Fault> faults, ForeseenCalculation? answer = null)
    {
        if (Expression.Read(text, out var fault) is not { } expression)
        {
            faults.Add(new(place with { Column = place.Column + fault!.Offset }, "wrong-expression", fault.Reason, "Write numbers, names, + - * / %, brackets, and round, floor, ceiling, min, max."));
            return;
        }

        pieces.Add(new(place, expression, answer));
        foreach (var (name, offset) in expression.Names.Where(n => !ranges.Exists(r => r.Name == n.Name)).DistinctBy(n => n.Name))
        {
            faults.Add(new(place with { Column = place.Column + offset }, "unknown-number", $"No number of this question is called “{name}”.", $"Write its range where it first stands: {{{name}: 1..10}}."));
        }
    }

    /// <summary>Works everything out for many numbers: what fails for a learner should fail here.</summary>
    private static void Try(List<NumberRange> ranges, List<Piece> pieces, ICollection<Fault> faults)
    {
        var right = pieces.First(p => p.Answer is { IsRight: true });
        var alwaysRight = pieces.Where(p => p.Answer is { IsRight: false }).ToHashSet();
        foreach (var numbers in Samples(ranges))
        {
            var says = string.Join(", ", numbers.Select(n => $"{n.Key} = {n.Value.ToString(CultureInfo.InvariantCulture)}"));
            foreach (var piece in pieces)
            {
                if (piece.FaultFor(numbers, says) is { } fault)
                {
                    faults.Add(fault);
                    return;
                }
            }

            alwaysRight.RemoveWhere(p => Math.Abs(p.Expression.Of(numbers) - right.Expression.Of(numbers)) > right.Answer!.Tolerance);
        }

        foreach (var wrong in alwaysRight)
        {
            faults.Add(new(wrong.Place, "duplicate-answer", "This answer is the same as the right one, whatever the numbers.", "Delete it, or work it out in another way."));
        }
    }

    /// <summary>All sets of numbers where there are few; else the corners of the ranges, and some in between.</summary>
    private static IEnumerable<Dictionary<string, decimal>> Samples(List<NumberRange> ranges)
    {
        var all = ranges.Aggregate(1m, (count, range) => count * range.Count);
        if (all <= MostTried)
        {
            return Combine(ranges, range => Enumerable.Range(0, range.Count));
        }

        var drawn = Enumerable.Range(0, MostTried).Select(n => ranges.ToDictionary(r => r.Name, r => r.At(Chance($"{n} {r.Name}", r.Count))));
        return Combine(ranges, range => [0, range.Count - 1]).Concat(drawn);
    }

    private static IEnumerable<Dictionary<string, decimal>> Combine(IEnumerable<NumberRange> ranges, Func<NumberRange, IEnumerable<int>> places) =>
        ranges.Aggregate(
            (IEnumerable<Dictionary<string, decimal>>)[[]],
            (sets, range) => sets.SelectMany(set => places(range).Distinct().Select(place => new Dictionary<string, decimal>(set) { [range.Name] = range.At(place) })));

    private sealed record Piece(Place Place, Expression Expression, ForeseenCalculation? Answer)
    {
        public Fault? FaultFor(Dictionary<string, decimal> numbers, string says)
        {
            try
            {
                var value = Expression.Of(numbers);
                return Answer is { IsRight: true } && Math.Abs(value - decimal.Round(value, Numeric.MostDecimals)) > Answer.Tolerance
                    ? new(Place, "endless-decimals", $"With {says} the right answer has more than {Numeric.MostDecimals} decimals.", "Write a tolerance (± 0.01), or round it: round(…, 2).")
                    : null;
            }
            catch (ArithmeticException)
            {
                return new(Place, "cannot-be-worked-out", $"With {says} this divides by nought, or becomes too large a number.", "Change the ranges, or how it is worked out.");
            }
        }
    }

    [GeneratedRegex(@"^\s*(?<from>-?[\d.]+?)\s*\.\.\s*(?<to>-?[\d.]+)(?:\s+step\s+(?<step>[\d.]+))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^\{(?<expression>[^{}]*)\}\s*(?:(?:±|\+/-|\+-)\s*(?<tolerance>[^\s%٪]+)\s*)?(?<unit>(?:[^\d\s±{}][^±{}]*)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
