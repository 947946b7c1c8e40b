using System.Globalization;
using System.Text;

namespace Learning.QuestionBanks.Formats;

/// <summary>Writes questions as GIFT. Texts are HTML; typed words, and what is matched on the right, are plain.</summary>
internal sealed class GiftWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<BankProblem> _problems = [];

    public BankWriting Write(IReadOnlyList<BankItem> items)
    {
        var category = "";
        foreach (var item in items)
        {
            if (GiftKinds.Disguise(item) is not var (held, kind) || CannotBeSaid(held))
            {
                _problems.Add(new(item.Line, "cannot-write", [item.Title.Length > 0 ? item.Title : BankHtml.ToPlain(item.Prompt)]));
                continue;
            }

            if (item.Category != category)
            {
                category = item.Category;
                _text.Append("$CATEGORY: ").Append(category.Length > 0 ? category : "$course$/top").Append("\n\n");
            }

            Write(held, kind);
        }

        return new(Encoding.UTF8.GetBytes(_text.ToString()), _problems);
    }

    /// <summary>An arrow in a typed answer would make matches of it, and has no escape.</summary>
    private static bool CannotBeSaid(BankItem item) => item.Answer switch
    {
        GapsAnswer { Gaps: [{ Choices.Count: 0 } gap] } => gap.Accepted.Any(HasArrow),
        ShortTextAnswer words => words.Wordings.Any(wording => HasArrow(wording.Text)),
        _ => false,
    };

    private static bool HasArrow(string text) => text.Contains("->", StringComparison.Ordinal);

    private void Write(BankItem item, string kind)
    {
        string[] marks = [.. item.Id.Length > 0 ? [Mark("id", item.Id)] : Array.Empty<string>(), .. item.Tags.Select(tag => Mark("tag", tag)), .. kind.Length > 0 ? [Mark("kind", kind)] : Array.Empty<string>(),
            .. item.Answer is EssayAnswer essay ? GiftRubric.Marks(essay).Select(mark => Mark(mark.Name, mark.Value)) : []];
        if (marks.Length > 0)
        {
            _text.Append("// ").AppendJoin(' ', marks).Append('\n');
        }

        if (item.Title.Length > 0)
        {
            _text.Append("::").Append(GiftText.Escape(item.Title)).Append("::");
        }

        var stem = BankText.Join(item);
        var gap = item.Answer is GapsAnswer ? stem.IndexOf(BankMarks.Gap(0), StringComparison.Ordinal) : -1;
        _text.Append("[html]").Append(GiftText.Escape(gap < 0 ? stem : stem[..gap])).Append(" {");
        Answers(item.Answer);
        if (item.Explanation.Length > 0)
        {
            _text.Append("\n\t####").Append(GiftText.Escape(item.Explanation));
        }

        _text.Append('}').Append(gap < 0 ? "" : GiftText.Escape(stem[(gap + BankMarks.Gap(0).Length)..])).Append("\n\n");
    }

    private static string Mark(string name, string value) => $"[{name}:{value.Replace("]", "\\]", StringComparison.Ordinal)}]";

    private void Answers(BankAnswer answer)
    {
        switch (answer)
        {
            case ChoiceAnswer choice:
                var count = choice.Options.Count(option => option.IsRight);
                foreach (var option in choice.Options)
                {
                    Answer(choice.IsMultiple ? $"~%{Share(option.IsRight ? count : -count)}%" : option.IsRight ? "=" : "~", Html(option.Text), option.Feedback);
                }

                break;
            case TrueFalseAnswer judged:
                _text.Append(judged.IsTrue ? "TRUE" : "FALSE");
                var (wrong, right) = judged.IsTrue ? (judged.FalseFeedback, judged.TrueFeedback) : (judged.TrueFeedback, judged.FalseFeedback);
                _text.Append(wrong.Length + right.Length > 0 ? $"#{GiftText.Escape(wrong)}" : "").Append(right.Length > 0 ? $"#{GiftText.Escape(right)}" : "");
                break;
            case ShortTextAnswer words:
                foreach (var wording in words.Wordings)
                {
                    Answer(wording.IsRight ? "=" : "=%0%", Plain(wording.Text), wording.Feedback);
                }

                break;
            case NumericAnswer numbers:
                _text.Append('#');
                foreach (var number in numbers.Numbers)
                {
                    Answer(number.IsRight ? "=" : "=%0%", $"{Written(number.Value)}:{Written(number.Tolerance)}", number.Feedback);
                }

                break;
            case MatchingAnswer matching:
                foreach (var pair in matching.Pairs)
                {
                    Answer("=", $"{Html(pair.Left)} -> {Plain(pair.Right, hasWildcards: false)}", "");
                }

                foreach (var decoy in matching.Decoys)
                {
                    Answer("=", $" -> {Plain(decoy, hasWildcards: false)}", "");
                }

                break;
            case GapsAnswer { Gaps: [var only] }:
                foreach (var text in only.Choices.Count > 0 ? only.Choices : only.Accepted)
                {
                    Answer(only.Accepted.Contains(text) ? "=" : "~", only.Choices.Count > 0 ? Html(BankHtml.FromPlain(text)) : Plain(text), "");
                }

                break;
        }
    }

    /// <summary>What begins like a tag or a weight is kept from being read as one.</summary>
    private static string Html(string line) => (line.StartsWith('[') || line.StartsWith('%') ? "[html]" : "") + GiftText.Escape(line);

    private static string Plain(string text, bool hasWildcards = true) =>
        (text.StartsWith('[') || text.StartsWith('%') ? "[plain]" : "") + GiftText.Escape(hasWildcards ? BankWildcards.Write(text) : text);

    private void Answer(string sign, string text, string feedback) =>
        _text.Append("\n\t").Append(sign).Append(text).Append(feedback.Length > 0 ? $"#{GiftText.Escape(feedback)}" : "");

    private static string Share(int count) => Math.Round(100m / count, 5).ToString("0.#####", CultureInfo.InvariantCulture);

    private static string Written(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
