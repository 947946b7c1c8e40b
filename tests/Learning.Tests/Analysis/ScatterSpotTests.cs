using Learning.Analysis;

namespace Learning.Tests.Analysis;

public sealed class ScatterSpotTests
{
    [Fact]
    public void Points_in_one_place_share_a_mark_with_their_numbers()
    {
        var spots = ScatterSpot.Of([new(3, 102, 100, false), new(1, 300, 100, false), new(2, 100, 100, true)]);

        Assert.Equal([(null, false), ("2/3", true)], spots.Select(s => (s.Label, s.IsWeak)));
    }

    [Fact]
    public void Many_in_one_place_are_counted() =>
        Assert.Equal("1/2/3 +6", Assert.Single(ScatterSpot.Of(Enumerable.Range(1, 9).Select(n => new ScatterPoint(n, 50, 50, false)))).Label);

    [Fact]
    public void A_label_goes_where_it_covers_nothing()
    {
        // The second mark lies where the label of the first would stand, the third at the upper edge.
        var spots = ScatterSpot.Of([new(1, 100, 100, true), new(2, 100, 82, false), new(3, 200, 12, true)]);

        var labels = ScatterSpot.Labels(spots, 0, 10, 400, 300).ToArray();

        Assert.Equal(["1", "3"], labels.Select(l => l.Label).Order());
        Assert.True(labels.Single(l => l.Label == "1").Y > 100);
        Assert.True(labels.Single(l => l.Label == "3").Y > 12);
    }

    [Fact]
    public void No_two_labels_stand_in_the_same_place()
    {
        var spots = ScatterSpot.Of(Enumerable.Range(1, 12).Select(n => new ScatterPoint(n, 60 + (30 * (n % 4)), 60 + (30 * (n / 4)), true)));

        var labels = ScatterSpot.Labels(spots, 0, 0, 400, 300).Select(l => (l.X, l.Y)).ToArray();

        Assert.Equal(12, labels.Distinct().Count());
    }
}
