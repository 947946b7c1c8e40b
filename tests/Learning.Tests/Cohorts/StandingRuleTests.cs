using CsCheck;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Tests.Courses;

namespace Learning.Tests.Cohorts;

public sealed class StandingRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Joined = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly CourseOutline Outline = Drafts.Rhythm().Outline;   // module one: beat, bar, check (done); module two: exam (passed)

    [Fact]
    public void Nothing_done_is_nought_and_everything_open()
    {
        var standing = StandingRule.Decide([Work([])], CohortCalendar.Empty, [], Joined);

        Assert.Equal((0, 0, 4), (standing.Percent, standing.DoneCount, standing.RequiredCount));
        Assert.Equal([new ModuleStanding("rhythm", "one", 0, 3), new ModuleStanding("rhythm", "two", 0, 1)], standing.Modules);
        Assert.Null(standing.FinishedAt);
    }

    [Fact]
    public void Progress_is_by_minutes_over_all_courses_of_the_pathway()
    {
        var other = Outline with { Id = "song" };

        var standing = StandingRule.Decide([Work(["beat"]), Work(["beat", "bar", "check", "exam"], outline: other)], CohortCalendar.Empty, [], Joined);

        Assert.Equal((5 + 25) * 100 / 50, standing.Percent);
        Assert.Equal(4, standing.Modules.Count);
    }

    [Fact]
    public void Finished_is_when_the_last_course_was()
    {
        var standing = StandingRule.Decide([Work([], completed: Now.AddDays(-3)), Work([], completed: Now.AddDays(-1), outline: Outline with { Id = "song" })], CohortCalendar.Empty, [], Joined);

        Assert.Equal(Now.AddDays(-1), standing.FinishedAt);
        Assert.Equal(100, standing.Percent);
    }

    [Fact]
    public void A_completed_course_is_done_whatever_a_later_revision_asks_for()
    {
        var standing = StandingRule.Decide([Work(["beat"], completed: Now)], Calendar("one", new(2026, 11, 1)), [], Joined);

        Assert.All(standing.Modules, m => Assert.True(m.IsDone));
        Assert.Null(standing.NextDueAt);
    }

    [Fact]
    public void The_earliest_module_that_is_not_done_is_due_next()
    {
        var calendar = new CohortCalendar(TimeZoneInfo.Utc, new Dictionary<(string, string), DateOnly> { [("rhythm", "one")] = new(2026, 11, 9), [("rhythm", "two")] = new(2026, 11, 30) });

        Assert.Equal(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), StandingRule.Decide([Work(["beat"])], calendar, [], Joined).NextDueAt);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), StandingRule.Decide([Work(["beat", "bar", "check"])], calendar, [], Joined).NextDueAt);
    }

    [Fact]
    public void An_extension_moves_her_day_and_never_forward()
    {
        var calendar = Calendar("one", new(2026, 11, 9));

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), Due(calendar, Extension("rhythm/one", new(2026, 11, 20)), Extension("", new(2026, 11, 12))));
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), Due(calendar, Extension("rhythm/one", new(2026, 11, 1))));
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), Due(calendar, Extension("rhythm/two", new(2026, 11, 20))));
    }

    [Fact]
    public void Whoever_is_excused_has_no_day() =>
        Assert.Null(Due(Calendar("one", new(2026, 11, 9)), Concession.Grant(Guid.Empty, "a", "", ConcessionKind.Excuse, null, "ill", "f", Now)));

    [Theory]
    [InlineData("2026-11-09T08:00:00Z", "2026-11-10")]
    [InlineData("2026-11-10T08:00:00Z", "2026-11-25")]
    [InlineData("2026-12-01T08:00:00Z", "2026-12-16")]
    public void What_was_due_before_she_joined_is_due_two_weeks_after(string joined, string end) =>
        Assert.Equal(DateTimeOffset.Parse(end + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), Calendar("one", new(2026, 11, 9)).For("rhythm", "one", [], DateTimeOffset.Parse(joined, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void For_nobody_in_particular_a_day_is_what_it_is() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), Calendar("one", new(2026, 11, 9)).For("rhythm", "one", [], null));

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "rhythm/exam")]
    [InlineData(5, "rhythm/exam")]
    public void A_test_tried_twice_without_passing_worries(int tries, string? place)
    {
        var standing = StandingRule.Decide([Work(["beat"]) with { Tries = new Dictionary<string, int> { ["exam"] = tries, ["check"] = 9 } }], CohortCalendar.Empty, [], Joined);

        Assert.Equal(place, standing.FailingAt);
        Assert.Equal(place is null ? 0 : tries, standing.FailedTries);
    }

    [Fact]
    public void A_day_ends_at_midnight_of_the_cohorts_own_zone()
    {
        var dakar = new CohortCalendar(TimeZones.Of("Africa/Dakar"), new Dictionary<(string, string), DateOnly>());
        var lima = new CohortCalendar(TimeZones.Of("America/Lima"), new Dictionary<(string, string), DateOnly>());
        var cairo = new CohortCalendar(TimeZones.Of("Africa/Cairo"), new Dictionary<(string, string), DateOnly>());

        Assert.Equal(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), dakar.EndOf(new(2026, 11, 9)));
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 5, 0, 0, TimeSpan.Zero), lima.EndOf(new(2026, 11, 9)));

        // Clocks go forward at midnight there: the 24th of April 2026 begins at one.
        Assert.Equal(new DateTimeOffset(2026, 4, 23, 22, 0, 0, TimeSpan.Zero), cairo.EndOf(new(2026, 4, 23)));
    }

    [Fact]
    public void Doing_more_never_makes_anything_worse() =>
        Gen.Select(Gen.Bool.Array[4], Gen.Int[0, 3]).Sample((done, next) =>
        {
            string[] all = ["beat", "bar", "check", "exam"];
            var some = all.Where((_, i) => done[i]).ToArray();
            var calendar = Calendar("one", new(2026, 11, 9));
            var before = StandingRule.Decide([Work(some)], calendar, [], Joined);
            var after = StandingRule.Decide([Work([.. some.Append(all[next]).Distinct()])], calendar, [], Joined);

            Assert.True(after.Percent >= before.Percent && after.DoneCount >= before.DoneCount);
            Assert.True(after.NextDueAt is null || after.NextDueAt >= before.NextDueAt);
            Assert.Equal(after.DoneCount, after.Modules.Sum(m => m.Done));
        });

    [Fact]
    public void What_is_written_of_modules_reads_back_equal() =>
        Gen.Select(Gen.OneOf(Gen.Const("rhythm"), Gen.Const("song")), Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Int[0, 99], Gen.Int[0, 99], (c, m, d, r) => new ModuleStanding(c, m, d, r)).Array[0, 20]
            .Sample(modules => Assert.Equal(modules, ModuleStanding.Read(ModuleStanding.Write(modules))));

    private static CourseWork Work(string[] done, DateTimeOffset? completed = null, CourseOutline? outline = null) =>
        new(outline ?? Outline, done.ToHashSet(), completed, null, new Dictionary<string, int>());

    private static CohortCalendar Calendar(string module, DateOnly on) => new(TimeZoneInfo.Utc, new Dictionary<(string, string), DateOnly> { [("rhythm", module)] = on });

    private static Concession Extension(string module, DateOnly until) => Concession.Grant(Guid.Empty, "a", module, ConcessionKind.Extension, until, "shift", "f", Now);

    private static DateTimeOffset? Due(CohortCalendar calendar, params Concession[] granted) => calendar.For("rhythm", "one", granted, Joined);
}
