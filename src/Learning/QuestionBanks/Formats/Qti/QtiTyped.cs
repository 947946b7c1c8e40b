using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Interactions in the text: <c>textEntryInteraction</c> and <c>inlineChoiceInteraction</c>. One that stands alone asks for words; a lone one for a number is a number; the others are gaps.</summary>
internal static class QtiTyped
{
    private static readonly HashSet<string> _blocks = ["p", "div", "blockquote", "ul", "ol", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "rubricblock", "itembody"];

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

    /// <summary>No words stand on its line, but those we put there for others. In a list or a table it is part of something.</summary>
    private static bool IsAlone(XElement entry) =>
        IsBlank(entry.NodesBeforeSelf().Reverse()) && IsBlank(entry.NodesAfterSelf()) && (entry.Parent is not { } parent || parent.Local == "itembody" || (_blocks.Contains(parent.Local) ? !parent.Ancestors().Any(IsPart) : !IsPart(parent) && IsAlone(parent)));

    private static bool IsPart(XElement element) => element.Local is "li" or "td" or "th" or "dt" or "dd";

    /// <summary>To the next break or block.</summary>
    private static bool IsBlank(IEnumerable<XNode> nodes) => nodes.TakeWhile(node => node is not XElement element || !(element.Local == "br" || _blocks.Contains(element.Local)))
        .All(node => node is XElement element ? element.Ours("shown") is not null || string.IsNullOrWhiteSpace(element.Value) : node is not XText text || string.IsNullOrWhiteSpace(text.Value));

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
