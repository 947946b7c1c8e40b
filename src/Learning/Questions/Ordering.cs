using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>One thing with a key: inline HTML, and the same without markup.</summary>
public sealed record Item(string Key, string Html, string Plain);

/// <summary>
/// Things to put in order. Written as a numbered list in the right order. Each thing gets a place; the score is the share of neighbours that follow
/// each other as they should: one thing in the wrong place costs little, also at the beginning.
/// </summary>
public sealed record Ordering : PartedQuestion
{
    public const string KindName = "ordering";

    public Ordering()
    {
    }

    [SetsRequiredMembers]
    private Ordering(WrittenQuestion written)
        : base(written)
    {
        var keys = MakeKeys(written.Id, "item", written.Steps.Count);
        Items = [.. written.Steps.Select((step, i) => new Item(keys[i], step.Html, step.Plain))];
    }

    /// <summary>In the right order.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    protected override IReadOnlyList<string> Keys => [.. Items.Select(i => i.Key)];

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Ordering? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        CheckCount(written, written.Steps.Count, "things to put in order", faults);
        CheckTexts(written.Steps, faults);
        return faults.Count == before ? new(written) : null;
    }

    private protected override Question? WithWords(Question words) =>
        words is Ordering other && other.Items.Count == Items.Count ? (Ordering)WithTexts(words) with { Items = other.Items } : null;

    protected override Tally Count(Response response)
    {
        var places = Items.Select(item => Place(response, item.Key)).ToArray();
        return new(places.Zip(places.Skip(1)).Count(pair => pair.First > 0 && pair.Second == pair.First + 1), Items.Count - 1);
    }

    public override UnclearAnswer? FindUnclear(Response response) =>
        Items.Select(item => Place(response, item.Key)).Where(place => place > 0).GroupBy(place => place).FirstOrDefault(same => same.Count() > 1) is { } taken
            ? new("Quiz.SamePlace", taken.Key)
            : null;

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle)
    {
        var places = Enumerable.Range(1, Items.Count).Select(Named).ToArray();
        var isOrder = FindUnclear(response) is null;
        return ShowTally(response, marking) with
        {
            Parts = [.. (marking is null ? AsAsked(response, shuffle) : Items).Select(item => Part(item.Key, item.Html, places.Select(p => (p, p)), response, marking)).Select(part => isOrder ? part : part with { IsRight = marking is null ? null : false })],
        };
    }

    protected override string RightValue(string key) => Named(Items.ToList().FindIndex(i => i.Key == key) + 1);

    /// <summary>As she has put them so far, else shuffled, and never by chance as they should be.</summary>
    private Item[] AsAsked(Response response, Random? shuffle)
    {
        var order = Shuffled(Items, shuffle);
        if (shuffle is not null && order.SequenceEqual(Items))
        {
            (order[0], order[^1]) = (order[^1], order[0]);
        }

        return response.IsBlank ? order : [.. order.OrderBy(item => Place(response, item.Key) is > 0 and var place ? place : int.MaxValue)];
    }

    private int Place(Response response, string key) =>
        int.TryParse(Given(response, key), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place <= Items.Count ? place : 0;

    private static string Named(int place) => place.ToString(CultureInfo.InvariantCulture);
}
