using CsCheck;
using Learning.Credentials.Typesetting;

namespace Learning.Tests.Credentials;

public sealed class DirectionsTests
{
    /// <summary>What stands on the paper from left to right, each stretch as it is read.</summary>
    private static string OnPaper(string text, bool rightToLeft) =>
        string.Join('|', Directions.OnPaper(Directions.Split(text, rightToLeft), part => part.Level).Select(part => part.Text));

    [Theory]
    [InlineData("Amina", false, "Amina")]
    [InlineData("Amina أمينة Okonkwo", false, "Amina |أمينة| Okonkwo")]
    [InlineData("أمينة Amina محمد", true, " محمد|Amina|أمينة ")]
    [InlineData("صدر في 24/11/2026 هنا", true, " هنا|24/11/2026|صدر في ")]
    [InlineData("النتيجة 87%", true, "87%|النتيجة ")]
    [InlineData("الاتفاقية 102 (C102) هنا", true, ") هنا|C102| (|102|الاتفاقية ")]
    [InlineData("Convention 102", true, "Convention 102")]
    [InlineData("رقم 1 2", true, "2| |1|رقم ")]
    public void Words_of_either_direction_stand_where_they_belong(string text, bool rightToLeft, string expected) =>
        Assert.Equal(expected, OnPaper(text, rightToLeft));

    [Theory]
    [InlineData("102 أمينة Amina", true)]
    [InlineData("102 Amina أمينة", false)]
    [InlineData("שלום", true)]
    [InlineData("Ĉu", false)]
    public void The_first_letter_decides(string text, bool rightToLeft) => Assert.Equal(rightToLeft, Directions.IsRightToLeft(text, !rightToLeft));

    [Fact]
    public void Without_a_letter_the_language_decides()
    {
        Assert.True(Directions.IsRightToLeft("102 %", true));
        Assert.False(Directions.IsRightToLeft("102 %", false));
    }

    [Fact]
    public void Nothing_is_lost_and_nothing_added() =>
        Gen.Select(Gen.String[Gen.Char["aB1 2.(،أمשa\u0301-%"], 0, 30], Gen.Bool).Sample((text, rightToLeft) =>
        {
            var parts = Directions.Split(text, rightToLeft);
            var paper = Directions.OnPaper(parts, part => part.Level);
            return string.Concat(parts.Select(part => part.Text)) == text && paper.Count == parts.Count && parts.All(paper.Contains);
        });
}
