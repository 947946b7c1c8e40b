namespace Learning.Cohorts.Reports;

/// <summary>What is counted of a group of learners. <paramref name="Percents"/> is the sum of their progress; finished and certified are people.</summary>
public sealed record GroupCounts(int Joined, int Finished, int Certified, long Percents)
{
    public static readonly GroupCounts None = new(0, 0, 0, 0);

    public int AveragePercent => Joined == 0 ? 0 : (int)(Percents / Joined);

    public static GroupCounts operator +(GroupCounts left, GroupCounts right) =>
        new(left.Joined + right.Joined, left.Finished + right.Finished, left.Certified + right.Certified, left.Percents + right.Percents);
}

/// <summary>A group as a report may show it. Without <paramref name="ShowsOutcomes"/> how many finished and how many have a certificate stay hidden.</summary>
public sealed record SafeGroup<T>(T Of, GroupCounts Counts, bool ShowsOutcomes);

/// <summary>A table that gives no small group away: groups that stand by themselves, and all others put together (null: there are none).</summary>
public sealed record SafeTable<T>(IReadOnlyList<SafeGroup<T>> Groups, SafeGroup<T>? Others);

/// <summary>
/// Makes a table of groups safe to give to others, beside the total of all, which is known. Pure; what it does depends on the counts alone, never on names or their order.
/// <para>Groups of fewer than five are put together. If that comes to fewer than five, or if it is so little, or so much, that each group in it could be worked out by whoever knows how many they are, the next smallest
/// groups join them, all of one size together: the complement would give the small ones away. Neither their names nor their number are told.</para>
/// <para>Where one to four of a group finished, or all but one to four, that is a small group too: neither its finished nor its certified are shown, nor those of a second group, without which the difference
/// to the total would tell.</para>
/// </summary>
public static class SmallGroups
{
    /// <summary>Groups of fewer are not shown.</summary>
    public const int Fewest = 5;

    public static bool IsSmall(int count) => count is > 0 and < Fewest;

    public static SafeTable<T> Protect<T>(IEnumerable<(T Of, GroupCounts Counts)> groups)
    {
        var shown = groups.Where(g => g.Counts.Joined > 0).OrderByDescending(g => g.Counts.Joined).ToList();
        var hidden = new List<(T Of, GroupCounts Counts)>();
        while (shown.Count > 0 && (IsSmall(shown[^1].Counts.Joined) || !IsSafe(hidden.Select(h => h.Counts.Joined), shown[^1].Counts.Joined)))
        {
            var size = shown[^1].Counts.Joined;
            hidden.AddRange(shown.Where(g => g.Counts.Joined == size));
            shown.RemoveAll(g => g.Counts.Joined == size);
        }

        var others = hidden.Aggregate(GroupCounts.None, (sum, g) => sum + g.Counts);
        var rows = shown.Select(g => g.Counts).ToList();
        if (hidden.Count > 0)
        {
            rows.Add(others);
        }

        var silent = Silent(rows);
        return new(
            [.. shown.Select((g, i) => new SafeGroup<T>(g.Of, g.Counts, !silent.Contains(i)))],
            hidden.Count == 0 ? null : new SafeGroup<T>(hidden[0].Of, others, !silent.Contains(rows.Count - 1)));
    }

    /// <summary>Whether none of the sizes can be worked out from their sum, their number, and that each is at least one and less than the smallest that is shown.</summary>
    internal static bool IsSafe(IEnumerable<int> hidden, int smallestShown)
    {
        var (count, sum) = hidden.Aggregate((Count: 0, Sum: 0), (all, one) => (all.Count + 1, all.Sum + one));
        return count == 0 || (count > 1 && sum >= Fewest && sum > count && sum < (long)count * (smallestShown - 1));
    }

    /// <summary>The rows whose outcomes stay hidden: none, all that are small, or two at least. One row alone is the total itself.</summary>
    private static HashSet<int> Silent(List<GroupCounts> rows)
    {
        var silent = Enumerable.Range(0, rows.Count).Where(i => HasSmallOutcome(rows[i])).ToHashSet();
        if (rows.Count == 1)
        {
            silent.Clear();
        }
        else if (silent.Count == 1)
        {
            var smallest = Enumerable.Range(0, rows.Count).Where(i => !silent.Contains(i)).Min(i => rows[i].Joined);
            silent.UnionWith(Enumerable.Range(0, rows.Count).Where(i => rows[i].Joined == smallest));
        }

        return silent;
    }

    private static bool HasSmallOutcome(GroupCounts counts) =>
        IsSmall(counts.Finished) || IsSmall(counts.Joined - counts.Finished) || IsSmall(counts.Certified) || IsSmall(counts.Joined - counts.Certified);
}
