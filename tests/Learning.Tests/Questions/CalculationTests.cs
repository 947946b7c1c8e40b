using System.Text.Json;
using CsCheck;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class CalculationTests
{
    private static Calculation Read(string language = "en") => Assert.IsType<Calculation>(Written.Read(Question(language)));

    private static WrittenQuestion Question(string language = "en", string wage = "800..2400 step 50", string right = "{wage * rate %} ± 1 a month") => Written.Question(language) with
    {
        Prompt = $"The wage is {Calculation.MarkOf("wage")} and the rate {Calculation.MarkOf("rate")} per cent.",
        Explanation = $"<p>{Calculation.MarkOf("wage * rate %")}</p>",
        Numbers = [new(new(1, 1), "wage", wage), new(new(1, 2), "rate", "40..50"), new(new(1, 3), "wage * rate %", null)],
        Answers = [Written.Answer("= " + right), Written.Answer("!= {wage * 20 %}")],
    };

    private static Gen<string> Seed { get; } = Gen.Guid.Select(id => $"{id} question");

    [Fact]
    public void The_same_seed_gives_the_same_question_and_another_one_others() => Seed.Sample(seed =>
    {
        var question = Read();
        return Json(question.For(seed)) == Json(question.For(seed)) && Enumerable.Range(0, 20).Any(n => Json(question.For(seed + n)) != Json(question.For(seed)));
    });

    [Fact]
    public void Its_numbers_never_change_for_an_attempt_that_is_under_way() =>
        Assert.Equal("The wage is 1200 and the rate 46 per cent.", Read().For("0190c7d0-0000-7000-8000-000000000001 q").Prompt);

    [Fact]
    public void Numbers_are_of_their_range_and_the_answer_is_worked_out_from_them() => Seed.Sample(seed =>
    {
        var drawn = Assert.IsType<Numeric>(Read().For(seed));
        var said = drawn.Prompt.Split(' ');
        var (wage, rate) = (decimal.Parse(said[3].Replace(",", "", StringComparison.Ordinal), null), decimal.Parse(said[7], null));
        return wage >= 800 && wage <= 2400 && wage % 50 == 0 && rate >= 40 && rate <= 50
            && drawn.Answers[0].Value == wage * rate / 100
            && drawn.Answers[1].Value == wage / 5
            && drawn.Mark(drawn.RightResponse).IsRight
            && !drawn.Mark(new Response([(drawn.Answers[0].Value + 1.01m).ToString(System.Globalization.CultureInfo.InvariantCulture)])).IsRight
            && drawn.Mark(new Response([drawn.Answers[1].Value.ToString(System.Globalization.CultureInfo.InvariantCulture)])).Feedback == "wrong"
            && drawn.Mark(Response.Empty).Score.Raw == Fraction.Zero;
    });

    [Fact]
    public void A_revision_keeps_it_as_it_was() => Seed.Sample(seed =>
    {
        var again = JsonSerializer.Deserialize(Json(Read()), CourseJson.Default.IReadOnlyListQuestion)![0];
        return Json(again) == Json(Read()) && Json(again.For(seed)) == Json(Read().For(seed));
    });

    [Fact]
    public void Before_its_numbers_are_drawn_it_cannot_be_asked_or_marked()
    {
        Assert.Throws<InvalidOperationException>(() => Read().Mark(Response.Empty));
        Assert.Throws<InvalidOperationException>(() => Read().Show(Response.Empty, null, null));
    }

    [Theory]
    [InlineData("800..2400 step 50", "{wage / (rate - 45)} ± 1", "cannot-be-worked-out")]
    [InlineData("0..2400 step 7", "{rate / wage} ± 1", "cannot-be-worked-out")]
    [InlineData("800..2400 step 50", "{wage * rate * wage * rate * 10000000000000000000}", "cannot-be-worked-out")]
    [InlineData("800..2400 step 50", "{wage / 3}", "endless-decimals")]
    [InlineData("800..2400 step 50", "{wage * 20 %}", "duplicate-answer")]
    [InlineData("800..2400 step 50", "{wages * 45 %}", "unknown-number")]
    [InlineData("800..2400 step 50", "{wage * }", "wrong-expression")]
    [InlineData("800..2400 step 50", "{wage} ± few", "not-calculated")]
    [InlineData("800..2400 step 50", "450", "not-calculated")]
    [InlineData("2400..800", "{wage * rate %}", "wrong-range")]
    [InlineData("800..2400 step 0", "{wage * rate %}", "wrong-range")]
    [InlineData("some", "{wage * rate %}", "wrong-range")]
    [InlineData("1..9000000", "{wage * rate %}", "wrong-range")]
    [InlineData("1,000..2,000", "{wage * rate %}", "wrong-range")]
    public void Faults_are_named(string wage, string right, string code) => Assert.Contains(code, Written.Faults(Question(wage: wage, right: right)));

    [Fact]
    public void Rounded_or_with_a_tolerance_a_third_can_be_asked_for()
    {
        Assert.Empty(Written.Faults(Question(right: "{round(wage / 3, 2)}")));
        Assert.Empty(Written.Faults(Question(right: "{wage / 3} ± 0.01")));
    }

    [Fact]
    public void The_right_answer_can_be_typed_where_its_decimals_never_end() => Seed.Sample(seed =>
    {
        var drawn = Written.Read(Question(right: "{wage / 7} ± 0.01")).For(seed);
        return drawn.Mark(drawn.RightResponse).IsRight;
    });

    [Fact]
    public void Numbers_belong_to_a_calculation()
    {
        var numbers = Question().Numbers;
        Assert.Equal(["mixed-kinds"], Written.Faults(Written.Options(Written.Option("(x) a"), Written.Option("( ) b")) with { Numbers = numbers }));
        Assert.Equal(["mixed-kinds"], Written.Faults(Written.Question() with { Numbers = numbers }));
        Assert.Equal(["no-numbers"], Written.Faults(Written.Answers(Written.Answer("= {2 * 3}"))));
    }

    private static string Json(Question question) => JsonSerializer.Serialize<IReadOnlyList<Question>>([question], CourseJson.Default.IReadOnlyListQuestion);
}
