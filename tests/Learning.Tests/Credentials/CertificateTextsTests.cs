using System.Globalization;
using Learning.Credentials;

namespace Learning.Tests.Credentials;

public sealed class CertificateTextsTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "November 24, 2026")]
    [InlineData("fr", "24 novembre 2026")]
    [InlineData("es", "24 de noviembre de 2026")]
    public void A_day_is_said_in_the_language_without_its_weekday(string language, string expected) =>
        Assert.Equal(expected, CertificateTexts.Day(Day, CultureInfo.GetCultureInfo(language)));

    [Theory]
    [InlineData("ar")]
    [InlineData("ar-SA")]
    [InlineData("fa")]
    [InlineData("th")]
    public void The_year_is_of_the_gregorian_calendar_everywhere(string language) =>
        Assert.Contains("2026", CertificateTexts.Day(Day, CultureInfo.GetCultureInfo(language)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("not a language!")]
    public void An_unknown_language_is_written_as_english(string language) => Assert.Equal("en", CertificateTexts.CultureOf(language).Name);
}
