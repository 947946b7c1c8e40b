using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using Learning.Questions;

namespace Learning.BrowserTests;

/// <summary>Nobody hands in by mistake, and what was handed in without a connection is handed in.</summary>
public sealed class HandInTests(SiteAndBrowser site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_answers_missing_she_is_asked_goes_back_and_may_hand_in_all_the_same(bool script)
    {
        await using var ana = await site.VisitorAsync(script: script);
        await ana.Register($"ana-{script}", "");
        await ana.Enrol();
        var (attempt, questions) = await ana.BeginTest();
        var asked = ana.Page.Locator("#unanswered");
        await ana.Give(questions[0], ana.Course.Right(attempt, questions[0]));

        await ana.Button("Quiz.HandIn").ClickAsync();
        await Expect(asked).ToContainTextAsync(Words.Say("Quiz.Unanswered", questions.Count - 1, questions.Count));
        await ana.Link("Quiz.BackToUnanswered").ClickAsync();
        await Expect(ana.Question(questions[1])).ToBeInViewportAsync();
        if (script)
        {
            await Expect(asked).ToBeHiddenAsync();
            await Expect(ana.Question(questions[1]).Locator("[name^='answer.']").First).ToBeFocusedAsync();
            await ana.Button("Quiz.HandIn").ClickAsync();
            await Expect(asked).ToBeFocusedAsync();
        }

        await ana.Button("Quiz.YesHandIn").ClickAsync();
        await Expect(ana.ResultTitle()).ToBeVisibleAsync();
        ana.AssertNoComplaint();
    }

    [Fact]
    public async Task Handed_in_offline_the_page_says_so_and_leads_to_the_result_when_it_has_gone_out()
    {
        await using var bea = await site.VisitorAsync();
        await bea.Register("bea", "");
        await bea.Enrol();
        await bea.BeginTest();
        await bea.Context.SetOfflineAsync(true);

        await bea.Button("Quiz.HandIn").ClickAsync();
        await bea.Button("Quiz.YesHandIn").ClickAsync();
        await Expect(bea.Page.Locator("#handed-in-here")).ToHaveTextAsync(Words.Say("Quiz.HandedInHere"));
        await Expect(bea.Button("Quiz.HandIn")).ToBeDisabledAsync();

        await bea.Context.SetOfflineAsync(false);
        await Expect(bea.ResultTitle()).ToBeVisibleAsync();
        await bea.NothingWaits();
    }

    [Fact]
    public async Task What_is_not_a_number_is_said_at_the_field_and_not_checked()
    {
        await using var cleo = await site.VisitorAsync();
        await cleo.Register("cleo", "");
        await cleo.Enrol();
        var practice = cleo.Course.PracticeWith(Calculation.KindName);
        var sum = cleo.Course.QuestionsOf(practice).First(q => q.Kind == Calculation.KindName).Id;
        await cleo.Open(CourseBook.PathOf(practice));
        var line = cleo.Question(sum).Locator(".ask-first");
        var field = cleo.Question(sum).Locator("input.numeric");

        await field.FillAsync("about 400");
        await cleo.Question(sum).GetByRole(AriaRole.Button, new() { Name = Words.Say("Quiz.Check"), Exact = true }).ClickAsync();
        await Expect(line).ToHaveTextAsync(Words.Say("Quiz.OnlyNumber"));
        await Expect(field).ToHaveValueAsync("about 400");
        await Expect(cleo.Question(sum).Locator(".verdict")).ToHaveCountAsync(0);

        await field.FillAsync("-987654");
        await field.PressAsync("Enter");   // the question she is in, not the first of the page
        await Expect(cleo.Question(sum).Locator(".verdict")).ToBeVisibleAsync();
        Assert.Equal(1, await cleo.Page.Locator(".verdict").CountAsync());
    }

    [Fact]
    public async Task Without_script_what_is_typed_elsewhere_outlives_a_check()
    {
        await using var dora = await site.VisitorAsync(script: false);
        await dora.Register("dora-types", "");
        await dora.Enrol();
        var practice = dora.Course.PracticeWith(Essay.KindName);
        var questions = dora.Course.QuestionsOf(practice);
        var essay = questions.First(q => q.Kind == Essay.KindName).Id;
        await dora.Open(CourseBook.PathOf(practice));
        var attempt = await dora.Attempt();
        await dora.Question(essay).Locator("textarea").FillAsync("We were never asked.");

        var other = questions.First(q => q.Id != essay).Id;
        await dora.Check(other, dora.Course.Right(attempt, other));

        await Expect(dora.Question(other).Locator(".verdict")).ToBeVisibleAsync();
        await Expect(dora.Question(essay).Locator("textarea")).ToHaveValueAsync("We were never asked.");
        await Expect(dora.Question(essay).Locator(".verdict")).ToHaveCountAsync(0);
    }
}
