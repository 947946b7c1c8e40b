using Learning.Authoring;
using Learning.Cohorts;
using Learning.Cohorts.Reports;
using Learning.Tests.Courses;

namespace Learning.Tests.Cohorts.Reports;

public sealed class TimelineTests
{
    private static readonly DateOnly Start = new(2026, 11, 2);
    private static readonly CourseOutline Course = Drafts.Rhythm().Outline;   // three parts in "one", one in "two"

    [Fact]
    public void The_plan_rises_with_the_dates_and_what_was_done_stops_today()
    {
        var points = Of(Start.AddDays(3), new() { [("rhythm", "one")] = Start.AddDays(2), [("rhythm", "two")] = Start.AddDays(5) }, new() { [0] = 2, [2] = 3, [9] = 1 });

        Assert.Equal([0, 0, 0.75, 0.75, 0.75, 1], points.Select(p => p.Planned));
        Assert.Equal([0.25, 0.25, 0.625, 0.625, null, null], points.Select(p => p.Done));
        Assert.Equal(Start.AddDays(5), points[^1].Day);
    }

    [Fact]
    public void Without_dates_there_is_no_plan() => Assert.All(Of(Start.AddDays(2), [], []), p => Assert.Null(p.Planned));

    [Fact]
    public void Who_is_to_begin_has_done_nothing_yet() =>
        Assert.All(Of(Start.AddDays(-1), new() { [("rhythm", "one")] = Start.AddDays(2) }, new() { [0] = 1 }), p => Assert.Null(p.Done));

    [Fact]
    public void Nothing_required_or_nobody_there_is_no_line()
    {
        Assert.Empty(Timeline.Of(Cohort(), [], new Dictionary<(string, string), DateOnly>(), new Dictionary<int, int>(), 2, Start));
        Assert.Empty(Timeline.Of(Cohort(), [Course], new Dictionary<(string, string), DateOnly>(), new Dictionary<int, int>(), 0, Start));
    }

    [Fact]
    public void A_long_time_is_told_in_weeks_and_the_week_that_runs_counts()
    {
        var points = Of(Start.AddDays(24), new() { [("rhythm", "one")] = Start.AddDays(70) }, new() { [23] = 4 });

        Assert.All(points, p => Assert.Equal(Start.DayOfWeek, p.Day.DayOfWeek));
        Assert.Equal([0, 0, 0, 0, 0.5, null], points.Take(6).Select(p => p.Done));
    }

    [Fact]
    public void A_cohort_that_is_long_over_is_followed_four_weeks_and_no_longer()
    {
        var points = Of(Start.AddYears(3), new() { [("rhythm", "one")] = Start.AddDays(10) }, new() { [400] = 8 });

        Assert.InRange(points[^1].Day, Start.AddDays(38), Start.AddDays(45));
        Assert.Equal(0, points[^1].Done);
    }

    private static IReadOnlyList<TimePoint> Of(DateOnly today, Dictionary<(string, string), DateOnly> due, Dictionary<int, int> doneOn) => Timeline.Of(Cohort(), [Course], due, doneOn, 2, today);

    private static Cohort Cohort() => Learning.Cohorts.Cohort.Create(new() { Name = "x", StartsOn = Start }, JoinCode.New(), "fay", DateTimeOffset.UnixEpoch);
}
