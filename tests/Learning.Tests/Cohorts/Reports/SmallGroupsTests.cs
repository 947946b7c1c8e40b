using CsCheck;
using Learning.Cohorts.Reports;

namespace Learning.Tests.Cohorts.Reports;

public sealed class SmallGroupsTests
{
    private static readonly Gen<GroupCounts> Group =
        from joined in Gen.Frequency((3, Gen.Int[1, 6]), (2, Gen.Int[1, 40]))
        from finished in Gen.Int[0, joined]
        from certified in Gen.Int[0, joined]
        from percents in Gen.Int[0, 100 * joined]
        select new GroupCounts(joined, finished, certified, percents);

    private static readonly Gen<GroupCounts[]> Groups = Group.Array[1, 9];

    private static readonly Func<GroupCounts, int>[] Measures = [c => c.Finished, c => c.Certified];

    [Fact]
    public void Nobody_is_lost_and_nobody_is_counted_twice() => Groups.Sample(groups =>
    {
        var table = Protect(groups);
        Assert.Equal(groups.Aggregate(GroupCounts.None, (sum, g) => sum + g), Rows(table).Aggregate(GroupCounts.None, (sum, g) => sum + g.Counts));
    });

    [Fact]
    public void No_group_of_fewer_than_five_is_shown_where_there_are_five() => Groups.Where(g => g.Sum(x => x.Joined) >= SmallGroups.Fewest).Sample(groups =>
        Assert.All(Rows(Protect(groups)), row => Assert.True(row.Counts.Joined >= SmallGroups.Fewest)));

    /// <summary>The attacker knows the total, the shown groups, how many are put together, and that each of those is smaller than any shown.</summary>
    [Fact]
    public void No_group_that_is_put_together_can_be_computed_back() => Groups.Sample(groups =>
    {
        var table = Protect(groups);
        if (table.Others is not { } others || table.Groups.Count == 0)
        {
            return;   // nothing hidden; or all of it is the total, beside which nothing stands
        }

        var hidden = groups.Length - table.Groups.Count;
        var most = table.Groups.Min(g => g.Counts.Joined) - 1;
        var each = Enumerable.Range(1, most).Where(size => Reachable(others.Counts.Joined - size, hidden - 1, most)).ToArray();
        Assert.True(each.Length >= 2, $"{string.Join(',', groups.Select(g => g.Joined))}: each of {hidden} is {string.Join(" or ", each)}");
    });

    /// <summary>The same, where the attacker also knows this very procedure: of all tables of small groups that would be shown alike, two at least differ in each hidden group.</summary>
    [Fact]
    public void Nor_by_whoever_knows_how_it_is_done()
    {
        foreach (var count in Enumerable.Range(2, 3))
        {
            var alike = Sizes(count, 8).ToLookup(sizes => Shown(sizes));
            foreach (var tables in alike.Where(a => a.Key.Contains('?', StringComparison.Ordinal) && a.Key.Any(char.IsDigit) && !a.Key.StartsWith("all", StringComparison.Ordinal)))
            {
                for (var place = 0; place < count; place++)
                {
                    var isHidden = tables.Key.Split(' ')[place] == "?";
                    Assert.True(!isHidden || tables.Select(t => t[place]).Distinct().Count() >= 2, $"{tables.Key} can only be {string.Join(',', tables.First())}");
                }
            }
        }
    }

    [Fact]
    public void No_small_number_of_finished_or_certified_is_shown_beside_others() => Groups.Sample(groups =>
    {
        var rows = Rows(Protect(groups));
        Assert.True(rows.Count == 1 || rows.Where(r => r.ShowsOutcomes).All(r => Measures.All(m => !SmallGroups.IsSmall(m(r.Counts)) && !SmallGroups.IsSmall(r.Counts.Joined - m(r.Counts)))));
    });

    [Fact]
    public void Nor_can_it_be_computed_back_from_the_total() => Groups.Sample(groups =>
    {
        var rows = Rows(Protect(groups));
        var silent = rows.Where(r => !r.ShowsOutcomes).Select(r => r.Counts).ToArray();
        Assert.NotEqual(1, silent.Length);
        foreach (var measure in Measures)
        {
            var sum = silent.Sum(measure);   // known: the total without those shown
            foreach (var one in silent.Where(c => SmallGroups.IsSmall(measure(c)) || SmallGroups.IsSmall(c.Joined - measure(c))))
            {
                var others = silent.Sum(c => c.Joined) - one.Joined;
                Assert.True(Math.Min(one.Joined, sum) > Math.Max(0, sum - others));
            }
        }
    });

    [Fact]
    public void The_order_of_the_groups_changes_nothing() => Groups.Sample(groups =>
    {
        var (there, back) = (Protect(groups), Protect([.. groups.Reverse()]));
        Assert.Equal(there.Groups.Select(g => g.Counts).OrderBy(c => (c.Joined, c.Finished, c.Certified, c.Percents)), back.Groups.Select(g => g.Counts).OrderBy(c => (c.Joined, c.Finished, c.Certified, c.Percents)));
        Assert.Equal(there.Others?.Counts, back.Others?.Counts);
    });

    [Theory]
    [InlineData("12 9 7", "12 9 7", "")]
    [InlineData("20 9 3", "20", "12")]          // three alone would be the difference to the total
    [InlineData("20 3 4", "20", "7")]           // two small ones are enough
    [InlineData("20 6 1 2", "20", "9")]         // three in two groups are still too few
    [InlineData("20 4 4 5", "20", "13")]        // at most four each and eight together would be four and four
    [InlineData("20 1 1 1 1 1 6", "20", "11")]  // at least one each and five together would be one and one and one
    [InlineData("20 6 6 3", "20", "15")]        // of two that are alike none is singled out
    [InlineData("2 1", "", "3")]
    [InlineData("8", "8", "")]
    public void Groups_join_until_none_is_given_away(string sizes, string shown, string others)
    {
        var table = Protect([.. sizes.Split(' ').Select(s => new GroupCounts(int.Parse(s, System.Globalization.CultureInfo.InvariantCulture), 0, 0, 0))]);

        Assert.Equal(shown, string.Join(' ', table.Groups.Select(g => g.Counts.Joined)));
        Assert.Equal(others, table.Others?.Counts.Joined.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
    }

    private static SafeTable<int> Protect(GroupCounts[] groups) => SmallGroups.Protect(groups.Select((g, i) => (i, g)));

    private static List<SafeGroup<int>> Rows(SafeTable<int> table) => [.. table.Groups, .. table.Others is { } others ? new[] { others } : []];

    /// <summary>Whether so many groups of one to <paramref name="most"/> can come to a sum.</summary>
    private static bool Reachable(int sum, int groups, int most) => sum >= groups && sum <= groups * most;

    private static IEnumerable<int[]> Sizes(int count, int most) =>
        count == 0 ? [[]] : Sizes(count - 1, most).SelectMany(some => Enumerable.Range(1, most).Select(size => (int[])[.. some, size]));

    /// <summary>What is published of groups whose names are known: each shown one by its place, and the sum of the others.</summary>
    private static string Shown(int[] sizes)
    {
        var table = Protect([.. sizes.Select(s => new GroupCounts(s, 0, 0, 0))]);
        var places = sizes.Select((size, place) => table.Groups.Any(g => g.Of == place) ? $"{size}" : "?");
        return table.Groups.Count == 0 ? $"all {sizes.Sum()}" : $"{string.Join(' ', places)} {table.Others?.Counts.Joined}";
    }
}
