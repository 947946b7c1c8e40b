using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>A text whose gaps are filled from one list: <c>gapMatchInteraction</c>.</summary>
internal static class QtiGapMatch
{
    public static BankItem? Read(QtiItem item, XElement interaction, QtiDeclaration response)
    {
        if (interaction.Descendants("gapimg").FirstOrDefault() is { } picture)
        {
            item.Refuse(picture, "cannot-carry-markup", "img");
            return null;
        }

        var words = interaction.Elements("gaptext").DistinctBy(word => word.Says("identifier")).ToDictionary(word => word.Says("identifier"), item.PlainOf);
        var gaps = interaction.Descendants("gap").ToArray();
        if (gaps.Length > item.Into.Limits.MostParts)
        {
            item.Into.RefuseParts(item.Line, gaps.Length);
            return null;
        }

        var pairs = response.Correct.IsNull ? response.Map.Where(entry => entry.Value > 0).Select(entry => entry.Key) : response.Correct.Items;
        var right = pairs.Select(pair => pair.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(pair => pair.Length == 2 && words.ContainsKey(pair[0])).ToLookup(pair => pair[1], pair => words[pair[0]]);
        string[] choices = [.. words.Values.Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (var free in gaps.Where(gap => !right.Contains(gap.Says("identifier"))))
        {
            item.Into.Refuse(BankXml.LineOf(free), "no-right-answer");
        }

        var answer = new GapsAnswer([.. gaps.Select(gap => new BankGap([.. right[gap.Says("identifier")].Distinct()], choices))]);
        var text = QtiHtml.Of(item.Body, Special);
        var prompt = QtiKinds.Prompt(item, interaction);
        return item.Item(answer, text, item.Answering.SaidToAll(), prompt);

        string? Special(XElement element) => element.Local switch
        {
            "gap" => BankMarks.Gap(Array.IndexOf(gaps, element)),
            "gaptext" => "",
            _ when element == interaction => $"{QtiKinds.LongPrompt(item, interaction)}<div>{QtiHtml.Of(element, Special)}</div>",
            _ => item.InText(element),
        };
    }
}
