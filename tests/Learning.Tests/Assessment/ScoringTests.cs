using CsCheck;
using Learning.Assessment;
using Learning.Authoring;
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

    [Theory]
    [InlineData("", 1, 1, false)]
    [InlineData("r", 1, 1, true)]
    [InlineData("rwr", 2, 3, true)]
    [InlineData("wrr", 2, 2, false)]
    [InlineData("rr", 2, 5, true)]
    [InlineData("wwwrrrrr", 5, 7, false)]
    public void Mastered_is_so_many_of_the_latest_answers(string latestFirst, int right, int of, bool mastered) =>
        Assert.Equal(mastered, Scoring.IsMastered(new(right, of), latestFirst.Select(c => c == 'r')));

    [Fact]
    public void Another_right_answer_never_takes_mastery_away() =>
        Gen.Select(Gen.Bool.List[0, 12], Gen.Int[1, 5], Gen.Int[0, 5]).Sample((latest, right, more) =>
        {
            var mastery = new Mastery(right, right + more);
            return !Scoring.IsMastered(mastery, latest) || Scoring.IsMastered(mastery, latest.Prepend(true));
        });

    [Fact]
    public void A_decision_about_a_key_takes_the_place_of_the_key()
    {
        var question = Drafts.Question("q1");
        var corrected = question with { Options = [.. question.Options.Select(o => o with { IsRight = o.Value == "b" })] };
        var b = new Response(["b"]);

        Assert.False(Scoring.Mark(question, b).Marking.IsRight);
        Assert.True(Scoring.Mark(question, b, null, Correction.NewKey, corrected).Marking.IsRight);
        Assert.Same(corrected, Scoring.Mark(question, b, null, Correction.NewKey, corrected).Shown);
        Assert.Equal(new Score(new Fraction(1), 1), Scoring.Mark(question, Response.Empty, null, Correction.FullMarks).Marking.Score);
        Assert.Equal(Score.None, Scoring.Mark(question, new(["a"]), null, Correction.LeftOut).Marking.Score);
    }

    [Fact]
    public void Lessons_are_known_when_all_their_objectives_are()
    {
        var outline = QuizCourse.With(ActivityKind.PreTest, null).Outline;
        MarkedQuestion[] half = [Scoring.Mark(Drafts.Question("q1"), new(["a"])), Scoring.Mark(Drafts.Question("q2"), new(["b"]))];

        Assert.Equal(["beat"], Scoring.KnownLessons(outline, half, 50));
        Assert.Empty(Scoring.KnownLessons(outline, half, 60));
        Assert.Empty(Scoring.KnownLessons(Drafts.Rhythm().Outline, half, 50));   // its lessons name no objective
    }

    [Fact]
    public void Nothing_to_score_is_not_passed() => Assert.False(Score.None.Reaches(0));
}
