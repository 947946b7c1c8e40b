using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Learning.Questions;

/// <summary>A gap: the wordings that are right, and where something is to be chosen, all there is to choose from; empty where it is typed.</summary>
public sealed record TextGap(string Key, IReadOnlyList<string> Accepted, IReadOnlyList<string> Choices)
{
    /// <summary>The choices in the words of a translation, in the same order; what is sent stays the choice itself. Null where the choices are shown as they are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What may be typed in the other languages of the course; null where that is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AlsoAccepted { get; init; }

    [JsonIgnore]
    public IEnumerable<(string Value, string Label)> Offered => Choices.Zip(Labels ?? Choices);
}

/// <summary>
/// A text with gaps. Written in its sentences: <c>{{maternity | birth}}</c> is typed, <c>{{(x) 45 | ( ) 40 | ( ) 60}}</c> is chosen. The score is the share of
/// gaps that are right; typed words are compared as in a short text, numbers as numbers.
/// </summary>
public sealed partial record Gaps : PartedQuestion
{
    public const string KindName = "gaps";

    public Gaps()
    {
    }

    [SetsRequiredMembers]
    private Gaps(WrittenQuestion written)
        : base(written) =>
        All = [.. written.Gaps.Select((gap, i) => new TextGap(KeyOf(i), gap.Accepted, gap.Choices))];

    public required IReadOnlyList<TextGap> All { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    protected override IReadOnlyList<string> Keys => [.. All.Select(g => g.Key)];

    /// <summary>Stands in the body where a gap is. No author can write it: a control character is never part of a text.</summary>
    internal static string Mark(int number) => $"\u0002{number.ToString(CultureInfo.InvariantCulture)}\u0002";

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Gaps? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        if (written.Gaps.Count > MostParts)
        {
            faults.Add(new(written.Gaps[MostParts].Place, "too-many-parts", $"The text has {written.Gaps.Count} gaps.", $"Leave at most {MostParts}."));
        }

        foreach (var gap in written.Gaps)
        {
            if (gap.Accepted.Count == 0)
            {
                faults.Add(new(gap.Place, "no-right-answer", "Nothing is right in this gap.", "Write what is between the braces; where it is chosen, mark it with (x)."));
            }
            else if (gap.Choices.Count == 0 && gap.Accepted.Any(text => ShortText.Fold(text).Length == 0))
            {
                faults.Add(new(gap.Place, "unreadable-answer", "This gap takes neither letters nor digits.", "Write the words a learner would type."));
            }

            if (gap.Choices.Count == 1 || gap.Choices.Distinct(StringComparer.OrdinalIgnoreCase).Count() < gap.Choices.Count)
            {
                faults.Add(new(gap.Place, "duplicate-part", "This gap leaves nothing to choose, or the same thing twice.", "Write two or more different choices."));
            }

            if (gap.Choices.Count > 0 && gap.Accepted.Count > 1)
            {
                faults.Add(new(gap.Place, "two-right-answers", "A second choice of this gap is marked as right.", "Mark only one with (x)."));
            }
        }

        return faults.Count == before ? new(written) : null;
    }

    private protected override Question? WithWords(Question words)
    {
        var other = (Gaps)words;
        return other.All.Count == All.Count && All.Zip(other.All).All(pair => IsAlike(pair.First, pair.Second))
            ? (Gaps)WithTexts(words) with { All = [.. All.Zip(other.All).Select(pair => InWords(pair.First, pair.Second))] }
            : null;
    }

    public override Question AlsoTaking(Question words) =>
        this with { All = [.. All.Zip(((Gaps)words).All).Select(pair => pair.First.Choices.Count > 0 ? pair.First : pair.First with { AlsoAccepted = Joined(pair.First.Accepted, pair.First.AlsoAccepted, pair.Second.Accepted) })] };

    private static bool IsAlike(TextGap gap, TextGap other) =>
        gap.Choices.Count == other.Choices.Count && (gap.Choices.Count == 0 || gap.Choices.ToList().IndexOf(gap.Accepted[0]) == other.Choices.ToList().IndexOf(other.Accepted[0]));

    private static TextGap InWords(TextGap gap, TextGap words) => gap.Choices.Count > 0
        ? gap with { Labels = words.Labels ?? words.Choices }
        : gap with { Accepted = words.Accepted, AlsoAccepted = Joined(words.Accepted, gap.AlsoAccepted, gap.Accepted) };

    private static IReadOnlyList<string>? Joined(IReadOnlyList<string> own, IReadOnlyList<string>? others, IReadOnlyList<string> more)
    {
        var joined = (others ?? []).Concat(more).DistinctBy(ShortText.Fold).Where(other => own.All(o => !IsSame(o, other))).ToArray();
        return joined.Length == 0 ? null : joined;
    }

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle)
    {
        var pieces = Marks().Split(Body);
        var segments = new List<GapSegment>();
        for (var i = 0; i < pieces.Length; i += 2)
        {
            var part = i + 1 < pieces.Length ? Gap(int.Parse(pieces[i + 1], CultureInfo.InvariantCulture), response, marking) : null;
            var before = i == 0 ? pieces[i] : pieces[i][After(pieces[i]).Length..];
            segments.Add(new(new HtmlString(before), part, new HtmlString(part is null ? "" : After(pieces[i + 2]))));
        }

        return ShowTally(response, marking) with { Body = new(""), Segments = segments, Parts = [.. segments.Select(s => s.Gap).OfType<PartView>()] };
    }

    protected override string RightValue(string key) => Find(key).Accepted[0];

    protected override bool IsRight(string key, string given) =>
        given.Length > 0 && (Find(key) is { Choices.Count: > 0 } chosen ? chosen.Accepted.Contains(given) : Find(key).Accepted.Concat(Find(key).AlsoAccepted ?? []).Any(text => IsSame(text, given)));

    private static bool IsSame(string accepted, string given) =>
        ShortText.Fold(accepted) == ShortText.Fold(given) || Numeric.Readings(accepted, null).Intersect(Numeric.Readings(given, null)).Any();

    /// <summary>What is chosen is in the author's order: the first may be right, so she mixes them herself.</summary>
    private PartView Gap(int number, Response response, Marking? marking)
    {
        var gap = All[number];
        var part = Part(gap.Key, "", gap.Offered, response, marking);
        return gap.Choices.Count > 0 ? part : part with { Given = Given(response, gap.Key), Right = marking is null ? null : gap.Accepted[0] };
    }

    private TextGap Find(string key) => All.First(g => g.Key == key);

    /// <summary>The sign that closes a sentence or part of one, directly behind a gap.</summary>
    private static string After(string text) => text.Length > 0 && ".,;:!?)»”…،؛؟".Contains(text[0], StringComparison.Ordinal) ? text[..1] : "";

    private static string KeyOf(int place) => $"g{(place + 1).ToString(CultureInfo.InvariantCulture)}";

    [GeneratedRegex("\u0002([0-9]+)\u0002")]
    private static partial Regex Marks();
}

/// <summary>A piece of the text, and the gap behind it; the last piece has none. After: the full stop or other sign that must not stand alone on the next line.</summary>
public sealed record GapSegment(HtmlString Before, PartView? Gap, HtmlString After);
