using System.Globalization;
using Learning.Teaching.Care;

namespace Learning.Tests.Teaching;

public sealed class RecheckRuleTests
{
    [Theory]
    [InlineData("2025-11-28", 12, "2026-11-28")]
    [InlineData("2025-12-31", 1, "2026-01-31")]
    [InlineData("2026-01-31", 1, "2026-02-28")]   // February has no 31st
    [InlineData("2028-01-31", 1, "2028-02-29")]   // in a leap year
    [InlineData("2026-08-31", 6, "2027-02-28")]
    [InlineData("2026-10-31", 1, "2026-11-30")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2024-02-28", 12, "2025-02-28")]
    [InlineData("2024-02-29", 36, "2027-02-28")]
    [InlineData("2025-02-28", 36, "2028-02-28")]   // not the 29th: the day of the month stays
    [InlineData("1899-12-31", 2, "1900-02-28")]   // no leap year
    [InlineData("1999-12-31", 2, "2000-02-29")]   // one
    [InlineData("2026-12-01", 36, "2029-12-01")]
    [InlineData("9999-06-30", 12, "9999-12-31")]   // the calendar ends
    public void A_text_is_due_so_many_months_later(string checkedOn, int months, string dueOn) =>
        Assert.Equal(Day(dueOn), new RecheckRule(months).DueOn(Day(checkedOn)));

    [Theory]
    [InlineData("2026-11-27T23:59:59Z", false)]
    [InlineData("2026-11-28T00:00:00Z", true)]
    [InlineData("2026-11-28T23:59:59Z", true)]
    [InlineData("2030-01-01T00:00:00Z", true)]
    [InlineData("2025-11-28T00:00:00Z", false)]
    [InlineData("2026-11-28T05:30:00+05:45", false)]   // the 28th in Kathmandu, the 27th in UTC
    [InlineData("2026-11-27T20:00:00-05:00", true)]   // the 27th in Lima, the 28th in UTC
    public void It_is_due_from_the_first_moment_of_that_day_in_UTC(string now, bool isDue) =>
        Assert.Equal(isDue, new RecheckRule(12).IsDue(new(2025, 11, 28), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    [Fact]
    public void What_was_checked_on_a_leap_day_is_due_when_February_ends()
    {
        var rule = new RecheckRule(12);

        Assert.False(rule.IsDue(new(2024, 2, 29), At(2025, 2, 27)));
        Assert.True(rule.IsDue(new(2024, 2, 29), At(2025, 2, 28)));
    }

    [Fact]
    public void A_day_that_is_still_to_come_is_not_due() => Assert.False(new RecheckRule(1).IsDue(new(2027, 1, 1), At(2026, 11, 28)));

    [Fact]
    public void Whatever_was_checked_earlier_is_never_due_later()
    {
        for (var months = RecheckRule.Fewest; months <= RecheckRule.Most; months++)
        {
            var rule = new RecheckRule(months);
            var before = DateOnly.MinValue;
            for (var day = new DateOnly(2023, 12, 1); day < new DateOnly(2028, 4, 1); day = day.AddDays(1))
            {
                var due = rule.DueOn(day);
                Assert.True(due >= before, $"{day} {months}");
                Assert.True(due > day && due >= day.AddDays(28 * months), $"{day} {months}");
                Assert.True(months == RecheckRule.Most || new RecheckRule(months + 1).DueOn(day) > due, $"{day} {months}");
                before = due;
            }
        }
    }

    [Theory]
    [InlineData(null, 12)]
    [InlineData("", 12)]
    [InlineData("  ", 12)]
    [InlineData("1", 1)]
    [InlineData("36", 36)]
    [InlineData(" 6 ", 6)]
    [InlineData("012", 12)]
    public void The_limit_is_asked_for_or_the_usual_one(string? asked, int months) => Assert.Equal(months, RecheckRule.Asked(asked)?.Months);

    [Theory]
    [InlineData("0")]
    [InlineData("37")]
    [InlineData("-1")]
    [InlineData("+6")]
    [InlineData("6.5")]
    [InlineData("1,2")]
    [InlineData("six")]
    [InlineData("0x6")]
    [InlineData("99999999999999999999")]
    [InlineData("١٢")]
    public void What_is_no_whole_number_within_the_limits_is_no_rule(string asked) => Assert.Null(RecheckRule.Asked(asked));

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(-12)]
    [InlineData(int.MinValue)]
    public void There_is_no_rule_beyond_the_limits(int months) => Assert.Throws<ArgumentOutOfRangeException>(() => new RecheckRule(months));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);
}
