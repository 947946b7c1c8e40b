using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>A question in which nothing is right or wrong: a choice or a text for which no right response is declared, and nothing is earned by any.</summary>
internal static class QtiSurvey
{
    /// <summary>Ours say so. Of others a choice is one where neither a right response, nor a mapping, nor a rule says what is right.</summary>
    public static bool Is(QtiItem item, XElement interaction, QtiDeclaration response) => interaction.Local switch
    {
        "choiceinteraction" => response is { Correct.IsNull: true, HasMapping: false } && (item.Kind == QtiKinds.Survey || (item.Kind.Length == 0 && item.Processing is null)),
        "extendedtextinteraction" => item.Kind == QtiKinds.Survey,
        _ => false,
    };

    public static BankItem? Read(QtiItem item, XElement interaction, QtiDeclaration response)
    {
        var options = interaction.Descendants("simplechoice").ToArray();
        if (options.Length > item.Into.Limits.MostParts)
        {
            item.Into.RefuseParts(item.Line, options.Length);
            return null;
        }

        var isMultiple = options.Length > 0 && response.Cardinality != "single" && interaction.Says("maxchoices") != "1";
        return item.Item(new OpinionAnswer(isMultiple, [.. options.Select(item.LineOf)]), QtiKinds.Text(item, interaction), item.Answering.SaidToAll(), QtiKinds.Prompt(item, interaction));
    }
}
