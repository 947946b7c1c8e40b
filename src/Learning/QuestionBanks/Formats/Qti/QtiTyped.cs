using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Interactions in the text: <c>textEntryInteraction</c> and <c>inlineChoiceInteraction</c>. One that stands alone asks for words; a lone one for a number is a number; the others are gaps.</summary>
internal static class QtiTyped
{
    /// <summary>Stands in a text where a single answer was to be typed in the middle of it.</summary>
    private const string Blank = "___";

    public static BankItem? Read(QtiItem item)
    {
        foreach (var one in item.Interactions)
        {
            if (item.Response(one) is not { Cardinality: "single" })
            {
                item.Refuse(one, "no-response-declared");
                return null;
            }
        }

        if (item.Interactions is [{ Local: "textentryinteraction" } entry] && item.Kind != QtiKinds.Gaps)
        {
            var response = item.Response(entry)!;
            if (item.Kind == QtiKinds.Numeric || (item.Kind.Length == 0 && QtiNumbers.Asks(item, response)))
            {
                return QtiNumbers.Read(item, response, Text(item, entry));
            }

            if (item.Kind == QtiKinds.ShortText || IsAlone(entry))
            {
                return ShortText(item, response, Text(item, entry));
            }
        }

        return Gaps(item);
    }

    private static string Text(QtiItem item, XElement entry) =>
        QtiHtml.Of(item.Body, element => element == entry ? IsAlone(entry) ? "" : Blank : element.Ours("shown") is null ? item.InText(element) : "");

    /// <summary>No words stand beside it in its paragraph, but those we put there for others.</summary>
    private static bool IsAlone(XElement entry)
    {
        var block = entry.Ancestors().FirstOrDefault(element => element.Local is "p" or "div" or "li" or "td" or "th" or "blockquote" or "itembody") ?? entry;
        return block.DescendantNodes().OfType<XText>().All(text => string.IsNullOrWhiteSpace(text.Value) || text.Ancestors().Any(element => element.Ours("shown") is not null || element == entry)
            || (block.Local is "itembody" or "div" && text.Ancestors().TakeWhile(element => element != block).Any(element => element.Local is "p" or "div" or "ul" or "ol" or "table" or "blockquote")));
    }

    private static BankItem ShortText(QtiItem item, QtiDeclaration response, string text)
    {
        var wordings = QtiWordings.Of(item, response);
        var (each, all) = item.Answering.SaidOf(response, [.. wordings.Select(wording => wording.Text)], isAnswerElse: true);
        return item.Item(new ShortTextAnswer([.. wordings.Select((wording, i) => new BankWording(wording.Text, wording.IsRight, each[i]))]), text, all);
    }

    private static BankItem Gaps(QtiItem item)
    {
        var gaps = item.Interactions.Select(one => one.Local == "textentryinteraction" ? Typed(item, one) : Chosen(item, one)).ToArray();
        var interactions = item.Interactions.ToList();
        var text = QtiHtml.Of(item.Body, element => interactions.IndexOf(element) is >= 0 and var number ? BankMarks.Gap(number) : item.InText(element));
        return item.Item(new GapsAnswer(gaps), text, item.Answering.SaidToAll());
    }

    private static BankGap Typed(QtiItem item, XElement entry)
    {
        if (item.Response(entry) is { } response && QtiNumbers.Tolerances(item, response).Any(within => within.Most > within.Least))
        {
            item.Refuse(entry, "gap-tolerance");
        }

        return new([.. QtiWordings.Of(item, item.Response(entry)!).Where(wording => wording.IsRight).Select(wording => wording.Text)], []);
    }

    private static BankGap Chosen(QtiItem item, XElement interaction)
    {
        var response = item.Response(interaction)!;
        var choices = interaction.Elements("inlinechoice").Select(choice => (Id: choice.Says("identifier"), Text: item.PlainOf(choice))).ToArray();
        var scores = item.Answering.Scores(response, [.. choices.Select(choice => choice.Id)]);
        var rights = response.Correct.IsNull
            ? choices.Where((_, i) => scores[i] > 0 && scores[i].Equals(scores.Max()))
            : choices.Where(choice => response.Correct.Items.Contains(choice.Id));
        return new([.. rights.Select(choice => choice.Text)], [.. choices.Select(choice => choice.Text)]);
    }
}
