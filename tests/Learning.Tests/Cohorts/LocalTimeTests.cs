using CsCheck;
using Learning.Cohorts;
using Learning.Cohorts.Meetings;

namespace Learning.Tests.Cohorts;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("Africa/Dakar", "2026-11-28", "18:30", "2026-11-28T18:30Z")]
    [InlineData("Asia/Kathmandu", "2026-11-28", "00:15", "2026-11-27T18:30Z")]
    [InlineData("Europe/Paris", "2026-07-01", "18:30", "2026-07-01T16:30Z")]
    [InlineData("Europe/Paris", "2026-12-01", "18:30", "2026-12-01T17:30Z")]
    [InlineData("Europe/Paris", "2026-03-29", "01:59", "2026-03-29T00:59Z")]
    [InlineData("Europe/Paris", "2026-03-29", "02:30", null)]   // the clocks are put forward from 2 to 3
    [InlineData("Europe/Paris", "2026-03-29", "03:00", "2026-03-29T01:00Z")]
    [InlineData("Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30Z")]   // it comes twice: the first, still summer time
    [InlineData("Europe/Paris", "2026-10-25", "03:00", "2026-10-25T02:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45Z")]   // half an hour comes twice
    [InlineData("Africa/Cairo", "2026-04-24", "00:30", null)]   // the day begins at one
    public void A_time_by_the_clock_of_a_place(string zone, string day, string time, string? moment) =>
        Assert.Equal(
            moment is null ? null : DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture),
            LocalTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd"), TimeOnly.ParseExact(time, "HH:mm"), TimeZones.Of(zone)));

    [Fact]
    public void What_is_planned_is_shown_at_the_time_that_was_given() =>
        Gen.Select(Gen.Int[0, 365 * 24 * 4], Gen.Int[0, 4]).Sample((quarters, place) =>
        {
            var zone = TimeZones.Of(new[] { "Europe/Paris", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "UTC" }[place]);
            var local = new DateTime(2026, 1, 1).AddMinutes(15 * quarters);

            if (LocalTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), zone) is { } at)
            {
                Assert.Equal(local, TimeZoneInfo.ConvertTime(at, zone).DateTime);
            }
            else
            {
                Assert.True(zone.IsInvalidTime(local));
            }
        });
}
