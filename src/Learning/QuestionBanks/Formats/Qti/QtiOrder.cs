using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Things to put in order: <c>orderInteraction</c>; the declared response is the order.</summary>
internal static class QtiOrder
{
    public static BankItem? Read(QtiItem item, XElement interaction, QtiDeclaration response)
    {
        var choices = interaction.Descendants("simplechoice").DistinctBy(choice => choice.Says("identifier")).ToDictionary(choice => choice.Says("identifier"));
        if (response.Correct.IsNull)
        {
            item.Refuse(interaction, "no-right-answer");
            return null;
        }

        if (response.Correct.Items.Count != choices.Count || !response.Correct.Items.All(choices.ContainsKey))
        {
            item.Refuse(interaction, "order-of-some");
            return null;
        }

        var answer = new OrderingAnswer([.. response.Correct.Items.Select(id => item.LineOf(choices[id]))]);
        return item.Item(answer, QtiKinds.Text(item, interaction), item.Answering.SaidToAll(), QtiKinds.Prompt(item, interaction));
    }
}
