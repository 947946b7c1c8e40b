using System.Globalization;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// The rubric of an essay and about how many words it should have, for which GIFT has no place: remarks in the comment above, <c>[words:80]</c> and for each criterion
/// <c>[criterion:["what counts",0,"none",1,"some"]]</c>, a list of the criterion and its levels.
/// </summary>
internal static class GiftRubric
{
    private const string Words = "words";
    private const string Criterion = "criterion";

    /// <summary>Name and value of each remark.</summary>
    public static IReadOnlyList<(string Name, string Value)> Marks(EssayAnswer essay) =>
    [
        .. essay.Words is { } words ? [(Words, words.ToString(CultureInfo.InvariantCulture))] : Array.Empty<(string, string)>(),
        .. essay.Criteria.Select(c => (Criterion, GiftMarks.List([c.Text, .. c.Levels.SelectMany(l => new object[] { l.Points, l.Text })]))),
    ];

    /// <summary>The essay with what the remarks say; a remark that cannot be read says nothing.</summary>
    public static EssayAnswer Read(IReadOnlyList<(string Name, string Value)> marks, int line, BankReader into) => new(
        [.. GiftMarks.Values(marks, Criterion).Select(value => Criteria(value, line, into)).OfType<BankCriterion>()],
        GiftMarks.Values(marks, Words).Select(Count).LastOrDefault(count => count is not null));

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static BankCriterion? Criteria(string json, int line, BankReader into) => GiftMarks.OfList<BankCriterion>(json, values => new(
        into.Line(values[0].Words(), line),
        [.. values.Skip(1).Chunk(2).Select(level => new BankLevel(level[0].GetInt32(), into.Line(level[1].Words(), line)))]));
}
