using System.Globalization;
using Learning.Questions;

namespace Learning.QuestionBanks;

/// <summary>What a question must fulfil for our kinds to carry it, whatever format it came in. What an editor can add afterwards (explanation, feedback, rubric) is not asked for here.</summary>
internal static class BankRules
{
    public static int CountParts(BankAnswer answer) => answer switch
    {
        ChoiceAnswer a => a.Options.Count,
        OpinionAnswer a => a.Options.Count,
        ShortTextAnswer a => a.Wordings.Count,
        NumericAnswer a => a.Numbers.Count,
        OrderingAnswer a => a.Steps.Count,
        MatchingAnswer a => a.Pairs.Count + a.Decoys.Count,
        CategorisingAnswer a => a.Groups.Sum(group => 1 + group.Items.Count),
        GapsAnswer a => Math.Max(a.Gaps.Count, a.Gaps.Select(gap => gap.Accepted.Count + gap.Choices.Count).DefaultIfEmpty().Max()),
        CalculationAnswer a => a.Ranges.Count + a.Formulas.Count,
        EssayAnswer a => Math.Max(a.Criteria.Count, a.Criteria.Select(row => row.Levels.Count).DefaultIfEmpty().Max()),
        _ => 1,
    };

    public static void Check(BankItem item, BankReader into)
    {
        var line = item.Line;
        if (BankTexts.Of(item).Sum(text => (long)text.Length) > into.Limits.LongestItem)
        {
            into.Refuse(line, "question-too-long");
            return;
        }

        if (item.Prompt.Length == 0 && item.Body.Length == 0)
        {
            into.Refuse(line, "no-text");
        }

        if (!HasItsMarks(item))
        {
            into.Refuse(line, "stray-marks");
        }

        switch (item.Answer)
        {
            case ChoiceAnswer choice:
                Check(choice, line, into);
                break;
            case OpinionAnswer { Options.Count: > 0 } opinion:
                CheckCount("option-count", opinion.Options.Count, Choice.FewestOptions, Choice.MostOptions, line, into);
                CheckDistinct(opinion.Options, line, into);
                break;
            case ShortTextAnswer words:
                Check(words, line, into);
                break;
            case NumericAnswer numbers:
                Check(numbers, line, into);
                CheckUnit(numbers.Unit, line, into);
                break;
            case OrderingAnswer order:
                CheckParts(order.Steps, line, into);
                break;
            case MatchingAnswer matching:
                CheckParts(matching.Pairs.Select(pair => pair.Left), line, into);
                CheckCount("part-count", matching.Pairs.Select(pair => pair.Right).Concat(matching.Decoys).Distinct(StringComparer.OrdinalIgnoreCase).Count(), 1, PartedQuestion.MostParts, line, into);
                if (matching.Pairs.Any(pair => pair.Right.Length == 0))
                {
                    into.Refuse(line, "empty-part");
                }

                break;
            case CategorisingAnswer groups:
                CheckParts(groups.Groups.Select(group => group.Name), line, into);
                CheckParts(groups.Groups.SelectMany(group => group.Items), line, into);
                if (groups.Groups.Any(group => group.Items.Count == 0))
                {
                    into.Refuse(line, "empty-part");
                }

                break;
            case GapsAnswer gaps:
                CheckCount("part-count", gaps.Gaps.Count, 1, PartedQuestion.MostParts, line, into);
                gaps.Gaps.ToList().ForEach(gap => Check(gap, line, into));
                break;
            case CalculationAnswer calculation:
                Check(calculation, item, into);
                CheckUnit(calculation.Unit, line, into);
                break;
            case EssayAnswer essay when essay.Criteria.Count > Essay.MostCriteria || essay.Criteria.Any(IsUneven) || !ShareTheirPoints(essay.Criteria):
                into.Refuse(line, "rubric");
                break;
        }
    }

    private static void Check(ChoiceAnswer choice, int line, BankReader into)
    {
        CheckCount("option-count", choice.Options.Count, Choice.FewestOptions, Choice.MostOptions, line, into);
        CheckDistinct(choice.Options.Select(option => option.Text), line, into);
        CheckSomeRight(choice.Options.Any(option => option.IsRight), line, into);
        if (!choice.IsMultiple && choice.Options.Count(option => option.IsRight) > 1)
        {
            into.Refuse(line, "two-right-answers");
        }
    }

    private static void Check(ShortTextAnswer words, int line, BankReader into)
    {
        CheckSomeRight(words.Wordings.Any(wording => wording.IsRight), line, into);
        var folded = words.Wordings.Select(wording => (wording.Text, Folded: ShortText.Fold(wording.Text))).ToArray();
        foreach (var (text, _) in folded.Where(w => w.Folded.Length is 0 or > Response.LongestValue || w.Text.StartsWith('{')))
        {
            into.Refuse(line, "unreadable-wording", Shortened(text));
        }

        if (folded.DistinctBy(w => w.Folded).Count() < folded.Length)
        {
            into.Refuse(line, "answers-overlap");
        }
    }

    private static void Check(NumericAnswer answer, int line, BankReader into)
    {
        CheckSomeRight(answer.Numbers.Any(number => number.IsRight), line, into);
        foreach (var number in answer.Numbers.SelectMany(n => new[] { n.Value, n.Tolerance }).Where(n => Written(n).Length > 25))
        {
            into.Refuse(line, "not-a-number", Written(number));
        }

        if (answer.Numbers.Any(number => number.Tolerance < 0))
        {
            into.Refuse(line, "not-a-number", Written(answer.Numbers.Min(number => number.Tolerance)));
        }

        for (var i = 0; i < answer.Numbers.Count; i++)
        {
            if (answer.Numbers.Take(i).Any(other => Overlap(other, answer.Numbers[i])))
            {
                into.Refuse(line, "answers-overlap");
                return;
            }
        }
    }

    private static bool Overlap(BankNumber one, BankNumber other) =>
        one.IsRight == other.IsRight ? one.Value == other.Value : Math.Abs(one.Value - other.Value) <= Math.Max(one.Tolerance, other.Tolerance);

    private static void CheckUnit(string unit, int line, BankReader into)
    {
        if (unit.Length > 0 && (char.IsDigit(unit[0]) || unit[0] is '.' or ',' or '\'' or '’' or '٫' or '٬' or '+' || unit.AsSpan().ContainsAny('±', '{', '}')))
        {
            into.Refuse(line, "unit", Shortened(unit));
        }
    }

    private static void Check(BankGap gap, int line, BankReader into)
    {
        var texts = gap.Accepted.Concat(gap.Choices).ToArray();
        CheckSomeRight(gap.Accepted.Count > 0, line, into);
        if (texts.Any(text => text.Contains('|', StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal) || text.StartsWith("( )", StringComparison.Ordinal) || text.StartsWith("(x)", StringComparison.OrdinalIgnoreCase)))
        {
            into.Refuse(line, "gap-signs");
        }

        if (texts.Any(text => gap.Choices.Count > 0 ? text.Length == 0 : ShortText.Fold(text).Length == 0))
        {
            into.Refuse(line, "empty-part");
        }

        if (gap.Choices.Count > 0 && (gap.Choices.Count == 1 || gap.Accepted.Count != 1 || !gap.Choices.Contains(gap.Accepted[0]) || gap.Choices.Distinct(StringComparer.OrdinalIgnoreCase).Count() < gap.Choices.Count))
        {
            into.Refuse(line, "gap-choices");
        }
    }

    private static void Check(CalculationAnswer calculation, BankItem item, BankReader into)
    {
        CheckSomeRight(calculation.Formulas.Any(formula => formula.IsRight), item.Line, into);
        CheckCount("part-count", calculation.Ranges.Count, 1, Calculation.MostNumbers, item.Line, into);
        var shown = new List<string>();
        foreach (var text in BankTexts.Of(item))
        {
            BankMarks.ReplaceNumbers(text, expression =>
            {
                shown.Add(expression);
                return "";
            });
        }

        var names = calculation.Ranges.Select(range => range.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var formula in calculation.Formulas.Select(formula => formula.Expression).Concat(shown).Distinct(StringComparer.Ordinal))
        {
            if (Expression.Read(formula, out _) is not { } expression || formula.AsSpan().ContainsAny('{', '}', ':') || expression.Names.Any(name => !names.Contains(name.Name)))
            {
                into.Refuse(item.Line, "formula", Shortened(formula));
            }
        }

        foreach (var range in calculation.Ranges.Where(range => !shown.Contains(range.Name)))
        {
            into.Refuse(item.Line, "number-not-shown", Shortened(range.Name));
        }
    }

    private static bool IsUneven(BankCriterion criterion) =>
        criterion.Levels.Count < 2 || criterion.Levels[0].Points != 0 || criterion.Levels[^1].Points > Essay.MostPoints
        || criterion.Levels.Zip(criterion.Levels.Skip(1)).Any(pair => pair.Second.Points <= pair.First.Points);

    /// <summary>Our rubric is a table: the points stand over its columns, for all criteria.</summary>
    private static bool ShareTheirPoints(IReadOnlyList<BankCriterion> criteria) =>
        criteria.Count == 0 || criteria.All(criterion => criterion.Levels.Select(level => level.Points).SequenceEqual(criteria[0].Levels.Select(level => level.Points)));

    /// <summary>Gaps have a mark each, in their order and in the body; nothing else has one, and numbers are only in calculations.</summary>
    private static bool HasItsMarks(BankItem item)
    {
        var marked = new List<int>();
        var rest = BankMarks.ReplaceGaps(item.Body, number =>
        {
            marked.Add(number);
            return "";
        });
        var gaps = item.Answer is GapsAnswer answer ? answer.Gaps.Count : 0;
        return marked.SequenceEqual(Enumerable.Range(0, gaps))
            && BankTexts.Of(item with { Body = rest }).All(text => !text.Contains('\u0002', StringComparison.Ordinal))
            && BankTexts.Of(item).All(text => !(item.Answer is CalculationAnswer ? BankMarks.ReplaceNumbers(text, _ => "") : text).Contains('\u0003', StringComparison.Ordinal));
    }

    private static void CheckParts(IEnumerable<string> lines, int line, BankReader into)
    {
        var parts = lines.ToArray();
        CheckCount("part-count", parts.Length, PartedQuestion.FewestParts, PartedQuestion.MostParts, line, into);
        CheckDistinct(parts, line, into);
    }

    private static void CheckDistinct(IEnumerable<string> lines, int line, BankReader into)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var words in lines.Select(BankHtml.ToPlain))
        {
            if (words.Length == 0)
            {
                into.Refuse(line, "empty-part");
            }
            else if (!seen.Add(words))
            {
                into.Refuse(line, "same-twice", Shortened(words));
            }
        }
    }

    private static void CheckCount(string code, int count, int fewest, int most, int line, BankReader into)
    {
        if (count < fewest || count > most)
        {
            into.Refuse(line, code, $"{count}", $"{fewest}", $"{most}");
        }
    }

    private static void CheckSomeRight(bool isSomeRight, int line, BankReader into)
    {
        if (!isSomeRight)
        {
            into.Refuse(line, "no-right-answer");
        }
    }

    private static string Written(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..59].TrimEnd('\uD800', '\uDBFF') + "…";
}
