using CsCheck;
using Learning.Authoring;
using Learning.Progress;
using Learning.Tests.Authoring;
using Learning.Tests.Courses;

namespace Learning.Tests.Progress;

public sealed class SeenAgainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Ids = ["beat", "bar", "check", "exam", "gone"];

    private static readonly Gen<Reached[]> Reaching = Gen.Select(Gen.Int[0, 4], Gen.Bool, Gen.Bool, Gen.Int[-40, 40])
        .Select((id, done, passed, days) => new Reached(Ids[id], done || passed, passed) { LastDoneAt = done || passed ? Noon.AddDays(days) : null, LastPassedAt = passed ? Noon.AddDays(days) : null }).Array[0, 6];

    /// <summary>Any course: parts left out, moved, asked for otherwise. No mark.</summary>
    private static readonly Gen<CourseOutline> Unmarked = Gen.Select(Gen.Bool.Array[4], Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 2]).Select((kept, turned, lessons, test) =>
    {
        var outline = Drafts.Rhythm().Outline;
        return outline with
        {
            Completion = new((Requirement)Math.Min(lessons, 1), Requirement.Done, (Requirement)test),
            Modules = [.. outline.Modules.Select(m => m with { Activities = [.. (turned ? m.Activities.Reverse() : m.Activities).Where(a => kept[Array.IndexOf(Ids, a.Id)])] })],
        };
    });

    [Fact]
    public void Without_the_mark_no_revision_ever_opens_what_was_completed() => Gen.Select(Unmarked.Array[1, 5], Reaching).Sample((revisions, reached) =>
    {
        var outcome = CourseOutcome.For(Guid.NewGuid(), "rhythm", "leah", Noon);
        DateTimeOffset? completed = null;
        foreach (var (outline, place) in revisions.Select((outline, place) => (outline, place)))
        {
            outcome.Decide(CompletionRule.Decide(outline, reached), Guid.NewGuid(), Noon.AddDays(place));
            Assert.Equal(completed ?? outcome.CompletedAt, outcome.CompletedAt);
            completed = outcome.CompletedAt;
        }
    });

    [Fact]
    public void Without_the_mark_it_does_not_matter_when_something_was_reached() => Gen.Select(Unmarked, Reaching, Gen.Int[-4000, 4000]).Sample((outline, reached, days) =>
    {
        var moved = reached.Select(r => r with { LastDoneAt = r.LastDoneAt?.AddDays(days), LastPassedAt = r.LastPassedAt?.AddDays(days) });

        Assert.Equal(Said(CompletionRule.Decide(outline, reached)), Said(CompletionRule.Decide(outline, moved)));
        Assert.Empty(CompletionRule.Decide(outline, reached).ToSeeAgain);
    });

    [Fact]
    public void A_mark_touches_nothing_but_what_it_marks() => Gen.Select(Unmarked, Reaching, Gen.Int[0, 3]).Sample((outline, reached, marked) =>
    {
        var before = CompletionRule.Decide(outline, reached);
        var after = CompletionRule.Decide(Marked(outline, Ids[marked]), reached);

        Assert.Equal(before.Left.Select(a => a.Id).Where(id => id != Ids[marked]), after.Left.Select(a => a.Id).Where(id => id != Ids[marked]));
        Assert.Equal(before.Required.Select(a => a.Id), after.Required.Select(a => a.Id));
    });

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void What_was_reached_on_an_earlier_day_does_not_count_any_more(int days, bool counts)
    {
        var completion = CompletionRule.Decide(Marked(Drafts.Rhythm().Outline, "beat"), [new("beat", true, false) { LastDoneAt = Noon.AddDays(days) }]);

        Assert.Equal(counts, completion.Done.Any(a => a.Id == "beat"));
        Assert.Equal(counts ? [] : ["beat"], completion.ToSeeAgain.Select(a => a.Id));
    }

    [Fact]
    public void What_is_completed_opens_until_it_is_seen_again_and_asks_for_nothing_else_that_is_new()
    {
        var plain = Drafts.Rhythm().Outline with { Completion = new(Requirement.Done, Requirement.None, Requirement.None) };
        var one = plain with { Modules = [plain.Modules[0] with { Activities = [plain.Modules[0].Activities[0]] }] };
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var outcome = CourseOutcome.For(Guid.NewGuid(), "rhythm", "leah", Noon);
        Reached then = new("beat", true, false) { LastDoneAt = Noon.AddDays(-9) };

        Assert.True(outcome.Decide(CompletionRule.Decide(one, [then]), first, Noon.AddDays(-9)));
        outcome.Decide(CompletionRule.Decide(Marked(plain, "beat"), [then]), second, Noon);
        Assert.Null(outcome.CompletedAt);

        // The lesson that is new too is not asked of her: she had completed the course.
        Assert.False(outcome.Decide(CompletionRule.Decide(Marked(plain, "beat"), [then with { LastDoneAt = Noon.AddDays(1) }]), second, Noon.AddDays(1)));
        Assert.Equal((Noon.AddDays(1), first), (outcome.CompletedAt, outcome.CompletedRevisionId));
    }

    [Fact]
    public void The_day_stands_in_the_front_matter_of_a_lesson_or_a_quiz()
    {
        var outline = new SmallCourse().Change(SmallCourse.Lesson, "id: why", "id: why\nagain: 2026-12-01").Change(SmallCourse.Quiz, "id: check", "id: check\nagain: 2026-11-20").Draft().Outline;

        Assert.Equal([new(2026, 12, 1), null, new DateOnly(2026, 11, 20), null], outline.Activities.Select(a => a.Again));
    }

    [Theory]
    [InlineData(SmallCourse.Lesson, "id: why", "2031-01-01", "again-far-ahead")]
    [InlineData(SmallCourse.Lesson, "id: why", "soon", "wrong-type")]
    [InlineData(SmallCourse.Module, "id: first", "2026-12-01", "unknown-key")]
    public void A_day_that_cannot_be_is_a_problem(string path, string id, string day, string code) =>
        Assert.Equal(code, new SmallCourse().Change(path, id, $"{id}\nagain: {day}").Problem().Code);

    private static string Said(Completion completion) => $"{completion.Percent} {string.Join(' ', completion.Left.Select(a => a.Id))} / {string.Join(' ', completion.Done.Select(a => a.Id))}";

    private static CourseOutline Marked(CourseOutline outline, string id) => outline with
    {
        Modules = [.. outline.Modules.Select(m => m with { Activities = [.. m.Activities.Select(a => a.Id == id ? a with { Again = new(2026, 12, 1) } : a)] })],
    };
}
