using System.Globalization;
using CsCheck;
using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class NumericTests
{
    private static Numeric Read(params string[] answers) =>
        Assert.IsType<Numeric>(Written.Read(Written.Answers([.. answers.Select(Written.Answer)])));

    /// <summary>Style guides of all our languages: 2027 may be a year.</summary>
    [Theory]
    [InlineData("en", "2027", "2027")]
    [InlineData("fr", "2027", "2027")]
    [InlineData("es", "2027", "2027")]
    [InlineData("ar", "2027", "2027")]
    [InlineData("en", "-9999", "-9999")]
    [InlineData("en", "12027", "12,027")]
    [InlineData("fr", "12027", "12 027")]
    [InlineData("es", "12027", "12.027")]
    [InlineData("en", "1234.25", "1,234.25")]
    [InlineData("en", "45", "45")]
    public void Thousands_are_set_off_but_not_in_a_whole_number_of_four_digits(string language, string number, string written) =>
        Assert.Equal(written, Numeric.Write(decimal.Parse(number, CultureInfo.InvariantCulture), CultureInfo.GetCultureInfo(language)).Replace('\u202F', ' ').Replace('\u00A0', ' '));

    [Theory]
    [InlineData("1800", "1800")]
    [InlineData("1,800", "1.8 1800")]
    [InlineData("1.800", "1.8 1800")]
    [InlineData("1 800", "1800")]
    [InlineData("1\u00A0800", "1800")]
    [InlineData("1\u202F800,50", "1800.5")]
    [InlineData("1'800", "1800")]
    [InlineData("1,800,000", "1800000")]
    [InlineData("1.800.000", "1800000")]
    [InlineData("1,800.5", "1800.5")]
    [InlineData("1.800,5", "1800.5")]
    [InlineData("52,5 %", "52.5")]
    [InlineData("52.5%", "52.5")]
    [InlineData("٤٥٠", "450")]
    [InlineData("١٬٨٠٠", "1.8 1800")]
    [InlineData("٥٢٫٥ ٪", "52.5")]
    [InlineData("-3", "-3")]
    [InlineData("−3", "-3")]
    [InlineData("+3", "3")]
    [InlineData("0,800", "0.8")]
    [InlineData("12,34", "12.34")]
    [InlineData("", "")]
    [InlineData("many", "")]
    [InlineData("1,80,000", "")]
    [InlineData("3-4", "")]
    [InlineData("1e5", "")]
    [InlineData("99999999999999999999999999999", "")]
    public void A_number_is_read_as_any_of_our_languages_writes_it(string text, string readings) =>
        Assert.Equal(readings, string.Join(' ', Numeric.Readings(text, null).Order().Select(n => (n / 1.0000000000m).ToString(CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("450")]
    [InlineData("451")]
    [InlineData("449")]
    [InlineData(" 450 a month ")]
    [InlineData("450 A Month")]
    [InlineData("٤٥٠")]
    public void Within_the_tolerance_is_right(string typed) =>
        Assert.True(Read("= 450 ± 1 a month", "!= 400").Mark(Written.Response(typed)).IsRight);

    [Theory]
    [InlineData("451.01", "")]
    [InlineData("400", "wrong")]
    [InlineData("400.1", "")]
    [InlineData("", "")]
    public void Outside_it_is_wrong_and_a_foreseen_number_is_spoken_to(string typed, string feedback)
    {
        var marking = Read("= 450 ± 1 a month", "!= 400").Mark(Written.Response(typed));

        Assert.Equal((Fraction.Zero, feedback), (marking.Score.Raw, marking.Feedback));
    }

    [Fact]
    public void A_number_within_the_tolerance_is_right_and_one_outside_is_not() =>
        Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[0, 50], Gen.Int[-200, 200]).Sample((value, tolerance, off) =>
        {
            var question = Read(string.Create(CultureInfo.InvariantCulture, $"= {value} ± {tolerance}"));
            var score = question.Mark(Written.Response((value + off).ToString(CultureInfo.InvariantCulture))).Score;

            return score.IsFull == (Math.Abs(off) <= tolerance) && score.Raw >= Fraction.Zero && score.Raw <= new Fraction(1);
        });

    [Fact]
    public void Whatever_is_typed_breaks_nothing() =>
        Gen.String.Sample(text => Read("= 450 ± 1 %").Mark(Written.Response(text)).Score.Max == 1);

    [Theory]
    [InlineData("en", "450", "450", "0", null)]
    [InlineData("en", "52.5 ± 0.1 %", "52.5", "0.1", "%")]
    [InlineData("en", "52.5±0.1%", "52.5", "0.1", "%")]
    [InlineData("en", "52.5 +/- 0.1 %", "52.5", "0.1", "%")]
    [InlineData("en", "1,800,000 ± 1 a month", "1800000", "1", "a month")]
    [InlineData("en", "1,800", "1800", "0", null)]
    [InlineData("en", "1.800", "1.800", "0", null)]
    [InlineData("en", "-4 °C", "-4", "0", "°C")]
    [InlineData("en", "30 m2", "30", "0", "m2")]
    [InlineData("fr", "1 800,5 ± 0,5 francs par mois", "1800.5", "0.5", "francs par mois")]
    [InlineData("fr", "1,800", "1.800", "0", null)]
    [InlineData("es", "1.800 al mes", "1800", "0", "al mes")]
    [InlineData("ar", "١٬٨٠٠ ± ١ شهريا", "1800", "1", "شهريا")]
    public void An_answer_is_a_number_a_tolerance_and_a_unit(string language, string answer, string value, string tolerance, string? unit)
    {
        var question = Assert.IsType<Numeric>(Written.Read(Written.Question(language) with { Answers = [Written.Answer("= " + answer)] }));

        Assert.Equal(
            new ForeseenNumber(decimal.Parse(value, CultureInfo.InvariantCulture), decimal.Parse(tolerance, CultureInfo.InvariantCulture), true, "right"),
            Assert.Single(question.Answers));
        Assert.Equal(unit, question.Unit);
    }

    [Fact]
    public void The_right_response_gets_full_marks()
    {
        foreach (var answer in new[] { "= 450", "= 52.5 ± 0.1 %", "= 1,800,000 a month", "= 0.125", "= -3" })
        {
            var question = Read(answer);
            Assert.True(question.Mark(question.RightResponse).IsRight, answer);
        }
    }

    [Fact]
    public void Faults_of_numbers_are_named()
    {
        Assert.Equal(["not-a-number"], Written.Faults(Written.Answers(Written.Answer("= 1,80,000"))));
        Assert.Equal(["not-a-number"], Written.Faults(Written.Answers(Written.Answer("= 5 ± some"))));
        Assert.Equal(["not-a-number"], Written.Faults(Written.Answers(Written.Answer("= 5 ± -1"))));
        Assert.Equal(["mixed-kinds"], Written.Faults(Written.Answers(Written.Answer("= 450"), Written.Answer("= four hundred"))));
        Assert.Equal(["mixed-kinds"], Written.Faults(Written.Answers(Written.Answer("= 450"), Written.Answer("!= too much"))));
        Assert.Equal(["different-units"], Written.Faults(Written.Answers(Written.Answer("= 450 a month"), Written.Answer("!= 500 a year"))));
        Assert.Equal(["duplicate-answer"], Written.Faults(Written.Answers(Written.Answer("= 450 ± 5"), Written.Answer("!= 453"))));
        Assert.Equal(["no-right-answer"], Written.Faults(Written.Answers(Written.Answer("!= 450"))));
    }
}
