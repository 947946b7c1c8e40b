using CsCheck;
using Learning.Analysis;
using Learning.Questions;
using static Learning.Tests.Analysis.Observed;

namespace Learning.Tests.Analysis;

public sealed class ItemStatisticsTests
{
    /// <summary>
    /// Five learners, four questions:
    /// <code>
    ///       q1 q2 q3 q4   total   total without q1, q2, q3, q4
    ///  A     1  1  1  1     4       3  3  3  3
    ///  B     1  1  1  0     3       2  2  2  3
    ///  C     1  1  0  0     2       1  1  2  2
    ///  D     1  0  0  0     1       0  1  1  1
    ///  E     0  0  0  1     1       1  1  1  0
    /// </code>
    /// </summary>
    private static readonly int[][] FiveByFour = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]];

    [Fact]
    public void Facility_is_the_share_who_are_right() =>
        Assert.Equal([0.8, 0.6, 0.4, 0.4], Matrix(FiveByFour).Figures().Items.Select(i => Math.Round(i.Facility!.Value, 12)));

    /// <summary>
    /// By hand, sums of squares and products around the means:
    /// q1 with (3, 2, 1, 0, 1), mean 1.4: products 0.2·1.6 + 0.2·0.6 + 0.2·(-0.4) + 0.2·(-1.4) + (-0.8)·(-0.4) = 0.4; squares 0.8 and 5.2; 0.4/√(0.8·5.2) = 0.196116.
    /// q2 with (3, 2, 1, 1, 1), mean 1.6: products 0.4·1.4 + 0.4·0.4 + 0.4·(-0.6) + (-0.6)·(-0.6)·2 = 1.2; squares 1.2 and 3.2; 1.2/√3.84 = 0.612372.
    /// q3 with (3, 2, 2, 1, 1), mean 1.8: products 0.6·1.2 + 0.6·0.2 - 0.4·(0.2 - 0.8 - 0.8) = 1.4; squares 1.2 and 2.8; 1.4/√3.36 = 0.763763.
    /// q4 with (3, 3, 2, 1, 0), mean 1.8: products 0.6·1.2 - 0.4·(1.2 + 0.2 - 0.8) + 0.6·(-1.8) = -0.6; squares 1.2 and 6.8; -0.6/√8.16 = -0.210042.
    /// </summary>
    [Fact]
    public void Discrimination_leaves_the_question_itself_out() =>
        Assert.Equal([0.196116, 0.612372, 0.763763, -0.210042], Matrix(FiveByFour).Figures().Items.Select(i => Math.Round(i.Discrimination!.Value, 6)));

    /// <summary>
    /// By hand, variances of a sample (divided by 4): q1 0.8/4 = 0.2, q2 to q4 1.2/4 = 0.3 each, together 1.1. Totals 4, 3, 2, 1, 1 with mean 2.2: squares 3.24 + 0.64 + 0.04 + 1.44 + 1.44 = 6.8,
    /// variance 1.7. Alpha = 4/3 · (1 - 1.1/1.7) = 4/3 · 0.6/1.7 = 0.470588. Standard error = √1.7 · √(1 - 0.470588) = √0.9 = 0.948683 points, of 4: 0.237171.
    /// </summary>
    [Fact]
    public void Alpha_and_the_standard_error_are_as_worked_out_by_hand()
    {
        var reliability = Matrix(FiveByFour).Figures().Reliability!;

        Assert.Equal(0.470588, reliability.Alpha, 6);
        Assert.Equal(0.237171, reliability.StandardError!.Value, 6);
        Assert.Equal((4, 5, true), (reliability.Items, reliability.Attempts, reliability.IsTooSmall));
    }

    /// <summary>Questions that go together perfectly: each variance 0.3, the total of twice nought and thrice two has 1.2; alpha = 2 · (1 - 0.6/1.2) = 1.</summary>
    [Fact]
    public void Questions_that_say_the_same_have_an_alpha_of_one_and_no_error()
    {
        var figures = Matrix([[1, 1], [1, 1], [1, 1], [0, 0], [0, 0]]).Figures();

        Assert.Equal((1.0, 0.0), (Math.Round(figures.Reliability!.Alpha, 12), Math.Round(figures.Reliability.StandardError!.Value, 6)));
        Assert.All(figures.Items, item => Assert.Equal(1, item.Discrimination!.Value, 12));
    }

    /// <summary>Two questions that contradict each other: the totals hardly differ, so alpha is far below nought: 0.3 + 0.3 over 0.2 gives 2 · (1 - 3) = -4, and no error is told.</summary>
    [Fact]
    public void A_negative_alpha_is_told_and_no_error_with_it()
    {
        var reliability = Matrix([[1, 0], [1, 0], [0, 1], [0, 1], [1, 1]]).Figures().Reliability!;

        Assert.Equal(-4, reliability.Alpha, 12);
        Assert.Null(reliability.StandardError);
    }

    /// <summary>Results 100, 75, 50, 25, 25 per cent: mean 0.55, standard deviation √(1.7)/4 = 0.325960.</summary>
    [Fact]
    public void Results_have_a_mean_a_spread_and_bands()
    {
        var figures = Matrix(FiveByFour).Figures();

        Assert.Equal((0.55, 0.32596), (Math.Round(figures.Mean!.Value, 12), Math.Round(figures.Deviation!.Value, 6)));
        Assert.Equal([0, 0, 2, 0, 0, 1, 0, 1, 0, 1], figures.Distribution);
    }

    /// <summary>
    /// A pool: A and B are asked q1 and q2, C and D q1 and q3, E q1 alone with nothing to compare. q1 is 1, 1, 0, 0; the shares of the rest 1, 0, 1, 0: covariance nought. Only the share is
    /// compared, so that the two points of q3 weigh no more than the one of q2.
    /// </summary>
    [Fact]
    public void Where_attempts_ask_different_questions_the_rest_is_a_share()
    {
        var statistics = new ItemStatistics([Plan("q1"), Plan("q2", isShared: false), Plan("q3", isShared: false)]);
        foreach (var (first, item, points, max) in new[] { (1, 1, 1, 1), (1, 1, 0, 1), (0, 2, 2, 2), (0, 2, 0, 2) })
        {
            statistics.Add([Points(0, first), Points(item, points, max)]);
        }

        statistics.Add([Points(0, 1)]);
        var figures = statistics.Figures();

        Assert.Equal(0, figures.Items[0].Discrimination!.Value, 12);
        Assert.Equal((5, 0.6), (figures.Items[0].Asked, Math.Round(figures.Items[0].Facility!.Value, 12)));
        Assert.Null(figures.Reliability);
    }

    [Fact]
    public void An_essay_that_waits_to_be_graded_counts_nowhere_yet()
    {
        var statistics = new ItemStatistics([Plan("q1"), Plan("q2"), Plan("essay")]);
        var pending = new GivenAnswer { Score = new(Fraction.Zero, 4), IsPending = true };
        for (var n = 0; n < 6; n++)
        {
            statistics.Add([Points(0, n % 2), Points(1, n % 3 == 0 ? 1 : 0), n < 2 ? new(2, pending, true, true, null, null) : Points(2, n % 2 == 0 ? 4 : 1, 4)]);
        }

        var figures = statistics.Figures();

        Assert.Equal((6, 4), (figures.Attempts, figures.Scored));
        Assert.Equal((6, 2, 4), (figures.Items[2].Asked, figures.Items[2].AwaitsGrading, figures.Items[2].Scored));
        Assert.Null(figures.Items[2].Facility);
        Assert.Equal(6, figures.Items[0].Scored);
        Assert.Null(figures.Reliability);   // four attempts are whole: too few to be shown
    }

    [Fact]
    public void What_was_another_question_then_is_in_totals_only()
    {
        var statistics = new ItemStatistics([Plan("q1"), Plan("q2")]);
        for (var n = 0; n < 10; n++)
        {
            statistics.Add([Points(0, n % 2) with { IsAsItStands = n >= 5 }, Points(1, 1)]);
        }

        var item = statistics.Figures().Items[0];

        Assert.Equal((5, 5, 0.6), (item.Asked, item.Earlier, Math.Round(item.Facility!.Value, 12)));
        Assert.Equal(0.75, statistics.Figures().Mean!.Value, 12);
    }

    [Fact]
    public void What_is_left_out_was_skipped_or_not_reached_and_scores_nought()
    {
        var blank = new GivenAnswer { Score = new(Fraction.Zero, 1), IsBlank = true };
        var statistics = new ItemStatistics([Plan("q1"), Plan("q2"), Plan("q3")]);
        for (var n = 0; n < 8; n++)
        {
            statistics.Add([new(0, blank, true, true, null, null), Points(1, 1), new(2, blank, true, false, null, null)]);
        }

        var items = statistics.Figures().Items;

        Assert.Equal([(8, 0, 8, 0), (8, 8, 0, 0), (8, 0, 0, 8)], items.Select(i => (i.Asked, i.Answered, i.Skipped, i.NotReached)));
        Assert.Equal([0, 1, 0], items.Select(i => i.Facility));
    }

    [Fact]
    public void Fewer_than_five_learners_give_no_number_away()
    {
        var statistics = new ItemStatistics([Plan("q1", options: 3), Plan("q2", options: 3)]);
        for (var n = 0; n < 4; n++)
        {
            statistics.Add([Chose(0, n % 3) with { Certainty = 3, Seconds = 9 }, Chose(1, 0)]);
        }

        var figures = statistics.Figures();
        var item = figures.Items[0];

        Assert.True(figures.IsHidden && item.IsHidden);
        Assert.Null(figures.Mean ?? figures.Deviation ?? figures.Reliability?.Alpha ?? item.Facility ?? item.Discrimination ?? item.Deviation);
        Assert.Empty(figures.Distribution);
        Assert.Empty(item.Cells);
        Assert.Empty(item.Certainty);
        Assert.Null(item.Time);

        statistics.Add([Chose(0, 1) with { Certainty = 1, Seconds = 9 }, Chose(1, 1)]);
        var shown = statistics.Figures();
        Assert.Equal([2, 2, 1], shown.Items[0].Cells.Select(c => c.Count));
        Assert.Equal((true, false), (shown.IsTooSmall, shown.IsHidden));
    }

    /// <summary>
    /// Thirty learners with q1 to q3 alike: ten are right everywhere and choose a, ten get one of three and choose b, ten nothing and choose c in all but q3. The thirds are the first and the
    /// last ten.
    /// </summary>
    [Fact]
    public void Options_are_counted_over_all_and_in_the_outer_thirds()
    {
        var statistics = new ItemStatistics([.. Enumerable.Range(1, 3).Select(n => Plan($"q{n}", options: 3))]);
        for (var n = 0; n < 10; n++)
        {
            statistics.Add([Chose(0, 0), Chose(1, 0), Chose(2, 0)]);
            statistics.Add([Chose(0, 1), Chose(1, 1), Chose(2, 0)]);
            statistics.Add([Chose(0, 2), Chose(1, 2), Chose(2, 1)]);
        }

        var item = statistics.Figures().Items[0];

        Assert.Equal([10, 10, 10], item.Cells.Select(c => c.Count));
        Assert.Equal([new Group(10, 10), new(0, 10), new(0, 10)], item.Cells.Select(c => c.Upper));
        Assert.Equal([new Group(0, 10), new(0, 10), new(10, 10)], item.Cells.Select(c => c.Lower));
        // The rest of each is 1, 1/2 and 0: mean 1/2, deviation √(1/6). Those who chose a: (1 - 1/2)/√(1/6) · √(10/20) = 0.866025; b is in the middle; c is the mirror image of a.
        Assert.Equal([0.866025, 0, -0.866025], item.Cells.Select(c => Math.Round(c.PointBiserial!.Value, 6)));
    }

    [Fact]
    public void Certainty_is_set_against_being_right()
    {
        var statistics = new ItemStatistics([Plan("q1")]);
        for (var n = 0; n < 6; n++)
        {
            statistics.Add([Points(0, n < 2 ? 0 : 1, of: n == 5 ? 2 : 1) with { Certainty = n < 3 ? 3 : 1 }]);
        }

        Assert.Equal([new CertaintyFigures(1, 2, 1, 0), new(2, 0, 0, 0), new(3, 1, 0, 2)], statistics.Figures().Items[0].Certainty);
    }

    [Fact]
    public void A_decision_that_a_question_counts_for_nobody_leaves_it_without_facility()
    {
        var statistics = new ItemStatistics([Plan("q1") with { IsScored = false, IsShared = false }, Plan("q2")]);
        for (var n = 0; n < 6; n++)
        {
            statistics.Add([new(0, new() { Score = Score.None }, true, true, null, null), Points(1, n % 2)]);
        }

        Assert.Equal((6, null), (statistics.Figures().Items[0].Answered, statistics.Figures().Items[0].Facility));
        Assert.Equal(0.5, statistics.Figures().Mean);
    }

    private static readonly Gen<int[][]> Matrices = Gen.Int[2, 8].SelectMany(questions => Gen.Int[0, 3].Array[questions].Array[5, 60]);

    [Fact]
    public void One_pass_finds_what_two_passes_find() => Matrices.Sample(rows =>
    {
        var figures = Thirded(rows).Figures();
        var totals = rows.Select(row => row.Sum() / 3.0).ToArray();
        for (var q = 0; q < rows[0].Length; q++)
        {
            var scores = rows.Select(row => row[q] / 3.0).ToArray();
            var rest = totals.Zip(scores).Select(t => t.First - t.Second).ToArray();
            Near(scores.Average(), figures.Items[q].Facility);
            Near(Correlation(scores, rest), figures.Items[q].Discrimination);
        }

        var variances = Enumerable.Range(0, rows[0].Length).Sum(q => Variance([.. rows.Select(row => row[q] / 3.0)]));
        var k = (double)rows[0].Length;
        Near(Variance(totals) < 1e-9 ? null : k / (k - 1) * (1 - (variances / Variance(totals))), figures.Reliability?.Alpha);
    });

    [Fact]
    public void The_order_of_attempts_changes_nothing_and_bounds_hold() => Gen.Select(Matrices, Gen.Int).Sample((rows, seed) =>
    {
        var figures = Thirded(rows).Figures();
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        var again = Thirded(shuffled).Figures();

        Assert.Equal(figures.Distribution, again.Distribution);
        Near(figures.Reliability?.Alpha, again.Reliability?.Alpha);
        Assert.True(figures.Reliability is null || figures.Reliability.Alpha <= 1);
        foreach (var (one, other) in figures.Items.Zip(again.Items))
        {
            Near(one.Facility, other.Facility);
            Near(one.Discrimination, other.Discrimination);
            Assert.InRange(one.Facility!.Value, 0, 1);
            Assert.True(one.Discrimination is null or (>= -1 and <= 1));
        }
    });

    /// <summary>Thirds of a point, which no binary number is exactly.</summary>
    private static ItemStatistics Thirded(int[][] rows)
    {
        var statistics = new ItemStatistics([.. rows[0].Select((_, i) => Plan($"q{i}"))]);
        foreach (var row in rows)
        {
            statistics.Add([.. row.Select((thirds, i) => Points(i, thirds, of: 3))]);
        }

        return statistics;
    }

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, tolerance: 1e-9);   // rounded, two that lie about a boundary would differ
    }

    private static double Variance(double[] numbers) => numbers.Sum(n => Math.Pow(n - numbers.Average(), 2)) / (numbers.Length - 1);

    private static double? Correlation(double[] first, double[] second)
    {
        var (a, b) = (first.Average(), second.Average());
        return Variance(first) < 1e-9 || Variance(second) < 1e-9
            ? null
            : first.Zip(second).Sum(p => (p.First - a) * (p.Second - b)) / (first.Length - 1) / Math.Sqrt(Variance(first) * Variance(second));
    }
}
