using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>
/// Things to put into groups. Written as a list of the groups, each with a list of its things below it. The score is the share of things in the right
/// group.
/// </summary>
public sealed record Categorising : PartedQuestion
{
    public const string KindName = "categorising";

    public Categorising()
    {
    }

    [SetsRequiredMembers]
    private Categorising(WrittenQuestion written)
        : base(written)
    {
        var groups = MakeKeys(written.Id, "group", written.Groups.Count);
        Groups = [.. written.Groups.Select((g, i) => new Item(groups[i], g.Name.Html, g.Name.Plain))];

        var keys = MakeKeys(written.Id, "item", written.Groups.Sum(g => g.Items.Count));
        Matches =
        [
            .. written.Groups.SelectMany((g, i) => g.Items.Select(item => (item, group: groups[i])))
                .Select((one, i) => new Match(new Item(keys[i], one.item.Html, one.item.Plain), one.group)),
        ];
    }

    public required IReadOnlyList<Item> Groups { get; init; }

    /// <summary>Each thing with the key of its group.</summary>
    public required IReadOnlyList<Match> Matches { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    protected override IReadOnlyList<string> Keys => [.. Matches.Select(m => m.Item.Key)];

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Categorising? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        CheckCount(written, written.Groups.Count, "groups", faults);
        CheckCount(written, written.Groups.Sum(g => g.Items.Count), "things to put into groups", faults);
        CheckTexts(written.Groups.Select(g => g.Name), faults);
        CheckTexts(written.Groups.SelectMany(g => g.Items), faults);
        foreach (var group in written.Groups.Where(g => g.Items.Count == 0))
        {
            faults.Add(new(group.Name.Place, "empty-group", "Nothing belongs to this group.", "Write what does as a list below it, indented by two spaces."));
        }

        return faults.Count == before ? new(written) : null;
    }

    /// <summary>Keys are made of the question's id and the place, so those of a translation of the same shape are the same.</summary>
    private protected override Question? WithWords(Question words) =>
        words is Categorising other && other.Groups.Count == Groups.Count && other.Matches.Select(m => (m.Item.Key, m.Answer)).SequenceEqual(Matches.Select(m => (m.Item.Key, m.Answer)))
            ? (Categorising)WithTexts(words) with { Groups = other.Groups, Matches = other.Matches }
            : null;

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle)
    {
        var groups = Groups.Select(g => (g.Key, g.Plain)).ToArray();
        return ShowTally(response, marking) with { Parts = [.. Shuffled(Matches, shuffle).Select(m => Part(m.Item.Key, m.Item.Html, groups, response, marking))] };
    }

    protected override string RightValue(string key) => Matches.First(m => m.Item.Key == key).Answer;
}
