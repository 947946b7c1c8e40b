using System.Globalization;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>A text of her own: <c>extendedTextInteraction</c>. Our rubric is a rubric block for scorers, a list of what counts with the points of each level beside it.</summary>
internal static class QtiEssay
{
    public static BankItem? Read(QtiItem item, XElement interaction, QtiDeclaration response)
    {
        if (response.Cardinality is "multiple" or "ordered" or "record")
        {
            item.Refuse(interaction, "several-texts");
            return null;
        }

        var rubrics = item.Body.Descendants("rubricblock").Where(rubric => !QtiItem.IsForLearners(rubric)).ToArray();
        var ours = rubrics.SelectMany(rubric => rubric.Descendants("dl")).Where(list => list.Ours("rubric") is not null).ToArray();
        if (rubrics.Length > 0 && ours.Length == 0)
        {
            item.Note("grader-information");
        }

        var answer = new EssayAnswer(
            [.. ours.SelectMany(list => list.Elements("dt")).Select(name => Criterion(item, name))],
            int.TryParse(item.Ours("words"), NumberStyles.None, CultureInfo.InvariantCulture, out var words) && words > 0 ? words : null);
        return item.Item(answer, QtiKinds.Text(item, interaction), item.Answering.SaidToAll(), QtiKinds.Prompt(item, interaction));
    }

    private static BankCriterion Criterion(QtiItem item, XElement name) => new(
        item.LineOf(name),
        [.. name.ElementsAfterSelf().TakeWhile(element => element.Local == "dd").Select(level => new BankLevel(
            int.TryParse(level.Ours("points"), NumberStyles.None, CultureInfo.InvariantCulture, out var points) ? points : -1,
            item.Into.Line(QtiHtml.Of(level, element => element.Ours("shown") is null ? item.InText(element) : ""), BankXml.LineOf(level))))]);
}
