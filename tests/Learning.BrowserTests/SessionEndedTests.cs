using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>Her session ends while she is on a page: she signs in again where she is, and nothing goes out under another name.</summary>
public sealed class SessionEndedTests(SiteAndBrowser site)
{
    private const string Mark = "() => { window.stayed = true; }";

    [Fact]
    public async Task She_signs_in_again_in_the_page_and_goes_on_with_what_she_was_typing()
    {
        await using var amal = await Learner("amal");
        var (attempt, questions) = await amal.BeginTest();
        await amal.Page.EvaluateAsync(Mark);
        var first = await amal.InOneAct(questions);
        await amal.Context.ClearCookiesAsync();
        await Give(amal, first);

        await Expect(amal.SessionDialog()).ToBeVisibleAsync();
        await amal.FillSessionDialog("amal", "not her secret");
        await Expect(amal.SessionDialog().GetByRole(AriaRole.Alert)).ToHaveTextAsync(Words.Say("SignIn.Wrong"));
        await amal.FillSessionDialog("amal");

        await Expect(amal.SessionDialog()).ToBeHiddenAsync();
        await amal.NothingWaits();
        Assert.True(await amal.Page.EvaluateAsync<bool>("() => window.stayed"));
        await HasAnswered(amal, 1);

        await Give(amal, questions.First(question => question != first));   // and the next one goes its usual way
        await amal.NothingWaits();
        await HasAnswered(amal, 2);
        Assert.Equal(attempt, (await amal.OpenTest()).Attempt);
    }

    [Fact]
    public async Task While_she_types_she_is_not_interrupted_and_nothing_of_it_is_lost()
    {
        await using var binta = await Learner("binta");
        var (_, questions) = await binta.BeginTest();
        var typed = questions.Select(binta.Question).Select(section => section.Locator("input[type=text]")).ToArray();
        var field = typed[await FirstAsync(typed)].First;
        await binta.Context.ClearCookiesAsync();

        await field.PressSequentiallyAsync("12", new() { Delay = 100 });
        await Expect(binta.SaveState()).ToHaveTextAsync(Words.Say("Save.SignedOut"));
        await Expect(binta.SessionDialog()).ToHaveCountAsync(0);
        await field.PressSequentiallyAsync("34");
        await Expect(field).ToHaveValueAsync("1234");

        await field.BlurAsync();
        await binta.FillSessionDialog("binta");
        await Expect(binta.SessionDialog()).ToBeHiddenAsync();
        await Expect(field).ToHaveValueAsync("1234");
        await binta.NothingWaits();
        await using var known = await binta.AsTheServerKnowsHer();
        await known.Open(CourseBook.PathOf(binta.Course.Test));
        await Expect(known.Page.Locator("input[type=text][value='1234']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Somebody_elses_secret_signs_nobody_in()
    {
        await using var other = await Learner("chidi");
        await using var dalia = await Learner("dalia");
        var (_, questions) = await dalia.BeginTest();
        await dalia.Context.ClearCookiesAsync();
        await Give(dalia, await dalia.InOneAct(questions));

        await dalia.FillSessionDialog("chidi");
        await Expect(dalia.SessionDialog().GetByRole(AriaRole.Alert)).ToHaveTextAsync(Words.Say("SignIn.SomebodyElse"));
        Assert.NotEqual(0, await dalia.Waiting());

        await dalia.FillSessionDialog("dalia");
        await dalia.NothingWaits();
        await HasAnswered(dalia, 1);
    }

    [Fact]
    public async Task Where_somebody_else_has_signed_in_since_nothing_of_hers_is_sent_until_she_is_in_again()
    {
        await using var other = await Learner("efua");
        await using var fatou = await Learner("fatou");
        var (_, questions) = await fatou.BeginTest();
        await fatou.Context.ClearCookiesAsync();
        var tab = new Visitor(fatou.Context, await fatou.Context.NewPageAsync(), site);
        await tab.SignIn("efua");

        await Give(fatou, await fatou.InOneAct(questions));
        await Expect(fatou.SaveState()).ToHaveTextAsync(Words.Say("Save.SomeoneElse"));
        await tab.Open(CourseBook.PathOf(tab.Course.Test));
        await Expect(tab.Button("Quiz.StartTest")).ToBeVisibleAsync();   // nothing of it is hers
        Assert.NotEqual(0, await fatou.Waiting());

        await fatou.FillSessionDialog("fatou");
        await fatou.NothingWaits();
        await HasAnswered(fatou, 1);
    }

    [Fact]
    public async Task Signing_in_in_another_tab_is_noticed_when_she_is_back()
    {
        await using var gita = await Learner("gita");
        var (_, questions) = await gita.BeginTest();
        await gita.Context.ClearCookiesAsync();
        await Give(gita, await gita.InOneAct(questions));
        await Expect(gita.SessionDialog()).ToBeVisibleAsync();
        var tab = new Visitor(gita.Context, await gita.Context.NewPageAsync(), site);
        await tab.SignIn("gita");

        await gita.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");

        await Expect(gita.SessionDialog()).ToBeHiddenAsync();
        await gita.NothingWaits();
        await HasAnswered(gita, 1);
    }

    [Fact]
    public async Task A_guest_is_told_that_nobody_can_sign_in_as_her()
    {
        await using var guest = await site.VisitorAsync();
        await guest.StartAsGuest();
        await guest.Context.ClearCookiesAsync();
        await guest.Button("Lesson.DoneAndNext").ClickAsync();

        await Expect(guest.SessionDialog().GetByText(Words.Say("Session.Guest"))).ToBeVisibleAsync();
        await Expect(guest.SessionDialog().GetByLabel(Words.Say("SignIn.Secret"))).ToBeHiddenAsync();
        await guest.SessionDialog().GetByRole(AriaRole.Button, new() { Name = Words.Say("Session.NotNow") }).ClickAsync();
        await Expect(guest.Button("Save.ToFile")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_dialog_works_by_keyboard_on_a_small_phone_and_without_a_barrier(string language)
    {
        var name = $"hiba-{language}";
        await using var hiba = await site.VisitorAsync(width: 320, height: 640);
        await hiba.Register(name, "");
        await hiba.Enrol();
        await hiba.BeginTest();
        await hiba.ChooseLanguage(language);
        await hiba.Open(CourseBook.PathOf(hiba.Course.Test));
        var cookies = await hiba.Context.CookiesAsync();
        await hiba.Context.ClearCookiesAsync(new() { Name = "learning" });
        await hiba.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(hiba.SessionDialog()).ToBeVisibleAsync();

        Assert.True(await hiba.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - innerWidth") <= 0);
        var axe = await hiba.SessionDialog().RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        Assert.True(axe.Violations.Length == 0, string.Join('\n', axe.Violations.Select(v => $"{v.Id}: {v.Help}")));

        await Expect(hiba.Page.Locator("#f-username")).ToBeFocusedAsync();
        await hiba.Page.Keyboard.PressAsync("Escape");
        await Expect(hiba.SessionDialog()).ToBeHiddenAsync();
        await hiba.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(hiba.SessionDialog()).ToBeHiddenAsync();   // put off is put off

        await hiba.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }));
    }

    [Fact]
    public async Task Without_script_what_she_typed_is_carried_along_and_sent_when_she_presses()
    {
        await using var iman = await site.VisitorAsync(script: false);
        await iman.Register("iman", "");
        await iman.Enrol();
        var (_, questions) = await iman.BeginTest();
        await iman.Context.ClearCookiesAsync();
        await iman.Give(questions[0], iman.Course.Right(await iman.Attempt(), questions[0]));
        await iman.Button("Quiz.SaveForLater").ClickAsync();

        await Expect(iman.Page.GetByText(Words.Say("KeptForm.Lead"))).ToBeVisibleAsync();
        await iman.Page.Locator("#f-username").FillAsync("iman");
        await iman.Page.Locator("#f-secret").FillAsync("tea after the shift");
        await iman.Button("SignIn.Submit").ClickAsync();
        await iman.Button("KeptForm.Send").ClickAsync();

        await Expect(iman.Page).ToHaveURLAsync(CourseBook.PathOf(iman.Course.Test) + "?saved=yes");   // and it is said at the top
        await Expect(iman.Page.Locator(".hand-in p").First).ToHaveTextAsync(Words.Say("Quiz.Answered", 1, questions.Count));
    }

    private async Task<Visitor> Learner(string username)
    {
        var visitor = await site.VisitorAsync();
        await visitor.Register(username, "");
        await visitor.Enrol();
        return visitor;
    }

    private static async Task Give(Visitor learner, string question)
    {
        await learner.Give(question, learner.Course.Right(await learner.Attempt(), question));
        await learner.Page.EvaluateAsync("() => document.activeElement?.blur()");
    }

    private static async Task<int> FirstAsync(ILocator[] fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (await fields[i].CountAsync() > 0)
            {
                return i;
            }
        }

        throw new InvalidOperationException("No question of the test is typed.");
    }

    private static async Task HasAnswered(Visitor learner, int count)
    {
        await using var known = await learner.AsTheServerKnowsHer();
        await known.Open(CourseBook.PathOf(learner.Course.Test));
        var (_, questions) = await known.OpenTest();
        await Expect(known.Page.Locator(".hand-in p").First).ToHaveTextAsync(Words.Say("Quiz.Answered", count, questions.Count));
    }
}
