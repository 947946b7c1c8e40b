using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>Somebody begins without registering, stops, and goes on where she was.</summary>
public sealed class GuestJourneyTests(SiteAndBrowser site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guest_who_registers_keeps_what_she_did(bool script)
    {
        var username = script ? "gloria" : "gloria-without-script";
        await using var gloria = await site.VisitorAsync(script: script);
        await gloria.StartAsGuest();
        await gloria.ReadLesson(gloria.Course.Lessons[0]);

        await gloria.Link("Guest.Register").ClickAsync();
        await gloria.FillRegistration(username, "Gloria");
        await gloria.IsAt(gloria.Course.Lessons[1]);
        await HasReadTheFirstLesson(gloria);
        gloria.AssertNoComplaint();

        await using var elsewhere = await site.VisitorAsync(script: script);
        await elsewhere.SignIn(username);
        await HasReadTheFirstLesson(elsewhere);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guest_leaves_a_shared_phone_and_the_next_person_finds_nothing_of_hers(bool script)
    {
        await using var phone = await site.VisitorAsync(script: script);
        await phone.StartAsGuest();
        await phone.ReadLesson(phone.Course.Lessons[0]);

        await phone.Link("Guest.Leave").ClickAsync();
        await phone.Button("Guest.LeaveButton").ClickAsync();

        await Expect(phone.Link("Nav.SignIn")).ToBeVisibleAsync();
        await phone.Open("/my");
        await Expect(phone.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
        phone.AssertNoComplaint();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Who_signs_in_where_a_guest_has_studied_says_whether_it_was_she(bool script, bool wasShe)
    {
        var username = $"nadia-{(script ? "script" : "plain")}-{(wasShe ? "she" : "other")}";
        await using var nadia = await site.VisitorAsync(script: script);
        await nadia.Register(username, "Nadia");
        await using var phone = await site.VisitorAsync(script: script);
        await phone.StartAsGuest();
        await phone.ReadLesson(phone.Course.Lessons[0]);

        await phone.Open("/sign-in");
        await phone.Page.Locator("input[name=bring]").SetCheckedAsync(wasShe);
        await phone.FillSignIn(username);

        await Expect(phone.Page.Locator(".guest-notice")).ToBeHiddenAsync();
        await phone.Open("/my");
        await Expect(phone.Page.GetByText(Words.Say("My.DoneOf", 1, phone.Course.Required.Count))).ToHaveCountAsync(wasShe ? 1 : 0);
    }

    [Fact]
    public async Task A_guest_whose_work_could_not_be_sent_is_told_before_she_leaves_and_nothing_of_it_stays()
    {
        await using var phone = await GuestWithWorkThatWaits();
        await phone.Open("/account");

        await phone.Button("Guest.LeaveButton").ClickAsync();
        await Expect(phone.Page.GetByText(Words.Say("Guest.LeaveWaiting"))).ToBeVisibleAsync();
        Assert.NotEqual(0, await phone.Waiting());

        await phone.Button("Guest.LeaveButton").ClickAsync();
        await Expect(phone.Link("Nav.SignIn")).ToBeVisibleAsync();
        Assert.Equal(0, await phone.Waiting());
        Assert.DoesNotContain(phone.Complaints, c => !c.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_of_a_guest_that_could_not_be_sent_goes_into_the_account_if_she_says_that_it_was_she(bool wasShe)
    {
        var username = wasShe ? "salma-she" : "salma-other";
        await using var salma = await site.VisitorAsync();
        await salma.Register(username, "Salma");
        await salma.Enrol();
        await using var phone = await GuestWithWorkThatWaits();
        await phone.Open("/sign-in");
        await phone.Page.Locator("input[name=bring]").SetCheckedAsync(wasShe);
        await phone.FillSignIn(username);
        if (wasShe)
        {
            Assert.NotEqual(0, await phone.Waiting());   // what is nobody's goes at once
        }

        await phone.Context.UnrouteAsync("**/record");
        await phone.Open(CourseBook.PathOf(phone.Course.Lessons[1]));
        await phone.NothingWaits();

        await phone.Open("/my");
        await Expect(phone.Page.GetByText(Words.Say("My.DoneOf", wasShe ? 1 : 0, phone.Course.Required.Count))).ToBeVisibleAsync();
        Assert.DoesNotContain(phone.Complaints, c => !c.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pressing_twice_where_her_work_cannot_be_sent_sends_the_form_once()
    {
        await using var phone = await GuestWithWorkThatWaits();
        await phone.Context.UnrouteAsync("**/record");
        await phone.Context.RouteAsync("**/record", _ => Task.CompletedTask);   // never answered
        await phone.Page.Clock.InstallAsync();
        await phone.Open("/account");
        await phone.Page.EvaluateAsync(
            "() => { window.sent = 0; addEventListener('submit', event => { window.sent += event.defaultPrevented ? 0 : 1; event.preventDefault(); }); }");
        var leave = phone.Button("Guest.LeaveButton");

        await leave.ClickAsync();
        await phone.Page.Clock.RunForAsync(6_000);   // as long as it is tried; then she is told
        await Expect(phone.Page.GetByText(Words.Say("Guest.LeaveWaiting"))).ToBeVisibleAsync();
        await leave.ClickAsync();
        await phone.Page.Clock.RunForAsync(1_000);
        await leave.ClickAsync();
        await phone.Page.Clock.RunForAsync(4_500);
        Assert.Equal(1, await phone.Page.EvaluateAsync<int>("() => window.sent"));
        await phone.Page.Clock.RunForAsync(10_000);
        Assert.Equal(1, await phone.Page.EvaluateAsync<int>("() => window.sent"));
    }

    [Fact]
    public async Task Going_on_leads_to_the_heading_she_had_reached()
    {
        await using var hawa = await site.VisitorAsync(width: 360, height: 640);
        await hawa.StartAsGuest();
        var heading = hawa.Page.Locator("#text h2[id]").Nth(1);
        var place = await heading.GetAttributeAsync("id");
        await hawa.Page.RunAndWaitForResponseAsync(
            () => heading.EvaluateAsync("heading => heading.scrollIntoView({ block: 'start' })"),
            answer => answer.Request.PostData?.Contains("Reached", StringComparison.Ordinal) == true);

        await hawa.Open("/");
        await hawa.InMain(AriaRole.Link, "Course.Resume").ClickAsync();

        await Expect(hawa.Page).ToHaveURLAsync($"{CourseBook.PathOf(hawa.Course.Lessons[0])}#{Uri.EscapeDataString(place!)}");
        await Expect(hawa.Page.Locator("#text h2[id]").Nth(1)).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Going_on_without_script_leads_to_the_first_lesson_not_read()
    {
        await using var juana = await site.VisitorAsync(script: false);
        await juana.StartAsGuest();
        await juana.ReadLesson(juana.Course.Lessons[0]);

        await juana.Open("/");
        await juana.InMain(AriaRole.Link, "Course.Resume").ClickAsync();

        await juana.IsAt(juana.Course.Lessons[1]);
    }

    /// <summary>She has read a lesson, and the site does not know it.</summary>
    private async Task<Visitor> GuestWithWorkThatWaits()
    {
        var phone = await site.VisitorAsync();
        await phone.StartAsGuest();
        await phone.Page.WaitForLoadStateAsync();   // before its scripts run, a form goes to the site by itself
        await phone.Context.RouteAsync("**/record", route => route.AbortAsync("internetdisconnected"));
        await phone.Button("Lesson.DoneAndNext").ClickAsync();
        await Expect(phone.SaveState()).ToHaveTextAsync(Words.Say("Save.Kept"));
        return phone;
    }

    private static async Task HasReadTheFirstLesson(Visitor learner)
    {
        await learner.Open("/my");
        var all = learner.Course.Required.Count;
        await Expect(learner.Page.GetByText(Words.Say("My.DoneOf", 1, all))).ToBeVisibleAsync();
    }
}
