using CsCheck;
using Learning.Notifications;

namespace Learning.Tests.Notifications;

/// <summary>Who gets what now: each rule by example, and its law for any zone and moment.</summary>
public sealed class RulesTests
{
    private static readonly TimeZoneInfo[] Zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);   // a Monday

    private static readonly Gen<TimeZoneInfo> AnyZone = Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]);

    private static readonly Gen<DateTimeOffset> AnyMoment = Gen.Long[0, 40L * 365 * 24 * 60].Select(m => new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(m));

    [Theory]
    [InlineData("Africa/Dakar", 7, true)]
    [InlineData("Africa/Dakar", 8, false)]
    [InlineData("Africa/Dakar", 19, false)]
    [InlineData("Africa/Dakar", 20, true)]
    [InlineData("Asia/Manila", 0, false)]     // 8:00 there
    [InlineData("Asia/Manila", 12, true)]     // 20:00 there
    [InlineData("America/Lima", 12, true)]    // 7:00 there
    [InlineData("America/Lima", 13, false)]
    public void The_night_is_hers(string zone, int hourOfUtc, bool isNight) =>
        Assert.Equal(isNight, QuietHours.Hold(new DateTimeOffset(2026, 3, 2, hourOfUtc, 0, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void Where_she_has_not_said_it_is_the_night_of_her_cohort()
    {
        Assert.Equal("Asia/Manila", QuietHours.ZoneOf("Asia/Manila", "Africa/Dakar").Id);
        Assert.Equal("Africa/Dakar", QuietHours.ZoneOf(null, "Africa/Dakar").Id);
        Assert.Equal("Africa/Dakar", QuietHours.ZoneOf("Nowhere/Atall", "Africa/Dakar").Id);
        Assert.Equal(TimeZoneInfo.Utc, QuietHours.ZoneOf("Nowhere/Atall", "Nor/Here"));
    }

    [Fact]
    public void Nothing_is_ever_sent_by_a_rule_at_night() => Gen.Select(AnyZone, AnyMoment, Gen.Int[0, 3], Gen.Int[0, 100]).Sample(
        (zone, now, aWeek, daysAgo) =>
        {
            var hour = TimeZoneInfo.ConvertTime(now, zone).Hour;
            var isDay = hour is >= 8 and < 20;
            Assert.True(isDay || !ReminderRule.IsDue(Facts(now, zone, daysAgo, aWeek, [])));
            Assert.True(isDay || DueNoticeRule.At(now.AddHours(daysAgo), now.AddDays(-50), now, zone) == DueNotice.None);
            Assert.True(isDay || DigestRule.MondayAt(now, zone) is null);
        },
        iter: 20_000);

    [Theory]
    [InlineData(13, 1, false)]
    [InlineData(14, 1, true)]
    [InlineData(14, 0, false)]   // the cohort wants no reminders
    [InlineData(400, 1, true)]
    public void Whoever_has_not_come_back_for_so_long_is_reminded(int daysAgo, int aWeek, bool isDue) => Assert.Equal(isDue, ReminderRule.IsDue(Facts(Start, TimeZoneInfo.Utc, daysAgo, aWeek, [])));

    [Fact]
    public void Whoever_has_not_begun_is_reminded_counted_from_when_she_could()
    {
        var facts = Facts(Start, TimeZoneInfo.Utc, 0, 1, []) with { LastAt = null, BeganAt = Start.AddDays(-14) };

        Assert.True(ReminderRule.IsDue(facts));
        Assert.False(ReminderRule.IsDue(facts with { BeganAt = Start.AddDays(-13) }));
    }

    [Fact]
    public void Never_more_often_in_seven_days_than_said_and_never_more_than_some_without_an_answer() =>
        Gen.Select(AnyZone, Gen.Int[1, 3], Gen.Int[3, 60], Gen.Int[5, 90].Array[0, 400], Gen.Int[0, 400]).Sample(
            (zone, aWeek, stalledAfter, pauses, stepAfterDays) =>
            {
                // Rounds at any moments, and perhaps one step of hers in between.
                var sent = new List<DateTimeOffset>();
                var (now, last) = (Start, Start.AddDays(-stalledAfter));
                foreach (var minutes in pauses.Select(p => p * 20))
                {
                    now = now.AddMinutes(minutes);
                    if (now > Start.AddDays(stepAfterDays) && last < Start)
                    {
                        last = now;
                    }

                    if (ReminderRule.IsDue(Facts(now, zone, 0, aWeek, sent) with { LastAt = last, StalledAfterDays = stalledAfter }))
                    {
                        sent.Add(now);
                    }
                }

                Assert.All(sent, at => Assert.True(sent.Count(other => other > at.AddDays(-7) && other <= at) <= aWeek));
                Assert.True(sent.Count(at => at > last) <= ReminderRule.MostUnanswered);
            },
            iter: 500);

    [Theory]
    [InlineData(1, 6)]   // one a week for six weeks, then a facilitator calls
    [InlineData(2, 6)]
    [InlineData(3, 6)]
    public void Reminders_are_spread_and_end(int aWeek, int most)
    {
        var sent = new List<DateTimeOffset>();
        for (var now = Start; now < Start.AddDays(100); now = now.AddMinutes(30))
        {
            if (ReminderRule.IsDue(Facts(now, TimeZoneInfo.Utc, 0, aWeek, sent) with { LastAt = Start.AddDays(-20) }))
            {
                sent.Add(now);
            }
        }

        Assert.Equal(most, sent.Count);
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromDays(1.5)));
    }

    [Theory]
    [InlineData(-73, DueNotice.None)]
    [InlineData(-72, DueNotice.Soon)]
    [InlineData(-1, DueNotice.Soon)]
    [InlineData(0, DueNotice.Past)]
    [InlineData(47, DueNotice.Past)]
    [InlineData(48, DueNotice.None)]
    public void What_is_due_is_told_three_days_before_and_when_it_is_over(int hoursAfter, DueNotice notice)
    {
        var due = Start.AddHours(-hoursAfter);

        Assert.Equal(notice, DueNoticeRule.At(due, Start.AddDays(-30), Start, TimeZoneInfo.Utc));
    }

    [Fact]
    public void Whoever_came_after_the_day_is_not_told_that_she_is_late() =>
        Assert.Equal(DueNotice.None, DueNoticeRule.At(Start.AddHours(-5), Start.AddHours(-4), Start, TimeZoneInfo.Utc));

    [Fact]
    public void Of_each_day_something_is_due_she_hears_once_before_and_once_after_wherever_she_is() => Gen.Select(AnyZone, AnyMoment).Sample(
        (zone, due) =>
        {
            var heard = Enumerable.Range(-5 * 48, 10 * 48).Select(half => DueNoticeRule.At(due, due.AddDays(-30), due.AddMinutes(30 * half), zone)).Where(n => n != DueNotice.None).Distinct();
            Assert.Equal([DueNotice.Soon, DueNotice.Past], heard);   // the key of a message makes each one message
        },
        iter: 500);

    [Theory]
    [InlineData("2026-03-02T07:59", null)]
    [InlineData("2026-03-02T08:00", "2026-03-02")]
    [InlineData("2026-03-02T19:59", "2026-03-02")]
    [InlineData("2026-03-02T20:00", null)]
    [InlineData("2026-03-03T09:00", null)]
    public void A_week_is_told_on_Monday_in_the_day(string utc, string? monday) => Assert.Equal(
        monday is null ? null : DateOnly.Parse(monday, System.Globalization.CultureInfo.InvariantCulture),
        DigestRule.MondayAt(DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.Utc));

    [Fact]
    public void A_mail_is_tried_seven_times_with_growing_waits()
    {
        var waits = Enumerable.Range(1, RetrySchedule.Most - 1).Select(tries => RetrySchedule.After(tries)!.Value).ToArray();

        Assert.Equal([1, 5, 15, 60, 180, 720], waits.Select(w => w.TotalMinutes));
        Assert.Null(RetrySchedule.After(RetrySchedule.Most));
        Assert.Null(RetrySchedule.After(0));
    }

    private static ReminderFacts Facts(DateTimeOffset now, TimeZoneInfo zone, int daysAgo, int aWeek, IReadOnlyCollection<DateTimeOffset> earlier) => new()
    {
        Now = now,
        Zone = zone,
        LastAt = now.AddDays(-daysAgo),
        BeganAt = now.AddDays(-500),
        StalledAfterDays = 14,
        RemindersAWeek = aWeek,
        Earlier = earlier,
    };
}
