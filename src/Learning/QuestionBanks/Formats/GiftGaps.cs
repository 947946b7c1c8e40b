using System.Globalization;
using Learning.Questions;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// A text with several gaps. GIFT has one place for answers, so it is written as matches: numbered blanks in the text, and for each number the word that belongs there. What else is
/// right in a gap, or what there is to choose from, stands in a remark for each: <c>[gap:["=three","~nine"]]</c>; where nothing is wrong it is typed.
/// </summary>
internal static class GiftGaps
{
    public const string Gap = "gap";

    public static GiftForm Disguise(BankItem item, GapsAnswer gaps) => new(
        item with { Body = BankMarks.ReplaceGaps(item.Body, place => GiftPlaces.Write(Seen(place))), Answer = Matches(gaps) },
        [.. gaps.Gaps.Select(gap => (Gap, GiftMarks.List(gap.Choices.Count > 0 ? gap.Choices.Select(choice => (gap.Accepted.Contains(choice) ? "=" : "~") + choice) : gap.Accepted.Select(text => "=" + text))))]);

    /// <summary>What the remarks say about gaps; null where they say nothing that can be read.</summary>
    public static GiftDisguise? Read(IReadOnlyList<(string Name, string Value)> marks)
    {
        BankGap?[] gaps = [.. GiftMarks.Values(marks, Gap).Select(Read)];
        return gaps.Length > 0 && Array.TrueForAll(gaps, gap => gap is not null) ? new(Marked, item => Restore(item, new(gaps!))) : null;

        // Words behind the brace are plain, and may look like a place.
        string? Marked(string held) => held.IndexOf('{', StringComparison.Ordinal) is var open and >= 0
            && GiftPlaces.Marked(held[..open], [.. gaps.Select((_, i) => (Seen(i), BankMarks.Gap(i)))]) is { } text ? text + held[open..] : null;
    }

    private static BankGap? Read(string json) => GiftMarks.OfList<BankGap>(json, values =>
    {
        string[] written = [.. values.Select(value => value.Words())];
        if (written.Any(text => text is not ['=' or '~', ..]))
        {
            return null;
        }

        string[] accepted = [.. written.Where(text => text[0] == '=').Select(text => text[1..])];
        return new(accepted, accepted.Length < written.Length ? [.. written.Select(text => text[1..])] : []);
    });

    /// <summary>Null where the words that are seen are not those of the remarks.</summary>
    private static BankItem? Restore(BankItem item, GapsAnswer gaps)
    {
        var matches = Matches(gaps);
        return item.Answer is MatchingAnswer seen && Words(seen).SequenceEqual(Words(matches)) && seen.Pairs.Count == matches.Pairs.Count ? item with { Answer = gaps } : null;
    }

    /// <summary>What may be chosen elsewhere misleads here too, as far as there is room: with more answers it would be no question of ours.</summary>
    private static MatchingAnswer Matches(GapsAnswer gaps)
    {
        BankPair[] pairs = [.. gaps.Gaps.Select((gap, i) => new BankPair(Label(i), gap.Accepted.Count > 0 ? gap.Accepted[0] : ""))];
        var right = pairs.Select(pair => pair.Right).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wrong = gaps.Gaps.SelectMany(gap => gap.Choices).Where(choice => !right.Contains(choice)).Distinct(StringComparer.OrdinalIgnoreCase);
        return new(pairs, [.. wrong.Take(PartedQuestion.MostParts - right.Count)]);
    }

    private static IEnumerable<string> Words(MatchingAnswer matching) => matching.Pairs.SelectMany(pair => new[] { pair.Left, pair.Right }).Concat(matching.Decoys).Select(BankTidy.Plain);

    private static string Label(int place) => $"({(place + 1).ToString(CultureInfo.InvariantCulture)})";

    private static string Seen(int place) => "_____ " + Label(place);
}
