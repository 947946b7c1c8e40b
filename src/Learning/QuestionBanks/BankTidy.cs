using System.Text;
using Learning.Questions;

namespace Learning.QuestionBanks;

/// <summary>Brings the plain texts of a question into the form in which they are compared and written: one line, single spaces, no control characters.</summary>
internal static class BankTidy
{
    public static BankItem Tidy(BankItem item) => item with
    {
        Id = Plain(item.Id),
        Title = Plain(item.Title),
        Category = Plain(item.Category),
        Tags = [.. item.Tags.Select(Plain).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)],
        Answer = item.Answer switch
        {
            TrueFalseAnswer answer => answer with { TrueText = Plain(answer.TrueText), FalseText = Plain(answer.FalseText) },
            ShortTextAnswer answer => new ShortTextAnswer(WithoutRepeats([.. answer.Wordings.Select(w => w with { Text = Plain(w.Text) })])),
            NumericAnswer answer => answer with { Unit = Plain(answer.Unit) },
            MatchingAnswer answer => Tidy(answer),
            GapsAnswer answer => new GapsAnswer([.. answer.Gaps.Select(gap => new BankGap([.. gap.Accepted.Select(Plain)], [.. gap.Choices.Select(Plain)]))]),
            CalculationAnswer answer => answer with { Unit = Plain(answer.Unit) },
            _ => item.Answer,
        },
    };

    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune) && rune.Value != '\u00A0';
            if (isSpace ? plain.Length > 0 && plain[^1] != ' ' : !Rune.IsControl(rune) && rune.Value is not ('\uFFFE' or '\uFFFF'))
            {
                plain.Append(isSpace ? " " : rune.ToString());
            }
        }

        return plain.ToString().Trim();
    }

    /// <summary>"paris" beside "Paris" says nothing new to us: case and accents do not matter.</summary>
    private static List<BankWording> WithoutRepeats(IReadOnlyList<BankWording> wordings)
    {
        var kept = new List<BankWording>();
        foreach (var wording in wordings)
        {
            var same = kept.FindIndex(other => other.IsRight == wording.IsRight && ShortText.Fold(other.Text) == ShortText.Fold(wording.Text));
            if (same < 0)
            {
                kept.Add(wording);
            }
            else if (kept[same].Feedback.Length == 0)
            {
                kept[same] = kept[same] with { Feedback = wording.Feedback };
            }
        }

        return kept;
    }

    /// <summary>A decoy that belongs to something after all is none.</summary>
    private static MatchingAnswer Tidy(MatchingAnswer answer)
    {
        BankPair[] pairs = [.. answer.Pairs.Select(pair => pair with { Right = Plain(pair.Right) })];
        return new(pairs, [.. answer.Decoys.Select(Plain).Where(decoy => decoy.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(decoy => !pairs.Any(pair => pair.Right.Equals(decoy, StringComparison.OrdinalIgnoreCase)))]);
    }
}
