using Learning.Assessment;
using Learning.Questions;
using Learning.Tests.Courses;

namespace Learning.Tests.Assessment;

public sealed class ScoringTests
{
    [Fact]
    public void A_question_without_an_answer_gives_nought_and_still_counts()
    {
        var score = Scoring.Total([Scoring.Mark(Drafts.Question("q1"), new(["a"])), Scoring.Mark(Drafts.Question("q2"), Response.Empty)]);

        Assert.Equal(new Score(new Fraction(1), 2), score);
        Assert.Equal(50, score.Percent);
    }

    [Fact]
    public void Three_thirds_are_one()
    {
        var third = new Score(new Fraction(1, 3), 1);

        var sum = third + third + third;

        Assert.Equal(new Fraction(1), sum.Raw);
        Assert.Equal(33, sum.Percent);
    }

    [Theory]
    [InlineData(7, 10, 70, true)]
    [InlineData(699, 1000, 70, false)]
    [InlineData(14, 20, 70, true)]
    [InlineData(13, 20, 70, false)]
    [InlineData(0, 20, 0, true)]
    public void The_pass_mark_is_decided_on_the_exact_fraction(int raw, int max, int pass, bool reaches) =>
        Assert.Equal(reaches, new Score(new Fraction(raw), max).Reaches(pass));

    [Fact]
    public void Nothing_to_score_is_not_passed() => Assert.False(Score.None.Reaches(0));
}
