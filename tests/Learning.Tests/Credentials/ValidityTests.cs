using CsCheck;
using Learning.Credentials;

namespace Learning.Tests.Credentials;

public sealed class ValidityTests
{
    [Theory]
    [InlineData("2026-11-29T10:30:00Z", 12, "2027-11-29T23:59:59Z")]
    [InlineData("2026-01-31T00:00:00Z", 1, "2026-02-28T23:59:59Z")]
    [InlineData("2028-02-29T23:59:59Z", 12, "2029-02-28T23:59:59Z")]
    public void It_ends_with_a_day(string from, int months, string until) => Assert.Equal(At(until), Validity.Until(At(from), months));

    [Fact]
    public void Without_months_it_does_not_end() => Assert.Null(Validity.Until(At("2026-11-29T10:30:00Z"), null));

    [Theory]
    [InlineData("2027-08-31T23:59:58Z", false)]
    [InlineData("2027-08-31T23:59:59Z", true)]
    [InlineData("2027-11-29T23:59:59Z", true)]
    [InlineData("2031-01-01T00:00:00Z", true)]
    public void A_test_renews_it_in_the_ninety_days_before_its_end_and_after_it(string passed, bool renews) => Assert.Equal(renews, Validity.Renews(At("2027-11-29T23:59:59Z"), At(passed)));

    [Fact]
    public void Whoever_renews_in_time_is_never_without_and_always_valid_for_longer() => Gen.Select(Gen.Int[1, 120], Gen.Int[0, 3_000_000]).Sample((months, minutes) =>
    {
        var issued = At("2026-11-29T10:30:00Z").AddMinutes(minutes);
        var until = Validity.Until(issued, months)!.Value;
        var passed = until.AddDays(-1);

        Assert.True(until > issued);
        Assert.False(Validity.IsOver(until, passed));
        Assert.True(Validity.Renews(until, passed));
        Assert.True(Validity.Until(passed, months) > until);
    });

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
