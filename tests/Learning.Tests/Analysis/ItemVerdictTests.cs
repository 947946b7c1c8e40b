using Learning.Analysis;
using static Learning.Tests.Analysis.Observed;

namespace Learning.Tests.Analysis;

public sealed class ItemVerdictTests
{
    private static readonly ItemPlan Choice = Plan("q", options: 4);

    private static ItemFigures Good { get; } = new()
    {
        Id = "q",
        Asked = 100,
        Answered = 100,
        Skipped = 0,
        NotReached = 0,
        AwaitsGrading = 0,
        Earlier = 0,
        Scored = 100,
        Facility = 0.6,
        Deviation = 0.49,
        Discrimination = 0.4,
        Cells = Cells((60, 30), (20, 2), (15, 1), (5, 1)),
        Typed = [],
        Certainty = [],
        Time = new(100, 10, 20, 30),
    };

    [Fact]
    public void A_good_question_is_left_alone() => Assert.Empty(Of(Good));

    [Theory]
    [InlineData(0.951, 0.3, Finding.TooEasy)]
    [InlineData(0.99, 0.1, Finding.TooEasy)]
    [InlineData(0.25, 0.3, Finding.NearGuessing)]
    [InlineData(0.1, 0.3, Finding.NearGuessing)]
    [InlineData(0.6, 0.199, Finding.WeakDiscrimination)]
    [InlineData(0.6, 0.0, Finding.WeakDiscrimination)]
    [InlineData(0.6, -0.1, Finding.WeakDiscrimination)]
    [InlineData(0.6, -0.101, Finding.NegativeDiscrimination)]
    [InlineData(0.99, -0.05, Finding.TooEasy)]
    public void Facility_and_discrimination_have_their_bounds(double facility, double discrimination, Finding finding) =>
        Assert.Equal([finding], Of(Good with { Facility = facility, Discrimination = discrimination }).Select(f => f.Finding));

    [Theory]
    [InlineData(0.95, 0.2)]
    [InlineData(0.251, 0.2)]
    public void On_the_good_side_of_a_bound_nothing_is_found(double facility, double discrimination) =>
        Assert.Empty(Of(Good with { Facility = facility, Discrimination = discrimination }));

    [Fact]
    public void Fewer_than_thirty_are_not_judged() => Assert.Empty(Of(Good with { Scored = 29, Facility = 0.99, Discrimination = -1 }));

    [Fact]
    public void What_counts_for_nobody_is_not_judged() =>
        Assert.Empty(ItemVerdict.Of(Choice with { IsScored = false }, Good with { Discrimination = -1 }, 0.25, 20));

    [Fact]
    public void Where_nothing_can_be_guessed_hardly_any_right_is_too_few()
    {
        Assert.Equal([Finding.NearGuessing], ItemVerdict.Of(Plan("typed"), Good with { Facility = 0.05, Cells = [] }, chance: 0, 20).Select(f => f.Finding));
        Assert.Empty(ItemVerdict.Of(Plan("typed"), Good with { Facility = 0.051, Cells = [] }, chance: 0, 20));
    }

    [Fact]
    public void An_option_the_strong_prefer_to_the_key_is_named() =>
        Assert.Equal([new Found(Finding.WrongKey, "c")], Of(Good with { Cells = Cells((40, 10), (10, 5), (40, 16), (10, 3)) }));

    [Fact]
    public void As_many_of_the_strong_as_choose_the_key_are_not_more() =>
        Assert.Empty(Of(Good with { Cells = Cells((40, 15), (10, 5), (40, 15), (10, 3)) }));

    [Fact]
    public void Options_nobody_chooses_are_named() =>
        Assert.Equal([new Found(Finding.UnusedDistractor, "b, d")], Of(Good with { Cells = Cells((60, 30), (0, 0), (40, 4), (0, 0)) }));

    [Fact]
    public void Many_who_were_sure_and_wrong_are_found()
    {
        Assert.Equal([Finding.SureAndWrong], Of(Good with { Certainty = [new(1, 20, 0, 20), new(2, 20, 0, 20), new(3, 0, 5, 15)] }).Select(f => f.Finding));
        Assert.Empty(Of(Good with { Certainty = [new(1, 20, 0, 20), new(2, 21, 0, 20), new(3, 0, 4, 15)] }));
        Assert.Empty(Of(Good with { Certainty = [new(1, 0, 0, 0), new(2, 0, 0, 9), new(3, 0, 0, 20)] }));   // twenty-nine said
    }

    [Theory]
    [InlineData(120, 40, true)]
    [InlineData(119, 20, false)]
    [InlineData(120, 41, false)]
    public void Slow_is_two_minutes_and_three_times_the_usual(int median, double usual, bool isSlow) =>
        Assert.Equal(isSlow, ItemVerdict.Of(Choice, Good with { Time = new(100, 10, median, 400) }, 0.25, usual).Any(f => f.Finding == Finding.Slow));

    private static IReadOnlyList<Found> Of(ItemFigures item) => ItemVerdict.Of(Choice, item, chance: 0.25, usualSeconds: 20);

    private static CellFigures[] Cells(params (int Count, int Upper)[] cells) =>
        [.. cells.Select(c => new CellFigures { Count = c.Count, Share = c.Count / 100.0, Lower = new(0, 33), Upper = new(c.Upper, 34), PointBiserial = 0 })];
}
