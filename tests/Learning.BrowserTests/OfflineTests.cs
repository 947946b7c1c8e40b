using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>What she does without a connection stays in her browser until the site has it.</summary>
public sealed class OfflineTests(SiteAndBrowser site)
{
    [Fact]
    public async Task An_answer_in_the_test_is_kept_offline_and_arrives_when_she_is_online_again()
    {
        await using var leila = await Learner("leila");
        var (attempt, questions) = await leila.BeginTest();

        await leila.Context.SetOfflineAsync(true);
        await leila.Give(questions[0], leila.Course.Right(attempt, questions[0]));
        await leila.Page.Locator("h1").ClickAsync();   // out of a typed answer's field
        await Expect(leila.SaveState()).ToHaveTextAsync(Words.Say("Save.Kept"));
        Assert.NotEqual(0, await leila.Waiting());   // one for each option of an answer

        await leila.Context.SetOfflineAsync(false);
        await Expect(leila.SaveState()).ToHaveTextAsync(Words.Say("Save.Saved"));
        Assert.Equal(0, await leila.Waiting());
        await HasAnswered(leila, 1);
    }

    [Fact]
    public async Task A_lesson_read_offline_counts_when_she_is_online_again()
    {
        await using var samir = await Learner("samir");
        var lesson = samir.Course.Lessons[0];
        await samir.IsAt(lesson);

        await samir.Context.SetOfflineAsync(true);
        await samir.Button("Lesson.DoneAndNext").ClickAsync();
        await Expect(samir.SaveState()).ToHaveTextAsync(Words.Say("Save.Kept"));

        await samir.Context.SetOfflineAsync(false);
        await Expect(samir.SaveState()).ToHaveTextAsync(Words.Say("Save.Saved"));
        await HasRead(samir, lesson.Id);
    }

    [Fact]
    public async Task Leaving_the_page_while_an_answer_waits_loses_nothing()
    {
        await using var rosa = await Learner("rosa");
        var (attempt, questions) = await rosa.BeginTest();
        await rosa.Context.RouteAsync("**/record", route => route.AbortAsync("internetdisconnected"));
        await rosa.Give(questions[0], rosa.Course.Right(attempt, questions[0]));
        await rosa.Page.Locator("h1").ClickAsync();
        await Expect(rosa.SaveState()).ToHaveTextAsync(Words.Say("Save.Kept"));

        await rosa.Page.ReloadAsync();
        Assert.NotEqual(0, await rosa.Waiting());   // one for each option of an answer

        await rosa.Context.UnrouteAsync("**/record");
        await rosa.Open(CourseBook.PathOf(rosa.Course.Lessons[0]));
        await rosa.NothingWaits();
        await HasAnswered(rosa, 1);
    }

    [Fact]
    public async Task A_page_closed_offline_leaves_its_answers_to_the_next_page()
    {
        await using var tomas = await Learner("tomas");
        var (attempt, questions) = await tomas.BeginTest();
        await tomas.Context.SetOfflineAsync(true);
        await tomas.Give(questions[0], tomas.Course.Right(attempt, questions[0]));
        await tomas.Page.Locator("h1").ClickAsync();
        await Expect(tomas.SaveState()).ToHaveTextAsync(Words.Say("Save.Kept"));
        await tomas.Page.GotoAsync("about:blank");

        await tomas.Context.SetOfflineAsync(false);
        await tomas.Open(CourseBook.PathOf(tomas.Course.Test));
        await tomas.NothingWaits();
        await HasAnswered(tomas, 1);
    }

    [Fact]
    public async Task Two_tabs_keep_their_answers_together_and_either_sends_them()
    {
        await using var wanjiru = await Learner("wanjiru");
        var (attempt, questions) = await wanjiru.BeginTest();
        var second = new Visitor(wanjiru.Context, await wanjiru.Context.NewPageAsync(), site);
        await second.Open(CourseBook.PathOf(wanjiru.Course.Test));

        await wanjiru.Context.SetOfflineAsync(true);
        foreach (var (tab, question) in new[] { (wanjiru, questions[0]), (second, questions[1]) })
        {
            await tab.Give(question, tab.Course.Right(attempt, question));
            await tab.Page.Locator("h1").ClickAsync();
            await Expect(tab.SaveState()).ToHaveTextAsync(Words.Say("Save.Kept"));
        }

        await wanjiru.Page.CloseAsync();
        await wanjiru.Context.SetOfflineAsync(false);
        await Expect(second.SaveState()).ToHaveTextAsync(Words.Say("Save.Saved"));
        await second.NothingWaits();
        await HasAnswered(wanjiru, 2);
    }

    [Fact]
    public async Task A_session_that_ended_keeps_her_answer_until_she_has_signed_in_again()
    {
        await using var nadia = await Learner("nadia");
        var (attempt, questions) = await nadia.BeginTest();
        await nadia.Context.ClearCookiesAsync();
        var question = await nadia.InOneAct(questions);   // she is asked to sign in at once
        await nadia.Give(question, nadia.Course.Right(attempt, question));
        await nadia.Page.EvaluateAsync("() => document.activeElement?.blur()");
        await Expect(nadia.SaveState()).ToHaveTextAsync(Words.Say("Save.SignedOut"));

        await nadia.SignIn("nadia");
        await nadia.Open(CourseBook.PathOf(nadia.Course.Test));
        await nadia.NothingWaits();
        await HasAnswered(nadia, 1);
    }

    private async Task<Visitor> Learner(string username)
    {
        var visitor = await site.VisitorAsync();
        await visitor.Register(username, "");
        await visitor.Enrol();
        return visitor;
    }

    private static async Task HasAnswered(Visitor learner, int count)
    {
        await using var known = await learner.AsTheServerKnowsHer();
        await known.Open(CourseBook.PathOf(learner.Course.Test));
        var (_, questions) = await known.OpenTest();
        await Expect(known.Page.Locator(".hand-in p").First).ToHaveTextAsync(Words.Say("Quiz.Answered", count, questions.Count));
    }

    private static async Task HasRead(Visitor learner, string lesson)
    {
        await using var known = await learner.AsTheServerKnowsHer();
        await known.Open($"/learn/{CourseBook.Slug}/{lesson}");
        await Expect(known.Page.GetByText(Words.Say("Lesson.DoneAlready"))).ToBeVisibleAsync();
    }
}
