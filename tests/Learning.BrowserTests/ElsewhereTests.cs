using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>One attempt in two tabs or on two devices: the later answer stands everywhere, and the pages say so.</summary>
public sealed class ElsewhereTests(SiteAndBrowser site)
{
    private const string ComesBack = "() => document.dispatchEvent(new Event('visibilitychange'))";

    [Fact]
    public async Task An_answer_of_another_tab_stands_in_this_one_at_once_even_offline()
    {
        await using var olga = await Learner("olga");
        var (_, questions) = await olga.BeginTest();
        var tab = await AnotherTab(olga);
        var question = await Chosen(olga, questions);
        await olga.Context.SetOfflineAsync(true);

        await tab.Question(question).Locator("input").First.CheckAsync();

        await Expect(olga.Question(question).Locator("input").First).ToBeCheckedAsync();
        await Expect(olga.Question(question).GetByRole(AriaRole.Status)).ToHaveTextAsync(Words.Say("Save.OtherTab"));
    }

    [Fact]
    public async Task An_answer_of_another_device_comes_when_she_is_back_and_the_page_says_so()
    {
        await using var petra = await Learner("petra");
        var (_, questions) = await petra.BeginTest();
        var question = await Chosen(petra, questions);
        await using var phone = await OtherDevice(petra, "petra");
        await phone.Question(question).Locator("input").First.CheckAsync();
        await phone.NothingWaits();

        await petra.Page.EvaluateAsync(ComesBack);

        await Expect(petra.Question(question).Locator("input").First).ToBeCheckedAsync();
        await Expect(petra.SaveState()).ToHaveTextAsync(Words.Say("Save.Elsewhere", 1));
    }

    [Fact]
    public async Task What_she_is_typing_is_not_overwritten_from_another_device()
    {
        await using var rana = await Learner("rana");
        var (_, questions) = await rana.BeginTest();
        var question = await Typed(rana, questions);
        await using var phone = await OtherDevice(rana, "rana");
        await phone.Question(question).Locator("input").FillAsync("77");
        await phone.Page.Locator("h1").ClickAsync();
        await phone.NothingWaits();

        var field = rana.Question(question).Locator("input");
        await field.FocusAsync();
        await rana.Page.RunAndWaitForResponseAsync(() => rana.Page.EvaluateAsync(ComesBack), answer => answer.Url.EndsWith("/responses", StringComparison.Ordinal));
        await field.PressSequentiallyAsync("55");
        await Expect(field).ToHaveValueAsync("55");
        await rana.Page.Locator("h1").ClickAsync();
        await rana.NothingWaits();

        await phone.Page.EvaluateAsync(ComesBack);
        await Expect(phone.Question(question).Locator("input")).ToHaveValueAsync("55");   // hers was the later
    }

    [Fact]
    public async Task Handed_in_elsewhere_the_page_says_so_and_leads_to_the_result()
    {
        await using var sana = await Learner("sana");
        var (attempt, _) = await sana.BeginTest();
        await using var phone = await OtherDevice(sana, "sana");
        await phone.Record(Journal.HandedIn(sana.Course.Test, attempt));

        await sana.Page.EvaluateAsync(ComesBack);
        await Expect(sana.Page.Locator("#handed-in")).ToContainTextAsync(Words.Say("Save.HandedInElsewhere"));
        await sana.Link("Save.SeeResult").ClickAsync();

        await Expect(sana.ResultTitle()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_practice_question_answered_in_another_tab_shows_its_marking_here()
    {
        await using var tala = await Learner("tala");
        var practice = tala.Course.Practices[0];
        await tala.Open(CourseBook.PathOf(practice));
        var tab = new Visitor(tala.Context, await tala.Context.NewPageAsync(), site);
        await tab.Open(CourseBook.PathOf(practice));
        var question = tala.Course.QuestionsOf(practice)[0].Id;

        await tab.Check(question, tala.Course.Right(await tala.Attempt(), question));

        await Expect(tala.Question(question).Locator(".verdict")).ToHaveClassAsync("verdict is-right");
    }

    [Theory]
    [InlineData(-180)]
    [InlineData(8)]
    [InlineData(600)]
    public async Task The_later_answer_stands_whatever_the_clocks_say(int minutesAhead)
    {
        var name = $"uma{minutesAhead}";
        await using var uma = await site.VisitorAsync();
        await uma.Context.AddInitScriptAsync(DeviceClock.Script);
        await uma.Open("/");
        await DeviceClock.SetAsync(uma.Page, TimeSpan.FromMinutes(minutesAhead));
        await uma.Register(name, "");
        await uma.Enrol();
        var (_, questions) = await uma.BeginTest();
        var question = await Chosen(uma, questions);
        await using var phone = await OtherDevice(uma, name);
        var (here, there) = (uma.Question(question).Locator("input"), phone.Question(question).Locator("input"));

        await here.Nth(0).CheckAsync();
        await uma.NothingWaits();
        await phone.Page.WaitForTimeoutAsync(1_500);   // as far apart as the clocks may still be
        await there.Nth(1).CheckAsync();
        await phone.NothingWaits();
        await uma.Page.EvaluateAsync(ComesBack);
        await Expect(here.Nth(1)).ToBeCheckedAsync();

        // And once it is set while the page is open.
        await DeviceClock.SetAsync(uma.Page, TimeSpan.FromMinutes(-minutesAhead));
        await uma.Page.WaitForTimeoutAsync(1_500);
        await here.Nth(0).CheckAsync();
        await uma.NothingWaits();
        await phone.Page.ReloadAsync();
        await Expect(there.Nth(0)).ToBeCheckedAsync();
    }

    private async Task<Visitor> Learner(string username)
    {
        var visitor = await site.VisitorAsync();
        await visitor.Register(username, "");
        await visitor.Enrol();
        return visitor;
    }

    private async Task<Visitor> AnotherTab(Visitor learner)
    {
        var tab = new Visitor(learner.Context, await learner.Context.NewPageAsync(), site);
        await tab.Open(CourseBook.PathOf(learner.Course.Test));
        return tab;
    }

    private async Task<Visitor> OtherDevice(Visitor learner, string username)
    {
        var device = await site.VisitorAsync();
        await device.SignIn(username);
        await device.Open(CourseBook.PathOf(learner.Course.Test));
        return device;
    }

    /// <summary>A question with one choice.</summary>
    private static Task<string> Chosen(Visitor learner, IEnumerable<string> questions) => With(learner, questions, "input[type=radio]");

    private static Task<string> Typed(Visitor learner, IEnumerable<string> questions) => With(learner, questions, "input[type=text]:only-of-type");

    private static async Task<string> With(Visitor learner, IEnumerable<string> questions, string field)
    {
        foreach (var question in questions)
        {
            if (await learner.Question(question).Locator(field).CountAsync() > 0)
            {
                return question;
            }
        }

        throw new InvalidOperationException($"The test has no question with {field}.");
    }
}
