using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class OpinionTests
{
    private static readonly WrittenQuestion Good = Written.Options(Written.Option("( ) Good"), Written.Option("( ) Bad")) with { IsSurvey = true };

    [Fact]
    public void Nothing_in_it_is_right_or_scored()
    {
        var opinion = Written.Read(Good);

        Assert.Equal(Score.None, opinion.Mark(Written.Response("a")).Score);
        Assert.Equal([true, false], opinion.Show(Written.Response("a"), opinion.Mark(Written.Response("a")), null).Options.Select(o => o.IsChosen));
        Assert.All(opinion.Show(Written.Response("a"), opinion.Mark(Written.Response("a")), null).Options, o => Assert.Null(o.IsRight));
    }

    [Fact]
    public void Square_brackets_ask_for_several_and_nothing_asks_for_words()
    {
        var several = Written.Read(Written.Options(Written.Option("[ ] One"), Written.Option("[ ] Two")) with { IsSurvey = true });
        var words = Written.Read(Written.Question() with { IsSurvey = true });

        Assert.True(several.Show(Response.Empty, null, null).IsMultiple);
        Assert.Empty(words.Show(Response.Empty, null, null).Options);
    }

    [Fact]
    public void A_question_with_a_right_answer_does_not_belong_in_a_survey()
    {
        Assert.Equal(["right-answer-in-survey"], Written.Faults(Good with { Options = [Written.Option("(x) Good"), Written.Option("( ) Bad")] }));
        Assert.Equal(["not-a-survey-question"], Written.Faults(Written.Answers(Written.Answer("= yes")) with { IsSurvey = true }));
        Assert.Equal(["too-few-options"], Written.Faults(Good with { Options = [Written.Option("( ) Good")] }));
        Assert.Equal(["mixed-kinds"], Written.Faults(Good with { Options = [Written.Option("( ) Good"), Written.Option("[ ] Bad")] }));
    }
}
