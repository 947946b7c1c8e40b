using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

internal sealed partial class QtiItemWriting
{
    private void Ordering(OrderingAnswer order)
    {
        var ids = order.Steps.Select((_, i) => QtiIds.Choice(i)).ToArray();
        _responses.Add(Declare(QtiIds.Response, "ordered", "identifier", ids));
        _rules.Add(WhenRight(QtiIds.Response));
        var interaction = E("order-interaction", ("response-identifier", QtiIds.Response), ("shuffle", "true"));
        interaction.Add(order.Steps.Select((step, i) => Labelled("simple-choice", ids[i], step)));
        _interaction.Add(interaction);
    }

    private void Matching(MatchingAnswer matching)
    {
        string[] rights = [.. matching.Pairs.Select(pair => pair.Right).Distinct(StringComparer.Ordinal)];
        AddMatch(
            [.. matching.Pairs.Select(pair => pair.Left)],
            [.. rights.Concat(matching.Decoys).Select(BankHtml.FromPlain)],
            [.. matching.Pairs.Select(pair => Array.IndexOf(rights, pair.Right))]);
    }

    private void Categorising(CategorisingAnswer groups) => AddMatch(
        [.. groups.Groups.SelectMany(group => group.Items)],
        [.. groups.Groups.Select(group => group.Name)],
        [.. groups.Groups.SelectMany((group, i) => group.Items.Select(_ => i))]);

    /// <summary>Each on the left has one partner, and each partner as many as it has.</summary>
    private void AddMatch(string[] left, string[] right, int[] partner)
    {
        var pairs = partner.Select((of, i) => $"{QtiIds.Choice(i)} {QtiIds.Other(of)}").ToArray();
        _responses.Add(Declare(QtiIds.Response, "multiple", "directedPair", pairs, Map(pairs.Select(pair => (pair, 1m)))));
        _rules.Add(SetScore(Mapped(QtiIds.Response)));
        SetMost(pairs.Length);
        var interaction = E("match-interaction", ("response-identifier", QtiIds.Response), ("shuffle", "true"), ("max-associations", Number(left.Length)));
        interaction.Add(
            Of("simple-match-set", left.Select((text, i) => Labelled("simple-associable-choice", QtiIds.Choice(i), text, "1"))),
            Of("simple-match-set", right.Select((text, i) => Labelled("simple-associable-choice", QtiIds.Other(i), text, "0"))));
        _interaction.Add(interaction);
    }

    private XElement Labelled(string name, string id, string html, string? most = null)
    {
        var choice = most is null ? E(name, ("identifier", id)) : E(name, ("identifier", id), ("match-max", most));
        choice.Add(_content.Of(html));
        return choice;
    }
}
