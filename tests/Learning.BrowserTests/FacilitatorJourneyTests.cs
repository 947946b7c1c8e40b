using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>
/// A facilitator takes a group through a course, from the empty desk on. <c>LEARNING_PICTURES=1</c> in the environment also draws the pictures of docs/facilitators.md anew.
/// </summary>
public sealed class FacilitatorJourneyTests(SiteAndBrowser site)
{
    private static readonly bool _draws = Environment.GetEnvironmentVariable("LEARNING_PICTURES") == "1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_an_empty_desk_to_the_report_for_the_committee()
    {
        await using var fay = await FacilitatorAsync("fay-journey");
        await fay.Open("/desk");
        await fay.InMain(AriaRole.Link, "Cohort.Title").ClickAsync();
        await Expect(fay.Page.GetByText(Words.Say("Cohort.None"))).ToBeVisibleAsync();

        var group = await fay.MakeGroup("Dockers of Dakar");
        var code = await fay.CodeOf(group);
        await DrawAsync(fay, "group-people");

        // Three join on their phones: one reads, one fails twice, one does nothing yet.
        await using var awa = await LearnerAsync("awa-journey", "Awa Diop", code);
        await using var bo = await LearnerAsync("bo-journey", "Bo Ndiaye", code);
        await using var chloe = await LearnerAsync("chloe-journey", "Chloé Sarr", code);
        await awa.Open(CourseBook.PathOf(awa.Course.Lessons[0]));
        await awa.Record([.. awa.Course.Lessons.Take(4).Select(lesson => Journal.Completed(lesson))]);
        for (var time = 0; time < 2; time++)
        {
            await bo.Open(CourseBook.PathOf(bo.Course.Test));
            await bo.Button(time == 0 ? "Quiz.StartTest" : "Quiz.TryAgain").ClickAsync();
            var (attempt, questions) = await bo.OpenTest();
            await bo.Record([.. Journal.Answers(bo.Course.Test, attempt, [.. questions.Select(q => (q, bo.Course.Wrong(attempt, q)))]), Journal.HandedIn(bo.Course.Test, attempt)]);
        }

        await fay.Open($"/cohorts/{group}");
        var rows = fay.Page.Locator(".members tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("Bo Ndiaye");
        await DrawAsync(fay, "group");

        // What she sees is what the learner did a moment ago.
        await awa.Record([Journal.Completed(awa.Course.Lessons[4])]);
        await fay.Page.ReloadAsync();
        await Expect(fay.Page.Locator(".members tr", new() { HasText = "Awa Diop" })).Not.ToContainTextAsync(Words.Say("Need.NeverStarted.Today"));

        // She looks at what went wrong, grants a later day and notes why.
        await rows.First.Locator("th a").ClickAsync();
        await DrawAsync(fay, "group-learner");
        await fay.Page.Locator("a[href*='/attempts/']").First.ClickAsync();
        await Expect(fay.Page.Locator(".marked .is-wrong").First).ToBeVisibleAsync();
        await fay.Page.GoBackAsync();
        await fay.Page.Locator("#f-until").FillAsync("2027-12-31");
        await fay.Page.Locator("#f-reason").FillAsync("Night shifts until Friday");
        await fay.Button("Concession.Grant").ClickAsync();
        await Expect(fay.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(Words.Say("Member.Did.extended"));
        await fay.Open($"/cohorts/{group}/log");
        await Expect(fay.Page.Locator(".log")).ToContainTextAsync("Night shifts until Friday");

        // She writes to those who do not pass, and they find it on the site, mail address or not.
        await fay.Open($"/cohorts/{group}/messages?need=Failing");
        await fay.Page.Locator("#f-subject").FillAsync("Let us look at the test together");
        await fay.Page.Locator("#f-text").FillAsync("Come half an hour early on Tuesday.");
        await DrawAsync(fay, "group-message");
        await fay.Button("Words.Check").ClickAsync();
        await fay.Page.Locator("main form button.button").First.ClickAsync();
        await Expect(fay.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await bo.Open("/my/messages");
        await bo.Page.GetByRole(AriaRole.Link, new() { Name = "Let us look at the test together" }).ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Come half an hour early on Tuesday.");
        await awa.Open("/my/messages");
        await Expect(awa.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Let us look at the test together");

        // Pictures, a table to take along, and the report for the committee.
        await fay.Open($"/cohorts/{group}/charts");
        await Expect(fay.Page.Locator("svg.chart").First).ToBeVisibleAsync();
        await DrawAsync(fay, "group-charts");
        var table = await fay.Context.APIRequest.GetAsync($"/cohorts/{group}/export?what=progress&as=csv");
        Assert.Contains("Chloé Sarr", await table.TextAsync(), StringComparison.Ordinal);
        await fay.Open($"/cohorts/{group}/report");
        await Expect(fay.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Chloé");
        fay.AssertNoComplaint();
        awa.AssertNoComplaint();
        bo.AssertNoComplaint();
        chloe.AssertNoComplaint();
    }

    [Fact]
    public async Task Without_script_a_group_is_made_joined_and_looked_after_all_the_same()
    {
        await using var prepared = await FacilitatorAsync("gus-journey");
        await using var gus = await prepared.AsTheServerKnowsHer();
        var group = await gus.MakeGroup("Without script");
        var code = await gus.CodeOf(group);

        await using var dede = await site.VisitorAsync(script: false, width: 360, height: 640);
        await dede.Open($"/join/{code.Replace("-", "", StringComparison.Ordinal)}");
        await dede.Page.Locator("main a.button").First.ClickAsync();
        await dede.FillRegistration("dede-journey", "Dédé");
        await dede.Button("Join.Join").ClickAsync();
        await Expect(dede.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();

        await gus.Open($"/cohorts/{group}");
        await gus.Page.Locator(".members th a").First.ClickAsync();
        await gus.Page.Locator("#f-note").FillAsync("Wants to meet on Tuesdays");
        await gus.Button("Note.Save").ClickAsync();
        await Expect(gus.Page.Locator(".note")).ToContainTextAsync("Tuesdays");
    }

    private async Task<Visitor> FacilitatorAsync(string username)
    {
        var visitor = await site.VisitorAsync();
        await visitor.Register(username, "Fay Sow");
        await site.CommandAsync("roles", "add", username, "Facilitator");
        await visitor.Button("Nav.SignOut").ClickAsync();
        await visitor.SignIn(username);
        return visitor;
    }

    private async Task<Visitor> LearnerAsync(string username, string name, string code)
    {
        var visitor = await site.VisitorAsync(width: 360, height: 640);
        await visitor.Register(username, name);
        await visitor.JoinGroup(code);
        return visitor;
    }

    private async Task DrawAsync(Visitor who, string picture)
    {
        if (_draws)
        {
            await File.WriteAllBytesAsync(Path.Combine(site.Root, "docs", "pictures", $"{picture}.png"), SmallPicture.Of(await who.Page.Locator("main").ScreenshotAsync()), Cancellation);
        }
    }
}
