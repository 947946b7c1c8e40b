using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;

namespace Learning.Questions;

/// <summary>
/// What ordering, matching, categorising and gaps share: parts that are answered one by one, each as a value <c>KEY=VALUE</c> of the response. A key
/// gives nothing away about where a part belongs. The score is the share of parts that are right, unless the kind says otherwise.
/// </summary>
public abstract record PartedQuestion : Question
{
    public const int FewestParts = 2;
    public const int MostParts = 10;

    protected PartedQuestion()
    {
    }

    [SetsRequiredMembers]
    private protected PartedQuestion(WrittenQuestion written)
        : base(written)
    {
    }

    [JsonIgnore]
    protected abstract IReadOnlyList<string> Keys { get; }

    [JsonIgnore]
    public override Response RightResponse => new([.. Keys.Select(key => $"{key}={RightValue(key)}")]);

    public override Marking Mark(Response response)
    {
        var (right, of) = Count(response);
        return new(new Score(new Fraction(right, of), 1), "");
    }

    /// <summary>What the score is made of: the parts that are right.</summary>
    protected virtual Tally Count(Response response) => new(Keys.Count(key => IsRight(key, Given(response, key))), Keys.Count);

    /// <summary>What every kind shows alike, with what the score is made of.</summary>
    private protected QuestionView ShowTally(Response response, Marking? marking) =>
        ShowTexts(response, marking) with { Tally = marking is null ? null : Count(response) };

    /// <summary>The value that is right for a part; the first of several.</summary>
    protected abstract string RightValue(string key);

    protected virtual bool IsRight(string key, string given) => given == RightValue(key);

    /// <summary>What the response gives for a part, or nothing. Of two values for one part the later counts.</summary>
    protected static string Given(Response response, string key) =>
        response.Values.LastOrDefault(value => value.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..].Trim() ?? "";

    /// <summary>Keys for as many things as an author wrote, the same at each reading, in no order that tells theirs.</summary>
    private protected static IReadOnlyList<string> MakeKeys(string questionId, string what, int count)
    {
        var keys = new List<string>();
        for (var i = 0; keys.Count < count; i++)
        {
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{questionId} {what} {i}")))[..4];
            if (!keys.Contains(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    /// <summary>A part as a page shows it; what is right is filled in after marking only.</summary>
    private protected PartView Part(string key, string label, IEnumerable<(string Value, string Text)> choices, Response response, Marking? marking)
    {
        var given = Given(response, key);
        var all = choices.ToArray();
        return new PartView
        {
            Key = key,
            Label = new HtmlString(label),
            Choices = [.. all.Select(c => new PartChoice($"{key}={c.Value}", c.Text, c.Value == given))],
            Given = all.FirstOrDefault(c => c.Value == given).Text ?? "",
            Right = marking is null ? null : all.FirstOrDefault(c => c.Value == RightValue(key)).Text ?? "",
            IsRight = marking is null ? null : IsRight(key, given),
        };
    }

    private protected static T[] Shuffled<T>(IEnumerable<T> things, Random? shuffle)
    {
        var order = things.ToArray();
        shuffle?.Shuffle(order);
        return order;
    }

    private protected static void CheckCount(WrittenQuestion written, int count, string ofWhat, ICollection<Fault> faults)
    {
        if (count is < FewestParts or > MostParts)
        {
            faults.Add(new(
                written.Place,
                count < FewestParts ? "too-few-parts" : "too-many-parts",
                $"The question has {count} {ofWhat}.",
                $"Write {FewestParts} to {MostParts}."));
        }
    }

    private protected static void CheckTexts(IEnumerable<WrittenItem> items, ICollection<Fault> faults)
    {
        var seen = new Dictionary<string, WrittenItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (item.Plain.Length == 0)
            {
                faults.Add(new(item.Place, "empty-part", "This part has no words.", "Write some, or delete it."));
            }
            else if (!seen.TryAdd(item.Plain, item))
            {
                faults.Add(new(
                    item.Place,
                    "duplicate-part",
                    $"The same words are already in line {seen[item.Plain].Place.Line}: a learner could not tell the two apart.",
                    "Change or delete one of the two."));
            }
        }
    }
}

/// <summary>A part of a question: what it is about, what may be chosen for it (or typed, where there are no choices), and after marking how it went.</summary>
public sealed record PartView
{
    public required string Key { get; init; }

    public required HtmlString Label { get; init; }

    public required IReadOnlyList<PartChoice> Choices { get; init; }

    /// <summary>What she gave, in words; empty when nothing.</summary>
    public required string Given { get; init; }

    /// <summary>What is right, in words; null before marking.</summary>
    public required string? Right { get; init; }

    public required bool? IsRight { get; init; }
}

/// <summary>One thing that may be chosen for a part. Its value is that of the form's field.</summary>
public sealed record PartChoice(string Value, string Text, bool IsChosen);
