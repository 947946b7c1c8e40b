using Learning.Analysis;
using Learning.Questions;
using Learning.Tests.Questions;
using Microsoft.AspNetCore.Html;

namespace Learning.Tests.Analysis;

/// <summary>The small counters: durations, common texts, thirds, chance, versions, and what a response ticks.</summary>
public sealed class CountingTests
{
    [Fact]
    public void Quartiles_are_the_seconds_within_which_so_many_answered()
    {
        var durations = new Durations();
        foreach (var seconds in new[] { 10, 20, 30, 40, 50, 60, 70, 80 })
        {
            durations.Add(seconds);
        }

        Assert.Equal(new AnswerTime(8, 20, 40, 60), durations.Quartiles);
        Assert.Null(new Durations().Quartiles);
    }

    /// <summary>Began at 0; answered after 5 s, 12.9 s; two at one moment; before that moment (a clock set back cannot come, they are in order); 31 minutes later; 3 s later.</summary>
    [Fact]
    public void Time_is_from_the_answer_before_and_not_told_where_it_cannot_be()
    {
        var seconds = new int?[6];
        Durations.Between(0, [5_000, 12_900, 20_000, 20_000, 1_880_001, 1_883_001], seconds);

        Assert.Equal([5, 7, null, null, null, 3], seconds);
    }

    [Fact]
    public void An_answer_before_the_beginning_has_no_time()
    {
        var seconds = new int?[2];
        Durations.Between(10_000, [4_000, 9_000], seconds);

        Assert.Equal([null, 5], seconds);
    }

    [Fact]
    public void Common_texts_are_found_among_any_number_of_others_and_never_counted_too_often()
    {
        var texts = new CommonTexts(10);
        for (var n = 0; n < 1_000; n++)
        {
            texts.Add($"once {n}", isRight: false);
            if (n % 5 == 0)
            {
                texts.Add("often", isRight: true);
            }
        }

        var top = texts.Top(20, fewest: 5);

        var often = Assert.Single(top, t => t.Text == "often");
        Assert.InRange(often.Count, 5, 200);
        Assert.True(often.IsRight);
        Assert.DoesNotContain(top, t => t.Text != "often");
    }

    [Fact]
    public void A_few_texts_are_counted_exactly_and_rare_ones_are_not_shown()
    {
        var texts = new CommonTexts(10);
        foreach (var text in new[] { "treaty", "treaty", "law", "treaty", "law", "my neighbour" })
        {
            texts.Add(text, text == "treaty");
        }

        Assert.Equal([new CommonText("treaty", 3, true, true), new("law", 2, true, false)], texts.Top(20, fewest: 2));
    }

    [Fact]
    public void Thirds_take_whole_results_and_need_thirty_attempts()
    {
        var percents = new int[101];
        (percents[20], percents[40], percents[60], percents[100]) = (8, 4, 10, 8);

        Assert.Equal(new Thirds(40, 60), Thirds.Of(percents));
        percents[20] = 7;
        Assert.Null(Thirds.Of(percents));
        Assert.Null(Thirds.Of([.. Enumerable.Repeat(0, 50), 100, .. Enumerable.Repeat(0, 50)]));
    }

    [Fact]
    public void Chance_is_that_of_each_kind()
    {
        Assert.Equal(0.25, Chance.Of(Written.Read(Written.Options(Written.Option("(x) a"), Written.Option("( ) b"), Written.Option("( ) c"), Written.Option("( ) d")))));
        Assert.Equal(0, Chance.Of(Written.Read(Written.Answers(Written.Answer("= treaty")))));
        // One right of two: {a} gives 1, {b} 0, {a, b} 0; a third.
        Assert.Equal(1 / 3.0, Chance.Of(Written.Read(Written.Options(Written.Option("[x] a"), Written.Option("[ ] b")))), 12);
        Assert.Equal(1 / 6.0, Chance.Of(Gapped()), 12);   // one typed, one of three
    }

    [Fact]
    public void A_question_is_another_when_it_asks_something_else_or_its_key_changes()
    {
        var question = Written.Read(Written.Options(Written.Option("(x) a"), Written.Option("( ) b")));

        Assert.Equal(ItemVersion.Of(question), ItemVersion.Of(question with { Explanation = "Better.", Objective = "another", AsksCertainty = true }));
        Assert.Equal(ItemVersion.Of(question), ItemVersion.Of(Written.Read(Written.Options(Written.Option("(x) a", "Other feedback."), Written.Option("( ) b")))));
        Assert.NotEqual(ItemVersion.Of(question), ItemVersion.Of(question with { Prompt = "Another" }));
        Assert.NotEqual(ItemVersion.Of(question), ItemVersion.Of(Written.Read(Written.Options(Written.Option("( ) a"), Written.Option("(x) b")))));
    }

    [Fact]
    public void A_choice_ticks_the_options_it_has_and_nothing_else()
    {
        var question = Written.Read(Written.Options(Written.Option("[x] a"), Written.Option("[ ] b"), Written.Option("[x] c")));
        var sheet = AnswerSheet.Of(question);

        Assert.Equal([("a", true), ("b", false), ("c", true)], sheet.Cells.Select(c => (c.Value, c.IsKey!.Value)));
        Assert.Equal([0, 2], Read(sheet, question, "a", "c", "z", "a").Cells);
        Assert.Empty(Read(sheet, question).Cells);
    }

    [Fact]
    public void Parts_tick_what_was_chosen_last_and_typed_gaps_are_folded()
    {
        var question = Gapped();
        var sheet = AnswerSheet.Of(question);
        var given = Read(sheet, question, "g1=  Maternité ", "g2=60", "g2=45");

        Assert.Equal([(1, "g2=45", true), (1, "g2=40", false), (1, "g2=60", false)], sheet.Cells.Select(c => (c.Part, c.Value, c.IsKey!.Value)));
        Assert.Equal([0], given.Cells);
        Assert.Equal([new TypedText(0, "maternite", true)], given.Typed);
    }

    [Fact]
    public void Numbers_typed_in_different_ways_are_one()
    {
        var question = Written.Read(Written.Answers(Written.Answer("= 1800 ± 1")));
        var sheet = AnswerSheet.Of(question);

        Assert.Equal(["1800", "1800", "1800"], new[] { "1800", "1 800", "1,800" }.Select(text => Assert.Single(Read(sheet, question, text).Typed).Text));
        Assert.Equal("many", Assert.Single(Read(sheet, question, "Many!").Typed).Text);
    }

    private static GivenAnswer Read(AnswerSheet sheet, Question question, params string[] values) => sheet.Read(new(values), question.Mark(new(values)));

    private static Gaps Gapped() => new()
    {
        Id = "g", Objective = "o", Lesson = "l", Prompt = "Fill in", Explanation = "", Body = $"{Gaps.Mark(0)} and {Gaps.Mark(1)}",
        All = [new("g1", ["maternité"], []), new("g2", ["45"], ["45", "40", "60"])],
    };
}
