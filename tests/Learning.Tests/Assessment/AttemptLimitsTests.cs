using CsCheck;
using Learning.Assessment;
using Learning.Authoring;

namespace Learning.Tests.Assessment;

public sealed class AttemptLimitsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DateTimeOffset?> Moments = Gen.Int[0, 1000].Select(minutes => Noon.AddMinutes(minutes)).Nullable();

    private static readonly Gen<AttemptLimits> Limits =
        Gen.Select(Gen.Int[1, 5].Nullable(), Gen.Int[1, 600].Nullable(), Moments, Moments,
            (most, minutes, opens, closes) => new AttemptLimits(most, minutes is { } m ? TimeSpan.FromMinutes(m) : null, opens, closes));

    [Fact]
    public void Without_rules_nothing_is_limited()
    {
        var limits = AttemptLimits.Of(QuizRules.Default, []);

        Assert.Equal(new AttemptLimits(null, null, null, null), limits);
        Assert.Null(limits.RefusalAt(Noon, 1_000_000));
        Assert.Null(limits.EndOf(Noon));
        Assert.True(AttemptLimits.Counts(null, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void What_is_allowed_adds_up()
    {
        var limits = AttemptLimits.Of(
            new QuizRules { Attempts = 1, TimeLimit = 30, ClosesAt = Noon },
            [Allowance.Grant("l", "c", "a", 10, 1, null, "r", "f", Noon), Allowance.Grant("l", "c", "a", 5, 0, Noon.AddDays(2), "r", "f", Noon), Allowance.Grant("l", "c", "a", 0, 1, Noon.AddDays(-2), "r", "f", Noon)]);

        Assert.Equal(new AttemptLimits(3, TimeSpan.FromMinutes(45), null, Noon.AddDays(2)), limits);
    }

    [Fact]
    public void The_moment_of_opening_is_open_and_that_of_closing_closed()
    {
        var limits = new AttemptLimits(2, null, Noon, Noon.AddHours(1));

        Assert.Equal("Record.NotOpenYet", limits.RefusalAt(Noon.AddTicks(-1), 0));
        Assert.Null(limits.RefusalAt(Noon, 1));
        Assert.Equal("Record.NoMoreAttempts", limits.RefusalAt(Noon, 2));
        Assert.Equal("Record.Closed", limits.RefusalAt(Noon.AddHours(1), 0));
    }

    [Fact]
    public void An_attempt_never_ends_after_the_quiz_has_closed_nor_after_its_time() =>
        Gen.Select(Limits, Gen.Int[0, 1000]).Sample((limits, minutes) =>
        {
            var began = Noon.AddMinutes(minutes);
            var end = limits.EndOf(began);
            return (limits.ClosesAt is null || end <= limits.ClosesAt)
                && (limits.Time is not { } time || end <= began + time)
                && (end is null) == (limits is { ClosesAt: null, Time: null });
        });

    [Fact]
    public void Once_too_late_always_too_late() =>
        Gen.Select(Moments, Gen.Int[0, 2000], Gen.Int[0, 2000]).Sample((end, a, b) =>
            !AttemptLimits.Counts(end, Noon.AddMinutes(Math.Max(a, b))) || AttemptLimits.Counts(end, Noon.AddMinutes(Math.Min(a, b))));
}
