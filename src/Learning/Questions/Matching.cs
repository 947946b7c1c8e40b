using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>What belongs to what: the key of the answer that is right for an item.</summary>
public sealed record Match(Item Item, string Answer);

/// <summary>
/// Things to match. Written as a table of two columns; the right side of a row without a left side is one too many, to make it less easy. The score is
/// the share of matches that are right.
/// </summary>
public sealed record Matching : PartedQuestion
{
    public const string KindName = "matching";

    public Matching()
    {
    }

    [SetsRequiredMembers]
    private Matching(WrittenQuestion written)
        : base(written)
    {
        var texts = written.Pairs.Select(p => p.Right.Plain).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var answers = MakeKeys(written.Id, "answer", texts.Length);
        Answers = [.. texts.Select((text, i) => new Item(answers[i], text, text))];

        var left = written.Pairs.Where(p => p.Left.Plain.Length > 0).ToArray();
        var keys = MakeKeys(written.Id, "item", left.Length);
        Matches =
        [
            .. left.Select((pair, i) => new Match(
                new Item(keys[i], pair.Left.Html, pair.Left.Plain),
                Answers.First(a => a.Plain.Equals(pair.Right.Plain, StringComparison.OrdinalIgnoreCase)).Key)),
        ];
    }

    public required IReadOnlyList<Match> Matches { get; init; }

    /// <summary>All that may be chosen, each once.</summary>
    public required IReadOnlyList<Item> Answers { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    protected override IReadOnlyList<string> Keys => [.. Matches.Select(m => m.Item.Key)];

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Matching? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var left = written.Pairs.Where(p => p.Left.Plain.Length > 0).ToArray();
        CheckCount(written, left.Length, "things to match", faults);
        CheckTexts(left.Select(p => p.Left), faults);
        foreach (var pair in written.Pairs.Where(p => p.Right.Plain.Length == 0))
        {
            faults.Add(new(pair.Right.Place, "empty-part", "Nothing stands in the second column of this row.", "Write what belongs to the first one."));
        }

        var answers = written.Pairs.Select(p => p.Right.Plain).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        if (answers > MostParts)
        {
            faults.Add(new(written.Place, "too-many-parts", $"There are {answers} different answers to choose from.", $"Write at most {MostParts}."));
        }

        return faults.Count == before ? new(written) : null;
    }

    /// <summary>Keys are made of the question's id and the place, so those of a translation of the same shape are the same.</summary>
    private protected override Question? WithWords(Question words) =>
        words is Matching other && other.Answers.Count == Answers.Count && other.Matches.Select(m => (m.Item.Key, m.Answer)).SequenceEqual(Matches.Select(m => (m.Item.Key, m.Answer)))
            ? (Matching)WithTexts(words) with { Answers = other.Answers, Matches = other.Matches }
            : null;

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle)
    {
        var answers = Shuffled(Answers, shuffle).Select(a => (a.Key, a.Plain)).ToArray();
        return ShowTally(response, marking) with { Parts = [.. Matches.Select(m => Part(m.Item.Key, m.Item.Html, answers, response, marking))] };
    }

    protected override string RightValue(string key) => Matches.First(m => m.Item.Key == key).Answer;
}
