using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.Questions;

public sealed partial record Numeric
{
    public Numeric()
    {
    }

    [SetsRequiredMembers]
    private Numeric(WrittenQuestion written, IReadOnlyList<ForeseenNumber> answers, string? unit)
        : base(written)
    {
        Answers = answers;
        Unit = unit;
    }

    /// <summary>
    /// A question with typed answers is numeric when its right answers begin with a number. "1 September" beside "September 1" are
    /// words; a number alone beside words is a mistake, which reading it as numeric brings to light.
    /// </summary>
    internal static bool IsWrittenIn(WrittenQuestion written)
    {
        var right = written.Answers.Where(a => a.IsRight).DefaultIfEmpty(written.Answers[0]).ToList();
        return !written.IsShortText && (right.TrueForAll(a => BeginsWithNumber().IsMatch(a.Text)) || right.Exists(a => IsBare(a, written.Language)));
    }

    private static bool IsBare(WrittenAnswer answer, string language) =>
        answer.Text.Contains('±', StringComparison.Ordinal) || (TryRead(answer, language, out _, out var unit) && unit is null);

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Numeric? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        if (!written.Answers.Any(a => a.IsRight))
        {
            faults.Add(new(written.Place, "no-right-answer", "No right answer is written.", "Write at least one line = number."));
        }

        string? unit = null;
        var read = new List<(WrittenAnswer Answer, ForeseenNumber Number)>();
        foreach (var answer in written.Answers)
        {
            if (!TryRead(answer, written.Language, out var number, out var itsUnit))
            {
                faults.Add(FaultOf(answer));
                continue;
            }

            if (itsUnit is not null && unit is not null && itsUnit != unit)
            {
                faults.Add(new(
                    answer.Place,
                    "different-units",
                    $"The unit here is “{itsUnit}”, above it is “{unit}”.",
                    "Use one unit in all answers of a question, or put .short-text into the braces if words are asked for."));
            }

            var same = read.Find(r => Overlap(r.Number, number));
            if (same.Answer is not null)
            {
                faults.Add(new(
                    answer.Place,
                    "duplicate-answer",
                    $"This answer overlaps with the one in line {same.Answer.Place.Line}.",
                    "Delete one of the two, or make the tolerance smaller."));
            }

            unit ??= itsUnit;
            read.Add((answer, number));
        }

        return faults.Count == before ? new(written, [.. read.Select(r => r.Number)], unit) : null;
    }

    private static Fault FaultOf(WrittenAnswer answer) => BeginsWithNumber().IsMatch(answer.Text)
        ? new(
            answer.Place,
            "not-a-number",
            $"“{answer.Text}” cannot be read as a number.",
            "Write a number, then if need be ± and a tolerance, then if need be a unit: = 52.5 ± 0.1 %.")
        : new(
            answer.Place,
            "mixed-kinds",
            "Some answers of this question are numbers and this one is not.",
            "Write numbers only, or put .short-text into the braces of the heading.");

    private static bool Overlap(ForeseenNumber one, ForeseenNumber other) =>
        one.IsRight == other.IsRight ? one.Value == other.Value : Math.Abs(one.Value - other.Value) <= Math.Max(one.Tolerance, other.Tolerance);

    private static bool TryRead(WrittenAnswer answer, string language, out ForeseenNumber number, out string? unit)
    {
        var match = Written().Match(answer.Text);
        unit = match.Groups["unit"].Value.Trim() is { Length: > 0 } some ? some : null;
        number = new(0, 0, answer.IsRight, answer.Feedback);
        if (!match.Success || AuthorsNumber(match.Groups["number"].Value, language) is not { } value)
        {
            return false;
        }

        var tolerance = match.Groups["tolerance"] is { Success: true } group ? AuthorsNumber(group.Value, language) : 0;
        number = number with { Value = value, Tolerance = tolerance ?? 0 };
        return tolerance is >= 0;
    }

    /// <summary>An author writes numbers as her language does, so of two readings hers is the right one.</summary>
    internal static decimal? AuthorsNumber(string text, string language)
    {
        var readings = Readings(text, null);
        if (readings.Count < 2)
        {
            return readings.Count == 0 ? null : readings[0];
        }

        var isThousands = text.Contains(DecimalSign(language) == "," ? '.' : ',', StringComparison.Ordinal) || text.Contains('٬', StringComparison.Ordinal);
        return isThousands ? readings.MaxBy(n => Math.Abs(n)) * Math.Sign(readings[0]) : readings.MinBy(n => Math.Abs(n));
    }

    /// <summary>What authors of a language write between whole numbers and decimals.</summary>
    internal static string DecimalSign(string language) => language.Split('-')[0] is "fr" or "es" or "pt" or "de" or "it" ? "," : ".";

    [GeneratedRegex(@"^[+\-−–]?\s*\d", RegexOptions.CultureInvariant)]
    private static partial Regex BeginsWithNumber();

    [GeneratedRegex(
        @"^(?<number>[+\-−–]?\s*\d(?:[\d.,٫٬'’]|\s(?=\d{3}(?!\d)))*)\s*(?:(?:±|\+/-|\+-)\s*(?<tolerance>[^\s%٪]+)\s*)?(?<unit>(?:[^\d\s±][^±]*)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
