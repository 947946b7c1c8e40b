using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class EssayTests
{
    private static readonly WrittenQuestion Good = Written.Question() with { IsEssay = true, Rubric = [Row("Argument", 0, 1, 2), Row("Example", 0, 3)] };

    [Fact]
    public void Its_points_are_those_of_the_highest_levels()
    {
        var essay = (Essay)Written.Read(Good);

        Assert.Equal(5, essay.Max);
        Assert.Equal(["none", "level 1", "level 2"], essay.Criteria[0].Levels.Select(l => l.Text));
    }

    [Fact]
    public void Until_somebody_has_read_it_it_is_pending_and_a_blank_one_is_nought_for_good()
    {
        var essay = Written.Read(Good);

        Assert.True(essay.Mark(Written.Response("My text")).IsPending);
        Assert.Equal(new Score(Fraction.Zero, 5), essay.Mark(Written.Response("My text")).Score);
        Assert.False(essay.Mark(Response.Empty).IsPending);
    }

    [Fact]
    public void A_grade_is_points_of_its_levels_and_the_comment_is_text()
    {
        var essay = (Essay)Written.Read(Good);

        var marking = essay.Graded([2, 0], "Good.\n\n<b>More</b> examples");

        Assert.Equal(new Score(new Fraction(2), 5), marking.Score);
        Assert.Equal("<p>Good.</p><p>&lt;b&gt;More&lt;/b&gt; examples</p>", marking.Feedback);
        Assert.Equal([false, false, true, true, false], essay.Show(Written.Response("My text"), marking, null).Criteria.SelectMany(c => c.Levels).Select(l => l.IsChosen));
        Assert.Throws<ArgumentException>(() => essay.Graded([2], ""));
        Assert.Throws<ArgumentException>(() => essay.Graded([3, 0], ""));
    }

    [Fact]
    public void Before_it_is_graded_no_level_is_shown_as_reached()
    {
        var view = Written.Read(Good).Show(Written.Response("x"), Written.Read(Good).Mark(Written.Response("x")), null);

        Assert.DoesNotContain(view.Criteria.SelectMany(c => c.Levels), l => l.IsChosen);
    }

    [Fact]
    public void A_rubric_that_cannot_be_graded_by_is_a_fault()
    {
        Assert.Equal(["no-rubric"], Written.Faults(Good with { Rubric = [] }));
        Assert.Equal(["no-rubric"], Written.Faults(Good with { Rubric = [.. Enumerable.Range(0, 9).Select(n => Row($"{n}", 0, 1))] }));
        Assert.Equal(["wrong-levels"], Written.Faults(Good with { Rubric = [Row("A", 1, 2)] }));
        Assert.Equal(["wrong-levels"], Written.Faults(Good with { Rubric = [Row("A", 0, 2, 2)] }));
        Assert.Equal(["wrong-levels"], Written.Faults(Good with { Rubric = [Row("A", 0)] }));
        Assert.Equal(["wrong-levels"], Written.Faults(Good with { Rubric = [Row("A", 0, 21)] }));
        Assert.Equal(["mixed-kinds"], Written.Faults(Good with { Answers = [Written.Answer("= yes")] }));
    }

    private static WrittenCriterion Row(string name, params int[] points) => new(
        Item(name), [.. points.Select(p => new WrittenLevel(p, Item(p == 0 ? "none" : $"level {p}")))]);

    private static WrittenItem Item(string text) => new(new(1, 1), text, text);
}
