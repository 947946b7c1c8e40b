using CsCheck;
using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class ChoiceTests
{
    private static readonly Question _single = Written.Read(Written.Options(Written.Option("( ) A"), Written.Option("(x) B", "Yes."), Written.Option("( ) C", "No.")));

    private static readonly Question _trueFalse =
        Written.Read(Written.Options(Written.Option("( ) True", "No."), Written.Option("(x) False", "Yes.")) with { IsTrueFalse = true });

    /// <summary>Multiple choice questions of two to eight options, at least one of them right.</summary>
    private static Gen<MultipleChoice> Multiple { get; } = Gen.Bool.Array[Choice.FewestOptions, Choice.MostOptions]
        .Where(right => right.Contains(true))
        .Select(right => (MultipleChoice)Written.Read(Written.Options([.. right.Select((r, i) => Written.Option($"[{(r ? 'x' : ' ')}] Option {i}"))])));

    private static Gen<(MultipleChoice Question, string[] Chosen)> MultipleAnswered { get; } =
        from question in Multiple
        from chosen in Gen.Shuffle(question.Options.Select(o => o.Value).ToArray(), 0, question.Options.Count)
        select (question, chosen);

    [Theory]
    [InlineData("b", true, "Yes.")]
    [InlineData("c", false, "No.")]
    [InlineData("z", false, "")]
    [InlineData("B", false, "")]
    public void One_right_answer_is_right_or_not(string chosen, bool isRight, string feedback)
    {
        var marking = _single.Mark(Written.Response(chosen));

        Assert.Equal((isRight, feedback), (marking.IsRight, marking.Feedback));
        Assert.Equal(1, marking.Score.Max);
    }

    [Fact]
    public void Choosing_all_of_a_single_choice_earns_nothing() =>
        Assert.Equal(Fraction.Zero, _single.Mark(Written.Response("a", "b", "c")).Score.Raw);

    [Fact]
    public void A_statement_is_judged() => Assert.Multiple(
        () => Assert.True(_trueFalse.Mark(Written.Response("b")).IsRight),
        () => Assert.False(_trueFalse.Mark(Written.Response("a")).IsRight),
        () => Assert.Equal("No.", _trueFalse.Mark(Written.Response("a")).Feedback));

    [Fact]
    public void True_stands_before_false_however_often_it_is_shuffled()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(["a", "b"], _trueFalse.Show(Response.Empty, null, new Random(seed)).Options.Select(o => o.Value));
        }
    }

    [Fact]
    public void Nothing_on_the_page_gives_the_answer_away_before_marking() => Multiple.Sample(question =>
    {
        var view = question.Show(Response.Empty, null, new Random(1));

        return view.Options.All(o => o.IsRight is null && o.Feedback is null) && view.Explanation is null && view.RightAnswer is null && view.Feedback is null;
    });

    [Fact]
    public void A_score_lies_between_nought_and_the_most() => MultipleAnswered.Sample(answered =>
    {
        var score = answered.Question.Mark(new(answered.Chosen)).Score;

        return score.Raw >= Fraction.Zero && score.Raw <= new Fraction(score.Max) && score.Max == answered.Question.Max;
    });

    [Fact]
    public void The_right_response_gets_full_marks() => Multiple.Sample(question => question.Mark(question.RightResponse).IsRight);

    [Fact]
    public void A_blank_response_gets_nought() => Multiple.Sample(question => question.Mark(Response.Empty).Score.Raw == Fraction.Zero);

    [Fact]
    public void One_more_wrong_option_never_raises_the_score() => MultipleAnswered.Sample(answered =>
    {
        var before = answered.Question.Mark(new(answered.Chosen)).Score.Raw;
        return answered.Question.Options.Where(o => !o.IsRight && !answered.Chosen.Contains(o.Value))
            .All(wrong => answered.Question.Mark(new([.. answered.Chosen, wrong.Value])).Score.Raw <= before);
    });

    [Fact]
    public void One_more_right_option_never_lowers_the_score() => MultipleAnswered.Sample(answered =>
    {
        var before = answered.Question.Mark(new(answered.Chosen)).Score.Raw;
        return answered.Question.Options.Where(o => o.IsRight && !answered.Chosen.Contains(o.Value))
            .All(right => answered.Question.Mark(new([.. answered.Chosen, right.Value])).Score.Raw >= before);
    });

    [Fact]
    public void Order_and_repetition_of_what_was_chosen_do_not_matter() => MultipleAnswered.Sample(answered =>
        answered.Question.Mark(new(answered.Chosen)) == answered.Question.Mark(new([.. answered.Chosen.Reverse(), .. answered.Chosen])));

    [Fact]
    public void Two_of_three_right_and_one_wrong_is_a_third()
    {
        var question = Written.Read(Written.Options(Written.Option("[x] A"), Written.Option("[x] B"), Written.Option("[x] C"), Written.Option("[ ] D")));

        Assert.Equal(new Fraction(1, 3), question.Mark(Written.Response("a", "b", "d")).Score.Raw);
    }

    [Fact]
    public void Ticking_everything_earns_nothing_where_half_is_wrong()
    {
        var question = Written.Read(Written.Options(Written.Option("[x] A"), Written.Option("[ ] B")));

        Assert.Equal(Fraction.Zero, question.Mark(Written.Response("a", "b")).Score.Raw);
    }

    [Fact]
    public void Faults_of_choices_are_named()
    {
        Assert.Equal(["too-few-options"], Written.Faults(Written.Options(Written.Option("(x) A"))));
        Assert.Equal(["no-right-answer"], Written.Faults(Written.Options(Written.Option("[ ] A"), Written.Option("[ ] B"))));
        Assert.Equal(["two-right-answers"], Written.Faults(Written.Options(Written.Option("(x) A"), Written.Option("(x) B"))));
        Assert.Equal(["duplicate-option"], Written.Faults(Written.Options(Written.Option("(x) A"), Written.Option("( ) a"))));
        Assert.Equal(["missing-feedback"], Written.Faults(Written.Options(Written.Option("(x) A"), Written.Option("( ) B", ""))));
        Assert.Equal(["mixed-kinds"], Written.Faults(Written.Options(Written.Option("(x) A"), Written.Option("[ ] B"))));
        Assert.Equal(["empty-option"], Written.Faults(Written.Options(Written.Option("(x) A"), Written.Option("( ) "))));
        Assert.Equal(["too-many-options"], Written.Faults(Written.Options([.. Enumerable.Range(0, 9).Select(i => Written.Option($"[x] Option {i}"))])));
        Assert.Equal(["no-answers"], Written.Faults(Written.Question()));
    }
}
