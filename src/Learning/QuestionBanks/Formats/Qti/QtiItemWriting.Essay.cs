using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

internal sealed partial class QtiItemWriting
{
    private const int LettersOfWord = 6;

    private void Essay(EssayAnswer essay)
    {
        SetMost(essay.Criteria.Count == 0 ? 1 : essay.Criteria.Sum(row => row.Levels.Count > 0 ? row.Levels[^1].Points : 0));
        _responses.Add(Declare(QtiIds.Response, "single", "string", []));
        var interaction = E("extended-text-interaction", ("response-identifier", QtiIds.Response));
        if (essay.Words is { } words)
        {
            _ours["words"] = Number(words);
            interaction.Add(new XAttribute("expected-length", Number(words * LettersOfWord)));
        }

        if (essay.Criteria.Count > 0)
        {
            var rubric = E("rubric-block", ("use", "scoring"), ("view", "scorer"));
            rubric.Add(Of("content-body", new XElement(QtiContent.Qti + "dl", new XAttribute("data-learning-rubric", Number(essay.Criteria.Count)), essay.Criteria.SelectMany(Rubric))));
            _interaction.Add(rubric);
        }

        _interaction.Add(interaction);
    }

    private IEnumerable<XElement> Rubric(BankCriterion row) =>
    [
        new(QtiContent.Qti + "dt", _content.Of(row.Text)),
        .. row.Levels.Select(level => new XElement(
            QtiContent.Qti + "dd",
            new XAttribute("data-learning-points", level.Points),
            new XElement(QtiContent.Qti + "span", new XAttribute("data-learning-shown", "points"), $"{level.Points}: "),
            _content.Of(level.Text))),
    ];
}
