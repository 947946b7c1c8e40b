using System.Globalization;
using System.Text;

namespace Learning.QuestionBanks.Formats;

/// <summary>Writes questions as GIFT. Texts are HTML; typed words, and what is matched on the right, are plain.</summary>
internal sealed class GiftWriter(string language)
{
    private readonly StringBuilder _text = new();
    private readonly List<BankProblem> _problems = [];

    public BankWriting Write(IReadOnlyList<BankItem> items)
    {
        var category = "";
        foreach (var item in items)
        {
            if (GiftKinds.Disguise(item, language) is not { } form)
            {
                _problems.Add(new(item.Line, "cannot-write", [item.Title.Length > 0 ? item.Title : BankHtml.ToPlain(item.Prompt)]));
                continue;
            }

            if (item.Category != category)
            {
                category = item.Category;
                _text.Append("$CATEGORY: ").Append(category.Length > 0 ? category : "$course$/top").Append("\n\n");
            }

            Write(WithPictures(form));
        }

        return new(Encoding.UTF8.GetBytes(_text.ToString()), _problems);
    }

    /// <summary>GIFT has no place for files: a picture stands in its own address.</summary>
    private static GiftForm WithPictures(GiftForm form)
    {
        if (form.Item.Pictures.Count == 0)
        {
            return form;
        }

        var addresses = form.Item.Pictures.ToDictionary(picture => picture.Hash, DataAddress.Write);
        return new(
            BankTexts.Map(form.Item, html => PictureMark.Replace(PictureMark.WithFigures(html), hash => addresses[hash])),
            [.. form.Marks.Select(mark => (mark.Name, PictureMark.Replace(mark.Value, hash => addresses[hash])))]);
    }

    private void Write(GiftForm form)
    {
        var item = form.Item;
        (string Name, string Value)[] marks = [.. item.Id.Length > 0 ? [(GiftMarks.Id, item.Id)] : Array.Empty<(string, string)>(), .. item.Tags.Select(tag => (GiftMarks.Tag, tag)), .. form.Marks];
        if (marks.Length > 0)
        {
            _text.Append("// ").AppendJoin(' ', marks.Select(mark => GiftMarks.Write(mark.Name, mark.Value))).Append('\n');
        }

        if (item.Title.Length > 0)
        {
            _text.Append("::").Append(GiftText.Escape(item.Title)).Append("::");
        }

        var stem = BankText.Join(item);
        var gap = item.Answer is GapsAnswer ? stem.IndexOf(BankMarks.Gap(0), StringComparison.Ordinal) : -1;
        _text.Append("[html]").Append(GiftText.Escape(gap < 0 ? stem : stem[..gap])).Append(gap < 0 ? " {" : "{");
        Answers(item.Answer);
        if (item.Explanation.Length > 0)
        {
            _text.Append("\n\t####").Append(GiftText.Escape(item.Explanation));
        }

        _text.Append('}').Append(gap < 0 ? "" : GiftText.Escape(stem[(gap + BankMarks.Gap(0).Length)..])).Append("\n\n");
    }

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
            case OpinionAnswer opinion:
                for (var i = 0; i < opinion.Options.Count; i++)
                {
                    // Moodle stops at a choice in which nothing earns full marks: so everything does.
                    Answer(opinion.IsMultiple ? $"~%{Share(opinion.Options.Count)}%" : i == 0 ? "=" : "~%100%", Html(opinion.Options[i]), "");
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
                    Answer(wording.IsRight ? "=" : "=%0%", Typed(wording.Text), wording.Feedback);
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
                    Answer("=", $"{Html(pair.Left)} -> {Plain(pair.Right)}", "");
                }

                foreach (var decoy in matching.Decoys)
                {
                    Answer("=", $" -> {Plain(decoy)}", "");
                }

                break;
            case GapsAnswer { Gaps: [var only] }:
                foreach (var text in only.Choices.Count > 0 ? only.Choices : only.Accepted)
                {
                    Answer(only.Accepted.Contains(text) ? "=" : "~", only.Choices.Count > 0 ? Html(BankHtml.FromPlain(text)) : Typed(text), "");
                }

                break;
        }
    }

    /// <summary>What begins like a tag or a weight is kept from being read as one.</summary>
    private static string Html(string line) => (line.StartsWith('[') || line.StartsWith('%') ? "[html]" : "") + GiftText.Escape(line);

    private static string Plain(string text) => (text.StartsWith('[') || text.StartsWith('%') ? "[plain]" : "") + GiftText.Escape(text);

    private static string Typed(string text) => Plain(BankWildcards.Write(text)).Replace(GiftText.Arrow, GiftText.TypedArrow, StringComparison.Ordinal);

    private void Answer(string sign, string text, string feedback) =>
        _text.Append("\n\t").Append(sign).Append(text).Append(feedback.Length > 0 ? $"#{GiftText.Escape(feedback)}" : "");

    private static string Share(int count) => Math.Round(100m / count, 5).ToString("0.#####", CultureInfo.InvariantCulture);

    private static string Written(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
