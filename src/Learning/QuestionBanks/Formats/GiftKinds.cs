using System.Globalization;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// What GIFT has no form for, in one that it has: an order and groups as matches, true and false in words of their own as a choice, a unit as a tag; several gaps and calculations as
/// <see cref="GiftGaps"/> and <see cref="GiftCalculation"/> do. And back.
/// </summary>
internal static class GiftKinds
{
    private const string Ordering = "ordering";
    private const string Groups = "groups";
    private const string Group = "group";
    private const string Judged = "true-false";
    private const string Unit = "unit:";

    /// <summary>The question as GIFT can hold it; null where there is no such form.</summary>
    public static GiftForm? Disguise(BankItem item, string language) => item.Answer switch
    {
        OrderingAnswer order => new(item with { Answer = new MatchingAnswer([.. order.Steps.Select((step, i) => new BankPair(step, (i + 1).ToString(CultureInfo.InvariantCulture)))], []) }, [(GiftMarks.Kind, Ordering)]),
        CategorisingAnswer groups => new(
            item with { Answer = new MatchingAnswer([.. groups.Groups.SelectMany(group => group.Items.Select(thing => new BankPair(thing, BankHtml.ToPlain(group.Name))))], []) },
            [(GiftMarks.Kind, Groups), .. groups.Groups.Where(group => !IsPlain(group.Name)).Select(group => (Group, GiftMarks.List(group.Name)))]),
        TrueFalseAnswer judged when judged.TrueText.Length + judged.FalseText.Length > 0 => new(
            item with
            {
                Answer = new ChoiceAnswer(IsMultiple: false, [new(BankHtml.FromPlain(judged.TrueText), judged.IsTrue, judged.TrueFeedback), new(BankHtml.FromPlain(judged.FalseText), !judged.IsTrue, judged.FalseFeedback)]),
            },
            [(GiftMarks.Kind, Judged)]),
        NumericAnswer numbers => new(WithUnitAsTag(item, numbers), []),
        GapsAnswer { Gaps.Count: > 1 } gaps => GiftGaps.Disguise(item, gaps),
        CalculationAnswer sum => GiftCalculation.Disguise(item, sum, language) is { Item.Answer: NumericAnswer numbers } form ? form with { Item = WithUnitAsTag(form.Item, numbers) } : null,
        EssayAnswer essay => new(item, GiftRubric.Marks(essay)),
        OpinionAnswer => new(item, [(GiftMarks.Kind, GiftMarks.Survey)]),
        _ => new(item, []),
    };

    /// <summary>The question as it was before <see cref="Disguise"/>, as far as its answers tell; as it is where it was not disguised.</summary>
    public static BankItem Restore(BankItem item, IReadOnlyList<(string Name, string Value)> marks, BankReader into) => (item.Answer, GiftMarks.Value(marks, GiftMarks.Kind)) switch
    {
        (MatchingAnswer { Decoys.Count: 0 } matching, Ordering) => item with { Answer = new OrderingAnswer([.. matching.Pairs.OrderBy(pair => int.TryParse(pair.Right, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue).Select(pair => pair.Left)]) },
        (MatchingAnswer { Decoys.Count: 0 } matching, Groups) => item with { Answer = Grouped(matching, Names(marks, item.Line, into)) },
        (ChoiceAnswer { IsMultiple: false, Options: [var first, var second] }, Judged) when !PictureMark.IsIn(first.Text + second.Text) => item with
        {
            Answer = new TrueFalseAnswer(first.IsRight, first.Feedback, second.Feedback) { TrueText = BankHtml.ToPlain(first.Text), FalseText = BankHtml.ToPlain(second.Text) },
        },
        (NumericAnswer numbers, _) when BankTags.Value(item.Tags, Unit) is { } unit =>
            item with { Tags = [.. item.Tags.Where(tag => !tag.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))], Answer = numbers with { Unit = unit } },
        (EssayAnswer, GiftMarks.Survey) => item with { Answer = new OpinionAnswer(IsMultiple: false, []) },
        (EssayAnswer, _) => item with { Answer = GiftRubric.Read(marks, item.Line, into) },
        _ => item,
    };

    /// <summary>The remarks say that the question is of a kind that shows in its text.</summary>
    public static bool IsDisguised(IReadOnlyList<(string Name, string Value)> marks) => marks.Any(mark => mark.Name is GiftGaps.Gap or GiftCalculation.Number or GiftCalculation.Formula or GiftCalculation.Shown);

    /// <summary>Of which kind; null where the remarks contradict each other, or cannot be read.</summary>
    public static GiftDisguise? Disguise(IReadOnlyList<(string Name, string Value)> marks) =>
        marks.All(mark => mark.Name != GiftGaps.Gap) ? GiftCalculation.Read(marks)
        : marks.All(mark => mark.Name is not (GiftCalculation.Number or GiftCalculation.Formula or GiftCalculation.Shown)) ? GiftGaps.Read(marks)
        : null;

    private static BankItem WithUnitAsTag(BankItem item, NumericAnswer numbers) =>
        numbers.Unit.Length > 0 ? item with { Tags = [.. item.Tags, Unit + numbers.Unit], Answer = numbers with { Unit = "" } } : item;

    private static CategorisingAnswer Grouped(MatchingAnswer matching, IReadOnlyList<string> names) => new(
    [
        .. matching.Pairs.GroupBy(pair => pair.Right, StringComparer.Ordinal)
            .Select(group => new BankGroup(names.FirstOrDefault(name => BankHtml.ToPlain(name) == group.Key) ?? BankHtml.FromPlain(group.Key), [.. group.Select(pair => pair.Left)])),
    ]);

    /// <summary>Names that are more than plain words: the right side of a match has no markup.</summary>
    private static string[] Names(IReadOnlyList<(string Name, string Value)> marks, int line, BankReader into) =>
        [.. GiftMarks.Values(marks, Group).Select(json => GiftMarks.OfList(json, values => into.Line(values[0].Words(), line))).OfType<string>()];

    private static bool IsPlain(string html) => BankHtml.FromPlain(BankHtml.ToPlain(html)) == html;
}
