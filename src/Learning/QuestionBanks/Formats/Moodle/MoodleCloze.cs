using System.Text;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>A text with gaps: <c>cloze</c>, with <c>{1:SHORTANSWER:=maternity~=birth}</c> or <c>{1:MULTICHOICE:=45~40~60}</c> in it. A single number with a tolerance is a number and no gap.</summary>
internal static class MoodleCloze
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        var pieces = ClozeField.Find(question.Text);
        var fields = pieces.Select(piece => piece.Field).OfType<ClozeField>().ToArray();
        if (fields.Length == 0)
        {
            return question.Refuse("no-gaps");
        }

        if (fields.Length > question.Into.Limits.MostParts)
        {
            question.Into.RefuseParts(question.Line, fields.Length);
            return null;
        }

        if (fields.Select(field => field.Weight).Distinct().Count() > 1)
        {
            question.Note("gaps-weigh-alike");
        }

        if (fields.Any(field => field.Answers.Any(answer => answer.Feedback.Length > 0)))
        {
            question.Note("gap-feedback");
        }

        return fields is [{ Kind: ClozeKind.Number } only] ? Number(question, only, pieces) : Gaps(question, fields, pieces);
    }

    public static string Write(string html, GapsAnswer answer)
    {
        var written = html.Replace("{", "&#123;", StringComparison.Ordinal);
        return BankMarks.ReplaceGaps(written, number => Field(answer.Gaps[number]));
    }

    private static string Field(BankGap gap) => gap.Choices.Count == 0
        ? $"{{1:SHORTANSWER:{string.Join('~', gap.Accepted.Select(text => "=" + BankWildcards.Write(ClozeField.Escape(text))))}}}"
        : $"{{1:MULTICHOICE:{string.Join('~', gap.Choices.Select(text => (gap.Accepted.Contains(text) ? "=" : "") + ClozeField.Escape(text)))}}}";

    private static GapsAnswer? Gaps(MoodleQuestion question, ClozeField[] fields, IReadOnlyList<ClozePiece> pieces)
    {
        var gaps = new List<BankGap>();
        foreach (var field in fields)
        {
            if (Gap(question, field) is { } gap)
            {
                gaps.Add(gap);
            }
        }

        var text = new StringBuilder();
        var number = 0;
        foreach (var piece in pieces)
        {
            text.Append(piece.Field is null ? piece.Text : BankMarks.Gap(number++));
        }

        question.Text = text.ToString();
        return gaps.Count == fields.Length ? new(gaps) : null;
    }

    private static BankGap? Gap(MoodleQuestion question, ClozeField field)
    {
        switch (field.Kind)
        {
            case ClozeKind.Several:
                question.Refuse("several-in-gap");
                return null;
            case ClozeKind.Choice:
                var choices = field.Answers.Select(answer => Plain(question, answer)).ToArray();
                return new([.. field.Answers.Zip(choices).Where(pair => IsRight(question, pair.First)).Select(pair => pair.Second)], choices);
            case ClozeKind.Number when field.Answers.Any(answer => answer is { Percent: >= 100, Tolerance: > 0 }):
                question.Refuse("gap-tolerance");
                return null;
            default:
                var right = field.Answers.Where(answer => IsRight(question, answer)).ToArray();
                if (right.FirstOrDefault(answer => answer.IsWild) is { } wild)
                {
                    question.Refuse("wildcard", wild.Text);
                    return null;
                }

                return new([.. right.Select(answer => Plain(question, answer)).Distinct(StringComparer.Ordinal)], []);
        }
    }

    private static NumericAnswer? Number(MoodleQuestion question, ClozeField field, IReadOnlyList<ClozePiece> pieces)
    {
        var numbers = new List<BankNumber>();
        foreach (var answer in field.Answers.Where(answer => !answer.IsWild))
        {
            if (MoodleQuestion.Number(Plain(question, answer)) is not { } value)
            {
                question.Refuse("not-a-number", answer.Text);
                return null;
            }

            numbers.Add(new(value, answer.Tolerance, IsRight(question, answer), ""));
        }

        question.Text = string.Concat(pieces.Select(piece => piece.Field is null ? piece.Text : "___"));
        return new(numbers, "");
    }

    private static string Plain(MoodleQuestion question, ClozeAnswer answer) => MoodleText.PlainFrom(answer.Text, question.Line, question.Into);

    private static bool IsRight(MoodleQuestion question, ClozeAnswer answer)
    {
        if (answer.Percent is > 0 and < 100)
        {
            question.Refuse("partial-credit");
        }

        return answer.Percent >= 100;
    }
}

/// <summary>Gaps to choose for from one list: <c>gapselect</c> and <c>ddwtos</c>, with <c>[[1]]</c> in the text; a choice belongs to a group, and a gap offers the group of what is right in it.</summary>
internal static class MoodleWordGaps
{
    public static BankAnswer? Read(MoodleQuestion question)
    {
        var name = question.Type == "ddwtos" ? "dragbox" : "selectoption";
        var words = question.Elements(name).Select(choice => (
            Text: MoodleText.PlainFrom(MoodleText.Html(choice), question.Line, question.Into),
            Group: MoodleText.Plain(choice.Element("group")) is { Length: > 0 } group ? group : "1")).ToArray();
        var gaps = new List<BankGap>();
        var text = new StringBuilder();
        var rest = question.Text.AsSpan();
        while (rest.IndexOf("[[") is var start && start >= 0 && rest[start..].IndexOf("]]") is var length && length >= 0)
        {
            var isGap = int.TryParse(rest.Slice(start + 2, length - 2).Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number);
            if (isGap && (number < 1 || number > words.Length))
            {
                return question.Refuse("no-such-choice", $"[[{number}]]");
            }

            if (gaps.Count > question.Into.Limits.MostParts)
            {
                question.Into.RefuseParts(question.Line, gaps.Count);
                return null;
            }

            text.Append(rest[..start]).Append(isGap ? BankMarks.Gap(gaps.Count) : rest.Slice(start, length + 2));
            rest = rest[(start + length + 2)..];
            if (isGap)
            {
                var right = words[number - 1];
                gaps.Add(new([right.Text], [.. words.Where(word => word.Group == right.Group).Select(word => word.Text).Distinct(StringComparer.OrdinalIgnoreCase)]));
            }
        }

        question.Text = text.Append(rest).ToString();
        return gaps.Count > 0 ? new GapsAnswer(gaps) : question.Refuse("no-gaps");
    }
}
