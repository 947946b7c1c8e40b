using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class ShortTextTests
{
    private static readonly Question _question = Written.Read(Written.Answers(
        Written.Answer("= sécurité sociale"), Written.Answer("= الضمان الاجتماعي"), Written.Answer("!= assurance")));

    [Theory]
    [InlineData("sécurité sociale")]
    [InlineData("  SECURITE   Sociale. ")]
    [InlineData("se\u0301curite\u0301-sociale")]
    [InlineData("الضمان الإجتماعي")]
    [InlineData("الضَّمَانُ الاجتماعى")]
    [InlineData("الضـــمان الاجتماعي")]
    public void Case_accents_and_signs_do_not_matter(string typed) => Assert.True(_question.Mark(Written.Response(typed)).IsRight);

    [Theory]
    [InlineData("assurance", "wrong")]
    [InlineData("Assurance!", "wrong")]
    [InlineData("securitesociale", "")]
    [InlineData("sécurité", "")]
    [InlineData("", "")]
    [InlineData("?!", "")]
    public void Anything_else_is_wrong_and_a_foreseen_answer_is_spoken_to(string typed, string feedback)
    {
        var marking = _question.Mark(Written.Response(typed));

        Assert.Equal((Fraction.Zero, feedback), (marking.Score.Raw, marking.Feedback));
    }

    [Theory]
    [InlineData("Workers' organization", "workers organization")]
    [InlineData("workers’ organization", "workers organization")]
    [InlineData("C.102", "c102")]
    [InlineData("اتفاقية ١٠٢", "اتفاقيه 102")]
    [InlineData("ﬁnance", "finance")]
    public void Texts_are_folded(string text, string folded) => Assert.Equal(folded, ShortText.Fold(text));

    [Fact]
    public void The_right_response_gets_full_marks() => Assert.True(_question.Mark(_question.RightResponse).IsRight);

    [Theory]
    [InlineData("1 September", "September 1", "1.9.")]
    [InlineData("Convention 102", "102nd Convention", "No. 102")]
    public void Words_with_digits_in_them_stay_words(params string[] answers) =>
        Assert.IsType<ShortText>(Written.Read(Written.Answers([.. answers.Select(a => Written.Answer("= " + a))])));

    [Fact]
    public void A_mark_makes_numbers_words() =>
        Assert.IsType<ShortText>(Written.Read(Written.Answers(Written.Answer("= 102"), Written.Answer("= Convention 102")) with { IsShortText = true }));

    [Fact]
    public void Faults_of_short_texts_are_named()
    {
        Assert.Equal(["no-right-answer"], Written.Faults(Written.Answers(Written.Answer("!= word"))));
        Assert.Equal(["unreadable-answer"], Written.Faults(Written.Answers(Written.Answer("= word"), Written.Answer("= ?!"))));
        Assert.Equal(["duplicate-answer"], Written.Faults(Written.Answers(Written.Answer("= Wörd"), Written.Answer("!= word"))));
    }
}
