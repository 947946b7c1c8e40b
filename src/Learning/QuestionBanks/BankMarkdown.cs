using System.Globalization;
using Learning.Questions;

namespace Learning.QuestionBanks;

/// <summary>Where a question of a bank goes in a course: its id, the objective it examines and the lesson (perhaps with the heading) in which to study it; empty where nobody said.</summary>
public sealed record BankPlace(string Id, string Objective, string Lesson);

/// <summary>
/// Writes a question as an author would (docs/authoring.md). What the bank does not say and a course needs (an explanation, something about each option, a rubric) is left out, so that
/// the course's reader names it with its line.
/// </summary>
/// <param name="picture">The address of the picture with a hash.</param>
internal sealed class BankMarkdown(BankItem item, BankPlace place, string language, BankWords words, Func<string, string> picture)
{
    private readonly List<string> _lines = [];
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    private MarkdownText Text => field ??= new(Mark, picture);

    public IReadOnlyList<string> Lines()
    {
        var isGapText = item.Answer is GapsAnswer;
        _lines.Add($"## {Heading()}  {{{Braces()}}}");
        Apart(Text.Blocks(item.Body, mayQuote: !isGapText));
        Answers();
        Apart(MarkdownText.Quote(Text.Blocks(item.Explanation)));
        var sources = BankTags.Values(item.Tags, BankTags.Source).ToArray();
        Apart(sources.Length > 0 ? ["Source: " + string.Join("; ", sources)] : []);
        return _lines;
    }

    private string Heading() => item.Prompt.Length > 0 ? Text.Line(item.Prompt)
        : item.Answer is GapsAnswer ? MarkdownText.Plain(words.FillIn)
        : MarkdownText.Plain(item.Title.Length > 0 && item.Title != item.Id ? item.Title : words.Answer);

    private string Braces()
    {
        string?[] parts =
        [
            "#" + place.Id,
            place.Objective.Length > 0 ? "objective=" + place.Objective : null,
            place.Lesson.Length > 0 ? "lesson=" + place.Lesson : null,
            item.Answer is TrueFalseAnswer ? ".true-false" : null,
            item.Answer is ShortTextAnswer text && text.Wordings.Any(w => w.Text.Any(c => char.IsDigit(c) || c == '±')) ? ".short-text" : null,
            item.Answer is EssayAnswer ? ".essay" : null,
            item.Answer is EssayAnswer { Words: { } count } ? $"words={count.ToString(CultureInfo.InvariantCulture)}" : null,
            item.Tags.Contains(BankTags.HowSure, StringComparer.OrdinalIgnoreCase) ? ".how-sure" : null,
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    private void Answers()
    {
        switch (item.Answer)
        {
            case ChoiceAnswer choice:
                Apart(choice.Options.SelectMany(o => Option(choice.IsMultiple ? (o.IsRight ? "[x]" : "[ ]") : o.IsRight ? "(x)" : "( )", Text.Line(o.Text), o.Feedback)));
                break;
            case OpinionAnswer opinion:
                Apart(opinion.Options.Select(option => $"- {(opinion.IsMultiple ? "[ ]" : "( )")} {Text.Line(option)}"));
                break;
            case TrueFalseAnswer judged:
                Apart(Option(judged.IsTrue ? "(x)" : "( )", MarkdownText.Plain(judged.TrueText.Length > 0 ? judged.TrueText : words.True), judged.TrueFeedback)
                    .Concat(Option(judged.IsTrue ? "( )" : "(x)", MarkdownText.Plain(judged.FalseText.Length > 0 ? judged.FalseText : words.False), judged.FalseFeedback)));
                break;
            case ShortTextAnswer text:
                Typed(text.Wordings.Select(w => (w.Text, w.IsRight, w.Feedback)));
                break;
            case NumericAnswer numeric:
                Typed(numeric.Numbers.Select(n => (Number(n.Value) + Behind(n.Tolerance, numeric.Unit), n.IsRight, n.Feedback)));
                break;
            case CalculationAnswer sum:
                Typed(sum.Formulas.Select(f => ($"{{{f.Expression}}}" + Behind(f.Tolerance, sum.Unit), f.IsRight, f.Feedback)));
                break;
            case OrderingAnswer order:
                Apart(order.Steps.Select((step, i) => $"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {Text.Line(step)}"));
                break;
            case MatchingAnswer matching:
                Apart(MarkdownText.Table(
                [
                    [MarkdownText.Plain(words.Left), MarkdownText.Plain(words.Right)],
                    .. matching.Pairs.Select(pair => new[] { Text.Line(pair.Left), MarkdownText.Plain(pair.Right) }),
                    .. matching.Decoys.Select(decoy => new[] { "", MarkdownText.Plain(decoy) }),
                ]));
                break;
            case CategorisingAnswer groups:
                Apart(groups.Groups.SelectMany(group => group.Items.Select(thing => "  - " + Text.Line(thing)).Prepend("- " + Text.Line(group.Name))));
                break;
            case EssayAnswer { Criteria.Count: > 0 } essay:
                Rubric(essay.Criteria);
                break;
        }
    }

    private void Rubric(IReadOnlyList<BankCriterion> criteria) =>
        Apart(MarkdownText.Table(
        [
            [MarkdownText.Plain(words.Left), .. criteria[0].Levels.Select(level => level.Points.ToString(CultureInfo.InvariantCulture))],
            .. criteria.Select(criterion => new[] { Text.Line(criterion.Text) }.Concat(criterion.Levels.Select(level => Text.Line(level.Text))).ToArray()),
        ]));

    private IEnumerable<string> Option(string brackets, string text, string feedback) =>
        MarkdownText.Quote(Text.Blocks(feedback), "  ").Prepend($"- {brackets} {text}");

    private void Typed(IEnumerable<(string Text, bool IsRight, string Feedback)> answers)
    {
        foreach (var (text, isRight, feedback) in answers)
        {
            Apart([$"{(isRight ? "=" : "!=")} {text}", .. MarkdownText.Quote(Text.Blocks(feedback))]);
        }
    }

    private string Behind(decimal tolerance, string unit) => (tolerance > 0 ? $" ± {Number(tolerance)}" : "") + (unit.Length > 0 ? " " + unit : "");

    private void Apart(IEnumerable<string> lines)
    {
        var written = lines.ToArray();
        if (written.Length > 0)
        {
            _lines.Add("");
            _lines.AddRange(written);
        }
    }

    /// <summary>With the decimal sign of the course's language: there a point may part thousands.</summary>
    private string Number(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture).Replace(".", Numeric.DecimalSign(language), StringComparison.Ordinal);

    /// <summary>A gap with its wordings; a number, the first time with its range.</summary>
    private string Mark(char kind, string inside)
    {
        if (kind == '\u0002' && item.Answer is GapsAnswer gaps)
        {
            var gap = gaps.Gaps[int.Parse(inside, CultureInfo.InvariantCulture)];
            var texts = gap.Choices.Count > 0 ? gap.Choices.Select(choice => (gap.Accepted.Contains(choice) ? "(x) " : "( ) ") + choice) : gap.Accepted;
            return $"{{{{{string.Join(" | ", texts)}}}}}";
        }

        var range = (item.Answer as CalculationAnswer)?.Ranges.FirstOrDefault(r => r.Name == inside);
        return range is not null && _shown.Add(range.Name)
            ? $"{{{range.Name}: {Invariant(range.From)}..{Invariant(range.To)} step {Invariant(range.Step)}}}"
            : $"{{{inside}}}";
    }

    private static string Invariant(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
