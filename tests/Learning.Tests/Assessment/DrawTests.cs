using CsCheck;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Tests.Courses;

namespace Learning.Tests.Assessment;

public sealed class DrawTests
{
    private static readonly Gen<Guid> Ids = Gen.Guid;

    [Fact]
    public void The_same_attempt_always_draws_the_same() =>
        Ids.Sample(id => Draw.Questions(Exam, Pool, id).SequenceEqual(Draw.Questions(Exam, [.. Pool.Reverse()], id)));

    [Fact]
    public void It_draws_as_many_as_asked_and_none_twice() =>
        Ids.Sample(id =>
        {
            var drawn = Draw.Questions(Exam, Pool, id);
            return drawn.Count == 2 && drawn.Distinct().Count() == 2 && drawn.All(q => Pool.Any(p => p.Id == q));
        });

    [Fact]
    public void Over_many_attempts_every_question_of_the_pool_comes_up()
    {
        var seen = Enumerable.Range(0, 100).SelectMany(n => Draw.Questions(Exam, Pool, new Guid(n, 0, 0, new byte[8]))).ToHashSet();

        Assert.Equal(["p1", "p2", "p3"], seen.Order());
    }

    [Fact]
    public void A_quizs_own_questions_keep_the_authors_order()
    {
        var quiz = new QuizText { Questions = [Drafts.Question("z"), Drafts.Question("a")] };

        Assert.Equal(["z", "a"], Draw.Questions(quiz, Pool, Guid.CreateVersion7()));
    }

    private static QuizText Exam => Drafts.Rhythm().Quizzes["exam"];

    private static IReadOnlyList<Learning.Questions.Question> Pool => Drafts.Rhythm().Pool;
}
