using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

internal sealed partial class QtiItemWriting
{
    private void ShortText(ShortTextAnswer words)
    {
        _responses.Add(Declare(
            QtiIds.Response, "single", "string",
            words.Wordings.Where(wording => wording.IsRight).Take(1).Select(wording => wording.Text),
            Map(words.Wordings.Select(wording => (wording.Text, wording.IsRight ? 1m : 0)), isText: true)));
        _rules.Add(SetScore(Mapped(QtiIds.Response)));
        for (var i = 0; i < words.Wordings.Count; i++)
        {
            var wording = words.Wordings[i];
            Say(QtiIds.Answer(i), wording.Feedback);
            if (wording.Feedback.Length > 0)
            {
                var match = E("string-match", ("case-sensitive", "false"));
                match.Add(Variable(QtiIds.Response), Value("string", wording.Text));
                _rules.Add(When(match, AddFeedback(Value("identifier", QtiIds.Answer(i)))));
            }
        }

        AddEntry("");
    }

    private void Numeric(NumericAnswer answer)
    {
        _responses.Add(Declare(QtiIds.Response, "single", "float", answer.Numbers.Where(number => number.IsRight).Take(1).Select(number => Number(number.Value))));
        for (var i = 0; i < answer.Numbers.Count; i++)
        {
            var number = answer.Numbers[i];
            AddNumber(i, Value("float", Number(number.Value)), number.Tolerance, number.IsRight, number.Feedback);
        }

        AddEntry(answer.Unit);
    }

    /// <summary>A wrong number is held against the response too: it may have something to be said, and it is read back.</summary>
    private void AddNumber(int place, XElement number, decimal tolerance, bool isRight, string feedback)
    {
        var equal = tolerance == 0
            ? E("equal", ("tolerance-mode", "exact"))
            : E("equal", ("tolerance-mode", "absolute"), ("tolerance", $"{Number(tolerance)} {Number(tolerance)}"));
        equal.Add(Variable(QtiIds.Response), number);
        Say(QtiIds.Answer(place), feedback);
        _rules.Add(When(
            equal,
            [SetScore(isRight ? Variable(QtiIds.MostScore) : Value("float", "0")), .. feedback.Length > 0 ? [AddFeedback(Value("identifier", QtiIds.Answer(place)))] : Array.Empty<XElement>()]));
    }

    /// <summary>A paragraph with what is typed, and its unit for people to see.</summary>
    private void AddEntry(string unit)
    {
        if (unit.Length > 0)
        {
            _ours["unit"] = unit;
        }

        _interaction.Add(new XElement(
            QtiContent.Qti + "p",
            E("text-entry-interaction", ("response-identifier", QtiIds.Response)),
            unit.Length > 0 ? new XElement(QtiContent.Qti + "span", new XAttribute("data-learning-shown", "unit"), " " + Formats.Xml.BankXml.Valid(unit)) : null));
    }

    private void GapsDeclared(GapsAnswer answer)
    {
        for (var i = 0; i < answer.Gaps.Count; i++)
        {
            var gap = answer.Gaps[i];
            _responses.Add(gap.Choices.Count == 0
                ? Declare(QtiIds.ResponseOf(i), "single", "string", gap.Accepted.Take(1), Map(gap.Accepted.Select(text => (text, 1m)), isText: true))
                : Declare(QtiIds.ResponseOf(i), "single", "identifier", Chosen(gap).Take(1), Map(Chosen(gap).Select(id => (id, 1m)))));
        }

        _rules.Add(SetScore(Of("sum", answer.Gaps.Select((_, i) => Mapped(QtiIds.ResponseOf(i))))));
        SetMost(answer.Gaps.Count);
    }

    private XElement Gap(int number)
    {
        if (_item.Answer is not GapsAnswer { Gaps: var gaps } || number >= gaps.Count)
        {
            return new(QtiContent.Qti + "span");
        }

        if (gaps[number].Choices.Count == 0)
        {
            return E("text-entry-interaction", ("response-identifier", QtiIds.ResponseOf(number)));
        }

        var interaction = E("inline-choice-interaction", ("response-identifier", QtiIds.ResponseOf(number)), ("shuffle", "false"));
        interaction.Add(gaps[number].Choices.Select((text, i) =>
        {
            var choice = E("inline-choice", ("identifier", QtiIds.Choice(i)));
            choice.Value = Formats.Xml.BankXml.Valid(text);
            return choice;
        }));
        return interaction;
    }

    private static IEnumerable<string> Chosen(BankGap gap) => gap.Accepted.Select(text => QtiIds.Choice(gap.Choices.ToList().IndexOf(text)));
}
