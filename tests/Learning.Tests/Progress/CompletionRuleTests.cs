using CsCheck;
using Learning.Authoring;
using Learning.Progress;
using Learning.Tests.Courses;

namespace Learning.Tests.Progress;

public sealed class CompletionRuleTests
{
    private static readonly CourseOutline Rhythm = Drafts.Rhythm().Outline;

    [Theory]
    [InlineData(ActivityKind.Survey)]
    [InlineData(ActivityKind.PreTest)]
    public void Nobody_has_to_do_a_survey_or_a_pre_test_and_who_has_sees_it_done(ActivityKind kind)
    {
        var outline = Assessment.QuizCourse.With(kind, null).Outline;

        Assert.Equal(["beat"], CompletionRule.Decide(outline, []).Left.Select(a => a.Id));
        Assert.True(CompletionRule.Decide(outline, [new("beat", true, false)]).IsComplete);
        Assert.Equal(["beat", "quiz"], CompletionRule.Decide(outline, [new("quiz", true, false), new("beat", true, false)]).Done.Select(a => a.Id));
    }

    [Fact]
    public void Nothing_reached_leaves_everything()
    {
        var completion = CompletionRule.Decide(Rhythm, []);

        Assert.Equal(["beat", "bar", "check", "exam"], completion.Left.Select(a => a.Id));
        Assert.Equal(25, completion.MinutesLeft);
        Assert.Equal(0, completion.Percent);
        Assert.False(completion.IsComplete);
    }

    [Fact]
    public void A_test_counts_only_when_passed_and_a_practice_when_done()
    {
        var completion = CompletionRule.Decide(Rhythm, [new("check", true, false), new("exam", true, false)]);

        Assert.DoesNotContain(completion.Left, a => a.Id == "check");
        Assert.Contains(completion.Left, a => a.Id == "exam");
    }

    [Fact]
    public void What_a_course_does_not_ask_for_is_neither_done_nor_left()
    {
        var outline = Rhythm with { Completion = new(Requirement.None, Requirement.None, Requirement.Passed) };

        var completion = CompletionRule.Decide(outline, [new("beat", true, false)]);

        Assert.Equal(["exam"], completion.Left.Select(a => a.Id));
        Assert.Equal(0, completion.Percent);
    }

    [Fact]
    public void Something_reached_in_an_activity_the_course_no_longer_has_changes_nothing()
    {
        Assert.Equal(0, CompletionRule.Decide(Rhythm, [new("gone", true, true)]).DoneCount);
    }

    [Fact]
    public void A_course_that_asks_for_nothing_is_complete() =>
        Assert.True(CompletionRule.Decide(Rhythm with { Completion = new(Requirement.None, Requirement.None, Requirement.None) }, []).IsComplete);

    [Fact]
    public void Reaching_more_never_takes_anything_away() =>
        Gen.Select(Courses, Steps, Steps).Sample((outline, some, more) =>
        {
            var before = CompletionRule.Decide(outline, some);
            var after = CompletionRule.Decide(outline, [.. some, .. more]);
            return after.Percent >= before.Percent
                && after.MinutesLeft <= before.MinutesLeft
                && (!before.IsComplete || after.IsComplete)
                && after.Left.All(a => before.Left.Contains(a));
        });

    [Fact]
    public void The_order_does_not_matter() =>
        Gen.Select(Courses, Steps).SelectMany(x => Gen.Shuffle(x.Item2).Select(shuffled => (x.Item1, x.Item2, shuffled))).Sample((outline, steps, shuffled) =>
            Same(CompletionRule.Decide(outline, steps), CompletionRule.Decide(outline, shuffled)));

    [Fact]
    public void Saying_it_twice_does_not_matter() =>
        Gen.Select(Courses, Steps).Sample((outline, steps) =>
            Same(CompletionRule.Decide(outline, steps), CompletionRule.Decide(outline, [.. steps, .. steps])));

    [Fact]
    public void A_hundred_per_cent_exactly_when_nothing_is_left() =>
        Gen.Select(Courses, Steps).Sample((outline, steps) =>
        {
            var completion = CompletionRule.Decide(outline, steps);
            return completion.Percent is >= 0 and <= 100
                && completion.Percent == 100 == (completion.Left.Count == 0)
                && completion.IsComplete == (completion.MinutesLeft == 0)
                && completion.DoneCount + completion.Left.Count == completion.Required.Count;
        });

    private static bool Same(Completion one, Completion other) =>
        one.Percent == other.Percent && one.Left.SequenceEqual(other.Left) && one.Required.SequenceEqual(other.Required);

    private static readonly Gen<Reached[]> Steps =
        Gen.Select(Gen.Int[0, 11], Gen.Bool, Gen.Bool).Select((id, done, passed) => new Reached($"a{id}", done, passed)).Array[0, 20];

    private static readonly Gen<Requirement> Requirements = Gen.Enum<Requirement>();

    /// <summary>Courses of one to ten activities of any kind and any policy.</summary>
    private static readonly Gen<CourseOutline> Courses =
        Gen.Select(Gen.Select(Gen.Enum<ActivityKind>(), Gen.Int[1, 60]).Array[1, 10], Requirements, Requirements, Requirements).Select((activities, lessons, quizzes, test) => Rhythm with
        {
            Completion = new(lessons, quizzes, test),
            Modules =
            [
                new("m", "M", "", "", [.. activities.Select((a, place) => new ActivityOutline { Id = $"a{place}", Title = "A", Kind = a.Item1, Minutes = a.Item2 })]),
            ],
        });
}
