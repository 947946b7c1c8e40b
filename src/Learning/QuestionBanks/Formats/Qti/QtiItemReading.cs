using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Reads an item: finds out by its interactions what kind of question it is, and leaves the rest to that kind.</summary>
internal static class QtiItemReading
{
    private static readonly HashSet<string> _inline = ["textentryinteraction", "inlinechoiceinteraction"];

    public static void Read(XElement element, BankReader into)
    {
        var before = into.Refusals;
        if (Question(new(element, into)) is { } question && into.Refusals == before)
        {
            into.Take(question);
        }
    }

    private static BankItem? Question(QtiItem item)
    {
        if (item.IsAdaptive)
        {
            item.Into.Refuse(item.Line, "adaptive");
            return null;
        }

        if (item.Elsewhere is { } elsewhere)
        {
            item.Refuse(elsewhere, "text-elsewhere", elsewhere.Says("href"));
            return null;
        }

        if (item.Kind == QtiKinds.Calculation)
        {
            return QtiCalculation.Read(item);
        }

        if (item.HasTemplate)
        {
            item.Into.Refuse(item.Line, "template");
            return null;
        }

        if (item.Interactions.Count > item.Into.Limits.MostParts)
        {
            item.Into.RefuseParts(item.Line, item.Interactions.Count);
            return null;
        }

        if (item.Interactions.Count > 0 && item.Interactions.All(one => _inline.Contains(one.Local)))
        {
            return QtiTyped.Read(item);
        }

        return item.Interactions switch
        {
            [] => Refused(item, item.Body, "description"),
            [var one] => Block(item, one),
            [_, var second, ..] => Refused(item, second, "several-interactions", second.Local),
        };
    }

    private static BankItem? Block(QtiItem item, XElement interaction)
    {
        if (item.Response(interaction) is not { } response)
        {
            return Refused(item, interaction, "no-response-declared");
        }

        return interaction.Local switch
        {
            _ when QtiSurvey.Is(item, interaction, response) => QtiSurvey.Read(item, interaction, response),
            "choiceinteraction" => QtiChoice.Read(item, interaction, response),
            "orderinteraction" => QtiOrder.Read(item, interaction, response),
            "matchinteraction" => QtiMatch.Read(item, interaction, response),
            "associateinteraction" => QtiMatch.ReadAssociate(item, interaction, response),
            "gapmatchinteraction" => QtiGapMatch.Read(item, interaction, response),
            "extendedtextinteraction" => QtiEssay.Read(item, interaction, response),
            var other => Refused(item, interaction, "other-kind", other),
        };
    }

    private static BankItem? Refused(QtiItem item, XElement at, string code, params string[] arguments)
    {
        item.Refuse(at, code, arguments);
        return null;
    }
}
