using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>
/// What belongs to what: <c>matchInteraction</c>, two sets and pairs between them. Where several things of one set share one of the other, and none of those stays free, they are groups.
/// </summary>
internal static class QtiMatch
{
    public static BankItem? Read(QtiItem item, XElement interaction, QtiDeclaration response)
    {
        var sets = interaction.Elements("simplematchset").Select(set => set.Elements("simpleassociablechoice").ToArray()).ToArray();
        if (sets.Length != 2)
        {
            item.Refuse(interaction, "two-sets");
            return null;
        }

        var pairs = Pairs(response);
        var (left, right) = (sets[0], sets[1]);
        if (pairs.GroupBy(pair => pair.First).Any(group => group.Count() > 1))
        {
            (left, right) = (right, left);   // the groups stand first
            pairs = [.. pairs.Select(pair => (pair.Second, pair.First))];
        }

        var rightOf = pairs.GroupBy(pair => pair.First).ToDictionary(group => group.Key, group => group.ToArray());
        if (pairs.Length == 0 || rightOf.Values.Any(all => all.Length > 1) || left.Any(one => !rightOf.ContainsKey(Id(one))) || pairs.Any(pair => !right.Any(one => Id(one) == pair.Second)))
        {
            item.Refuse(interaction, pairs.Length == 0 ? "no-right-answer" : "many-to-many");
            return null;
        }

        return item.Item(Answer(item, left, right, one => rightOf[Id(one)][0].Second), QtiKinds.Text(item, interaction), item.Answering.SaidToAll(), QtiKinds.Prompt(item, interaction));
    }

    /// <summary><c>associateInteraction</c>: pairs within one set, each thing in one of them at most.</summary>
    public static BankItem? ReadAssociate(QtiItem item, XElement interaction, QtiDeclaration response)
    {
        var things = interaction.Elements("simpleassociablechoice").DistinctBy(Id).ToDictionary(Id);
        var pairs = Pairs(response);
        if (pairs.Length == 0 || pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Any(id => !things.ContainsKey(id)) || pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Count() < 2 * pairs.Length)
        {
            item.Refuse(interaction, pairs.Length == 0 ? "no-right-answer" : "many-to-many");
            return null;
        }

        var paired = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet();
        var answer = new MatchingAnswer(
            [.. pairs.Select(pair => new BankPair(item.LineOf(things[pair.First]), item.PlainOf(things[pair.Second])))],
            [.. things.Values.Where(thing => !paired.Contains(Id(thing))).Select(item.PlainOf)]);
        return item.Item(answer, QtiKinds.Text(item, interaction), item.Answering.SaidToAll(), QtiKinds.Prompt(item, interaction));
    }

    private static BankAnswer Answer(QtiItem item, XElement[] left, XElement[] right, Func<XElement, string> rightOf)
    {
        var counts = left.CountBy(rightOf).ToDictionary();
        var areGroups = item.Kind == QtiKinds.Categorising
            || (item.Kind.Length == 0 && right.Length > 1 && counts.Count == right.Length && counts.Values.Any(count => count > 1));
        return areGroups
            ? new CategorisingAnswer([.. right.Select(group => new BankGroup(item.LineOf(group), [.. left.Where(one => rightOf(one) == Id(group)).Select(item.LineOf)]))])
            : new MatchingAnswer(
                [.. left.Select(one => new BankPair(item.LineOf(one), item.PlainOf(right.First(other => Id(other) == rightOf(one)))))],
                [.. right.Where(one => !counts.ContainsKey(Id(one))).Select(item.PlainOf)]);
    }

    /// <summary>What is declared as right; else what is worth most.</summary>
    private static (string First, string Second)[] Pairs(QtiDeclaration response)
    {
        var most = response.Map.Select(entry => entry.Value).Append(0).Max();
        var declared = response.Correct.IsNull ? response.Map.Where(entry => entry.Value > 0 && entry.Value.Equals(most)).Select(entry => entry.Key) : response.Correct.Items;
        return [.. declared.Select(pair => pair.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1])).Distinct()];
    }

    private static string Id(XElement choice) => choice.Says("identifier");
}
