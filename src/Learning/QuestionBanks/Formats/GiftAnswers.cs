using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats;

/// <summary>What stood in the braces: how the question is answered, and what is said to all afterwards.</summary>
internal sealed record GiftAnswer(BankAnswer Answer, string Explanation);

/// <summary>Reads what stands in the braces of a GIFT question. Its signs tell the kind, in the order in which Moodle asks.</summary>
internal sealed partial class GiftAnswers(string text, string format, string kind, int line, BankReader into)
{
    /// <summary>One answer: its sign (= or ~), its weight in per cent (null where none is given), its held text and what is said about it.</summary>
    private sealed record Part(bool IsEqual, decimal? Weight, string Text, string Feedback);

    /// <summary>Null (and a refusal) where it cannot be read.</summary>
    /// <param name="isInSentence">Words of the question stand behind the braces.</param>
    public GiftAnswer? Read(bool isInSentence)
    {
        var general = text.IndexOf("####", StringComparison.Ordinal);
        var explanation = general < 0 ? "" : Blocks(text[(general + 4)..]);
        var answers = (general < 0 ? text : text[..general]).Trim();
        return Answer(answers, isInSentence) is { } answer ? new(answer, explanation) : null;
    }

    private BankAnswer? Answer(string answers, bool isInSentence)
    {
        if (answers.Length == 0)
        {
            return new EssayAnswer([], null);
        }

        if (answers[0] == '#')
        {
            return Numbers(answers[1..].Trim());
        }

        if (TrueOrFalse().Match(answers) is { Success: true } judged)
        {
            return Judged(judged);
        }

        if (answers.Contains('~', StringComparison.Ordinal))
        {
            return Choice(Parts(answers), isInSentence);
        }

        return answers.Contains(GiftText.Arrow, StringComparison.Ordinal) && answers.Contains('=', StringComparison.Ordinal) ? Matching(Parts(answers)) : Words(Parts(answers), isInSentence);
    }

    /// <summary>The first remark is for those who are wrong, the second for those who are right.</summary>
    private TrueFalseAnswer Judged(Match judged)
    {
        var isTrue = judged.Groups["answer"].Value[0] is 'T' or 't';
        var (wrong, right) = (Blocks(judged.Groups["wrong"].Value), Blocks(judged.Groups["right"].Value));
        return isTrue ? new(true, right, wrong) : new(false, wrong, right);
    }

    private BankAnswer? Choice(List<Part> parts, bool isInSentence)
    {
        var isMultiple = !parts.Exists(part => part.IsEqual && part.Weight is null or 100);
        var right = BankWeights.Of([.. parts.Select(part => part.Weight ?? (part.IsEqual ? 100 : 0))], isMultiple, line, into);
        if (right is null)
        {
            return null;
        }

        if (kind == GiftMarks.Survey && right.All(isRight => isRight) && parts.TrueForAll(part => part.Feedback.Length == 0))
        {
            return new OpinionAnswer(isMultiple, [.. parts.Select(part => Line(part.Text))]);
        }

        BankOption[] options = [.. parts.Zip(right, (part, isRight) => new BankOption(Line(part.Text), isRight, Blocks(part.Feedback)))];
        return isInSentence && kind.Length == 0 && !isMultiple && right.Count(isRight => isRight) == 1 && options.All(option => option.Feedback.Length == 0 && IsPlain(option.Text))
            ? new GapsAnswer([new([.. options.Where(option => option.IsRight).Select(option => BankHtml.ToPlain(option.Text))], [.. options.Select(option => BankHtml.ToPlain(option.Text))])])
            : new ChoiceAnswer(isMultiple, options);
    }

    private MatchingAnswer? Matching(List<Part> parts)
    {
        var pairs = new List<BankPair>();
        var decoys = new List<string>();
        foreach (var part in parts)
        {
            var arrow = part.Text.IndexOf(GiftText.Arrow, StringComparison.Ordinal);
            if (arrow < 0)
            {
                into.Refuse(line, "no-match", GiftText.Release(part.Text).Trim());
                return null;
            }

            var (left, right) = (Line(part.Text[..arrow]), PlainText(part.Text[(arrow + GiftText.Arrow.Length)..]));
            if (left.Length > 0)
            {
                pairs.Add(new(left, right));
            }
            else
            {
                decoys.Add(right);
            }
        }

        return new(pairs, decoys);
    }

    private BankAnswer? Words(List<Part> parts, bool isInSentence)
    {
        var wordings = new List<BankWording>();
        foreach (var part in parts)
        {
            var written = PlainText(part.Text).Replace(GiftText.TypedArrow, GiftText.Arrow, StringComparison.Ordinal);
            var isRight = part.Weight is null or 100;
            if (!isRight && part.Weight != 0)
            {
                into.Refuse(line, "partial-credit");
                return null;
            }

            if (BankWildcards.HasWildcard(written))
            {
                if (isRight || !BankWildcards.CatchesAll(written))
                {
                    into.Refuse(line, "wildcard", written);
                    return null;
                }

                into.Note(line, "catch-all");
                continue;
            }

            wordings.Add(new(BankWildcards.Read(written), isRight, Blocks(part.Feedback)));
        }

        return isInSentence && kind.Length == 0 && wordings.TrueForAll(wording => wording.IsRight && wording.Feedback.Length == 0)
            ? new GapsAnswer([new([.. wordings.Select(wording => wording.Text)], [])])
            : new ShortTextAnswer(wordings);
    }

    private NumericAnswer? Numbers(string answers)
    {
        var numbers = new List<BankNumber>();
        foreach (var part in Parts(answers))
        {
            if (part.Weight is not (null or 0 or 100))
            {
                into.Refuse(line, "partial-credit");
                return null;
            }

            var written = PlainText(part.Text);
            var isRight = part is { IsEqual: true, Weight: null or 100 };
            if (!isRight && (written.Length == 0 || BankWildcards.CatchesAll(written)))
            {
                into.Note(line, "catch-all");
                continue;
            }

            if (Number(written) is not var (value, tolerance))
            {
                into.Refuse(line, "not-a-number", written);
                return null;
            }

            numbers.Add(new(value, tolerance, isRight, Blocks(part.Feedback)));
        }

        return new(numbers, "");
    }

    /// <summary>A value, <c>value:tolerance</c> or <c>from..to</c>.</summary>
    private static (decimal Value, decimal Tolerance)? Number(string written)
    {
        var range = written.Split("..", 2);
        if (range.Length == 2)
        {
            return Parse(range[0]) is { } from && Parse(range[1]) is { } to && from <= to ? (from + ((to - from) / 2), (to - from) / 2) : null;
        }

        var pair = written.Split(':', 2);
        var tolerance = pair.Length == 2 ? Parse(pair[1]) : 0;
        return Parse(pair[0]) is { } value && tolerance is { } around ? (value, around) : null;
    }

    /// <summary>Within what can be added up without leaving the range of numbers.</summary>
    private static decimal? Parse(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e24m ? number : null;

    /// <summary>An answer without a sign stands alone: <c>{four}</c>.</summary>
    private static List<Part> Parts(string answers)
    {
        var parts = new List<Part>();
        for (var start = 0; start < answers.Length;)
        {
            var next = answers.AsSpan(start + 1).IndexOfAny('=', '~');
            var end = next < 0 ? answers.Length : start + 1 + next;
            var hasSign = answers[start] is '=' or '~';
            var part = answers[(hasSign ? start + 1 : start)..end].Trim();
            var hash = part.IndexOf('#', StringComparison.Ordinal);
            var (said, feedback) = hash < 0 ? (part, "") : (part[..hash].Trim(), part[(hash + 1)..].Trim());
            var weight = Weight().Match(said);
            parts.Add(new(!hasSign || answers[start] == '=', weight.Success ? Share(weight.Groups[1].Value) : null, said[weight.Length..].Trim(), feedback));
            start = end;
        }

        return parts;
    }

    private static decimal Share(string text) => decimal.Parse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsPlain(string html) => BankHtml.FromPlain(BankHtml.ToPlain(html)) == html;

    private string Line(string held) => GiftText.Format(held, format) is var (its, words) ? into.Line(GiftText.ToHtml(words, its), line) : "";

    private string Blocks(string held) => held.Trim().Length > 0 && GiftText.Format(held, format) is var (its, words) ? into.Blocks(GiftText.ToHtml(words, its), line) : "";

    private static string PlainText(string held) => GiftText.Release(GiftText.Format(held, GiftText.Plain).Text.Replace('\n', ' ')).Trim();

    [GeneratedRegex(@"^(?<answer>TRUE|T|FALSE|F)\s*(?:#(?<wrong>[^#]*)(?:#(?<right>[^#]*))?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TrueOrFalse();

    [GeneratedRegex(@"^%\s*([+-]?\d{1,3}(?:[.,]\d{1,10})?)\s*%", RegexOptions.CultureInvariant)]
    private static partial Regex Weight();
}
