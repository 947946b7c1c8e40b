using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

internal sealed partial class QtiItemWriting
{
    private static readonly Dictionary<string, (string True, string False)> _words = new()
    {
        ["fr"] = ("Vrai", "Faux"),
        ["es"] = ("Verdadero", "Falso"),
        ["ar"] = ("صحيح", "خطأ"),
    };

    /// <summary>Of several, each right one earns one and each wrong one takes one, never below nought.</summary>
    private void Choice(ChoiceAnswer choice)
    {
        var ids = choice.Options.Select((_, i) => QtiIds.Choice(i)).ToArray();
        var right = ids.Where((_, i) => choice.Options[i].IsRight).ToArray();
        if (choice.IsMultiple)
        {
            _responses.Add(Declare(QtiIds.Response, "multiple", "identifier", right, Map(ids.Select((id, i) => (id, choice.Options[i].IsRight ? 1m : -1m)), isBounded: true)));
            _rules.Add(SetScore(Mapped(QtiIds.Response)));
            SetMost(right.Length);
        }
        else
        {
            _responses.Add(Declare(QtiIds.Response, "single", "identifier", right));
            _rules.Add(WhenRight(QtiIds.Response));
        }

        AddOptions(ids, choice.Options, isShuffled: true, choice.IsMultiple ? "0" : "1");
    }

    private void TrueFalse(TrueFalseAnswer answer)
    {
        var (yes, no) = _words.GetValueOrDefault(_language.Split('-')[0], ("True", "False"));
        if (answer.TrueText.Length == 0 && answer.FalseText.Length == 0)
        {
            _ours["words"] = "none";
        }
        else
        {
            (yes, no) = (answer.TrueText, answer.FalseText);
        }

        _responses.Add(Declare(QtiIds.Response, "single", "identifier", [answer.IsTrue ? "true" : "false"]));
        _rules.Add(WhenRight(QtiIds.Response));
        AddOptions(
            ["true", "false"],
            [new(BankHtml.FromPlain(yes), answer.IsTrue, answer.TrueFeedback), new(BankHtml.FromPlain(no), !answer.IsTrue, answer.FalseFeedback)],
            isShuffled: false,
            "1");
    }

    private void AddOptions(string[] ids, IReadOnlyList<BankOption> options, bool isShuffled, string most)
    {
        var interaction = E("choice-interaction", ("response-identifier", QtiIds.Response), ("shuffle", isShuffled ? "true" : "false"), ("max-choices", most));
        for (var i = 0; i < ids.Length; i++)
        {
            var choice = E("simple-choice", ("identifier", ids[i]));
            choice.Add(_content.Of(options[i].Text));
            interaction.Add(choice);
            Say(ids[i], options[i].Feedback);
        }

        if (_said.Count > 0)
        {
            _rules.Add(AddFeedback(Variable(QtiIds.Response)));
        }

        _interaction.Add(interaction);
    }
}
