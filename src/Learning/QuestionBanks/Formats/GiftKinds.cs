using System.Globalization;

namespace Learning.QuestionBanks.Formats;

/// <summary>What GIFT has no form for, in one that it has: an order and groups as matches, true and false in words of their own as a choice, a unit as a tag. And back.</summary>
internal static class GiftKinds
{
    private const string Ordering = "ordering";
    private const string Groups = "groups";
    private const string Judged = "true-false";
    private const string Unit = "unit:";

    /// <summary>The question as GIFT can hold it, and the remark for the comment; null where there is no such form.</summary>
    public static (BankItem Item, string Kind)? Disguise(BankItem item) => item.Answer switch
    {
        OrderingAnswer order => (item with { Answer = new MatchingAnswer([.. order.Steps.Select((step, i) => new BankPair(step, (i + 1).ToString(CultureInfo.InvariantCulture)))], []) }, Ordering),
        CategorisingAnswer groups when groups.Groups.All(group => IsPlain(group.Name)) =>
            (item with { Answer = new MatchingAnswer([.. groups.Groups.SelectMany(group => group.Items.Select(thing => new BankPair(thing, BankHtml.ToPlain(group.Name))))], []) }, Groups),
        TrueFalseAnswer judged when judged.TrueText.Length + judged.FalseText.Length > 0 => (item with
        {
            Answer = new ChoiceAnswer(IsMultiple: false, [new(BankHtml.FromPlain(judged.TrueText), judged.IsTrue, judged.TrueFeedback), new(BankHtml.FromPlain(judged.FalseText), !judged.IsTrue, judged.FalseFeedback)]),
        }, Judged),
        NumericAnswer { Unit.Length: > 0 } numbers => (item with { Tags = [.. item.Tags, Unit + numbers.Unit], Answer = numbers with { Unit = "" } }, ""),
        GapsAnswer { Gaps.Count: > 1 } or CategorisingAnswer or CalculationAnswer => null,
        _ => (item, ""),
    };

    /// <summary>The question as it was before <see cref="Disguise"/>; as it is where it was not disguised.</summary>
    public static BankItem Restore(BankItem item, string kind = "") => (item.Answer, kind) switch
    {
        (MatchingAnswer { Decoys.Count: 0 } matching, Ordering) => item with { Answer = new OrderingAnswer([.. matching.Pairs.OrderBy(pair => int.TryParse(pair.Right, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue).Select(pair => pair.Left)]) },
        (MatchingAnswer { Decoys.Count: 0 } matching, Groups) => item with
        {
            Answer = new CategorisingAnswer([.. matching.Pairs.GroupBy(pair => pair.Right, StringComparer.Ordinal).Select(group => new BankGroup(BankHtml.FromPlain(group.Key), [.. group.Select(pair => pair.Left)]))]),
        },
        (ChoiceAnswer { IsMultiple: false, Options: [var first, var second] }, Judged) => item with
        {
            Answer = new TrueFalseAnswer(first.IsRight, first.Feedback, second.Feedback) { TrueText = BankHtml.ToPlain(first.Text), FalseText = BankHtml.ToPlain(second.Text) },
        },
        (NumericAnswer numbers, _) when BankTags.Value(item.Tags, Unit) is { } unit =>
            item with { Tags = [.. item.Tags.Where(tag => !tag.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))], Answer = numbers with { Unit = unit } },
        _ => item,
    };

    private static bool IsPlain(string html) => BankHtml.FromPlain(BankHtml.ToPlain(html)) == html;
}
