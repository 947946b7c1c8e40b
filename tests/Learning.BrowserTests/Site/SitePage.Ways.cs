using System.Globalization;
using System.Text.RegularExpressions;
using Learning.BrowserTests.People;
using Learning.Questions;

namespace Learning.BrowserTests.Site;

/// <summary>What somebody does to see a page that has no address of its own.</summary>
internal sealed partial record SitePage
{
    /// <summary>Somebody has answered everything once, so that there is something to see.</summary>
    private static async Task AfterGraduateAsync(Visitor who, string path)
    {
        _ = await who.Site.Learners.StateAsync(Learner.Graduate, "en");
        await who.Open(path);
    }

    private static async Task OpenEssayAsync(Visitor who)
    {
        await AfterGraduateAsync(who, "/grading");
        await who.Page.Locator("main ol.parts a").First.ClickAsync();
        await Expect(who.Page.Locator(".essay-text")).ToBeVisibleAsync();
    }

    private static async Task OpenAllowancesAsync(Visitor who)
    {
        await AfterGraduateAsync(who, $"/allowances/{CourseBook.Slug}/{who.Course.PreTest.Id}");
        await who.Page.Locator("main ul.parts a").First.ClickAsync();
        await Expect(who.Page.Locator("#f-reason")).ToBeVisibleAsync();
    }

    private static async Task RefuseAllowanceAsync(Visitor who)
    {
        await OpenAllowancesAsync(who);
        await who.Page.Locator("main form button.button").ClickAsync();
        await Expect(who.Page.Locator(".problems")).ToBeVisibleAsync();
    }

    private static async Task InGroupAsync(Visitor who, string path, bool list = false)
    {
        var id = await who.Site.Group.IdAsync();
        await who.Open(list ? "/cohorts" : $"/cohorts/{id}{path}");
    }

    private static async Task RefuseWordsAsync(Visitor who)
    {
        await InGroupAsync(who, "/messages");
        await who.Page.Locator("main form button.button").ClickAsync();
        await Expect(who.Page.Locator(".problems")).ToBeVisibleAsync();
    }

    private static async Task RefuseGroupAsync(Visitor who)
    {
        await who.Open("/cohorts/new");
        await who.Page.Locator("#f-starts_on").FillAsync("");
        await who.Page.Locator("main form button.button").ClickAsync();
        await Expect(who.Page.Locator(".problems")).ToBeVisibleAsync();
    }

    /// <summary>Who needs help stands first.</summary>
    private static async Task OpenMemberAsync(Visitor who)
    {
        await InGroupAsync(who, "?sort=progress");
        await who.Page.Locator(".members tbody th a").First.ClickAsync();
        await Expect(who.Page.Locator("#f-note")).ToBeVisibleAsync();
    }

    private static async Task OpenAttemptAsync(Visitor who)
    {
        await InGroupAsync(who, "?sort=progress");
        await who.Page.Locator(".members tbody th a").Last.ClickAsync();   // the graduate, however many a list has let in
        await who.Page.Locator("a[href*='/attempts/']").First.ClickAsync();
        await Expect(who.Page.Locator(".question-marked").First).ToBeVisibleAsync();
    }

    /// <summary>How many it reaches is shown before anything is sent; nothing is sent here.</summary>
    private static async Task CheckMessageAsync(Visitor who)
    {
        await InGroupAsync(who, "/messages");
        await who.Page.Locator("#f-subject").FillAsync("Tuesday");
        await who.Page.Locator("#f-text").FillAsync("We meet at six.");
        await who.Page.Locator("main form button.button").First.ClickAsync();
        await Expect(who.Page.Locator("main")).ToContainTextAsync("We meet at six.");
    }

    private static async Task TryRosterAsync(Visitor who)
    {
        await InGroupAsync(who, "/roster");
        await who.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("name;e-mail;shoe size\nNia Bello;nia@example.org;41\nNoel;not an address;40\nTomi Ade;;39\n") });
        await who.Page.Locator("main form:has(input[type=file]) button.button").ClickAsync();
        await Expect(who.Page.Locator("main")).ToContainTextAsync("Nia Bello");
    }

    /// <summary>Into a group of its own: the one that all look at stays as it is.</summary>
    private static async Task ImportRosterAsync(Visitor who)
    {
        await using var teacher = await who.Site.VisitorAsync(Learner.Teacher);
        var group = await teacher.MakeGroup("Night shift");
        await who.Open($"/cohorts/{group}/roster");
        await who.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"name\nAwa {group[..8]} Diop\nMohammed-Abdelkader {group[..8]} Benabderrahmane-Oumarou\n") });
        await who.Page.Locator("main form:has(input[type=file]) button.button").ClickAsync();
        await who.Page.Locator("main form:has(input[name=roster]) button.button").ClickAsync();
        await Expect(who.Page.Locator(".slips li")).ToHaveCountAsync(2);
    }

    private static async Task PlanMeetingAsync(Visitor who, bool isWhole = true, string day = "2027-03-02", string time = "18:30")
    {
        await InGroupAsync(who, "/meetings");
        await who.Page.Locator("#f-title").FillAsync("First evening");
        await who.Page.Locator("#f-place").FillAsync("Union hall, 3 rue des Dockers");
        await who.Page.Locator("#f-day").FillAsync(isWhole ? day : "");
        await who.Page.Locator("#f-time").FillAsync(time);
        await who.Page.Locator("main form:has(#f-title) button.button").ClickAsync();
        await Expect(isWhole ? who.Page.GetByRole(AriaRole.Status).First : who.Page.Locator(".problems")).ToBeVisibleAsync();
    }

    private static async Task OpenMeetingAsync(Visitor who)
    {
        // Who is there can be written down from twelve hours before: in an hour, whatever o'clock it is.
        var soon = DateTime.UtcNow.AddHours(1);
        await PlanMeetingAsync(who, day: soon.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), time: soon.ToString("HH:mm", CultureInfo.InvariantCulture));
        await who.Page.Locator("main a[href*='/meetings/']").First.ClickAsync();
        await who.Page.Locator(".marks input").First.CheckAsync();
        await who.Page.Locator("main form.attendance button.button").ClickAsync();
        await Expect(who.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
    }

    private static async Task PrintPackAsync(Visitor who)
    {
        await InGroupAsync(who, "/pack");
        await who.Open((await who.Page.Locator("main a[href*='/pack/']").First.GetAttributeAsync("href"))!);
        await who.Page.Locator(".pack-choice button.button").ClickAsync();
        await Expect(who.Page.Locator(".piece").First).ToBeVisibleAsync();
    }

    private static async Task OpenMessageAsync(Visitor who)
    {
        _ = await who.Site.Group.IdAsync();
        await who.Open("/my/messages");
        await who.Page.Locator("main a[href*='/my/messages/']").First.ClickAsync();
        await Expect(who.Heading).ToBeVisibleAsync();
    }

    private static async Task OpenDoorAsync(Visitor who)
    {
        await using var teacher = await who.Site.VisitorAsync(Learner.Teacher);
        await who.Open($"/join/{await teacher.CodeOf(await who.Site.Group.IdAsync())}");
    }

    private static async Task OpenMyGroupAsync(Visitor who)
    {
        var id = await who.Site.Group.IdAsync();
        await who.Open($"/my/cohorts/{id}");
    }

    private static async Task OpenPersonAsync(Visitor who)
    {
        await who.Open("/people?name=prepared-Admin");
        await who.Page.Locator("main ul.parts a").First.ClickAsync();
        await Expect(who.Page.Locator("#f-role")).ToBeVisibleAsync();
    }

    private static async Task RefuseCourseAsync(Visitor who)
    {
        await who.Open("/drafts");
        await who.Page.Locator("#f-title").EvaluateAsync("field => field.required = false");
        await who.Page.Locator("#new-course button.button").ClickAsync();
        await Expect(who.Page.Locator(".problems")).ToBeVisibleAsync();
    }

    /// <summary>Of the first course; all who look at it look at the same draft.</summary>
    private static async Task InDraftAsync(Visitor who)
    {
        await who.Open("/drafts");
        await who.Page.Locator(".drafts .card", new() { HasText = CourseBook.Slug }).Locator("a.button, button.button").First.ClickAsync();
        await Expect(who.Page.Locator("#outline")).ToBeVisibleAsync();
    }

    private static async Task OpenWayAsync(Visitor who, string way)
    {
        await InDraftAsync(who);
        await who.Page.Locator($".draft-ways a[href$='/{way}']").ClickAsync();
        await Expect(who.Page.Locator(".draft-ways a[aria-current]")).ToHaveAttributeAsync("href", new Regex($"/{way}$"));
        await Expect(who.Heading).ToBeVisibleAsync();
    }

    private static async Task OpenTextAsync(Visitor who, string which)
    {
        await InDraftAsync(who);
        await who.Page.Locator(which).First.ClickAsync();
        await Expect(who.Page.Locator("#edit-area .cm-content")).ToBeVisibleAsync();
        await Expect(who.Page.FrameLocator(".edit-frame iframe").Locator("#preview-body > *").First).ToBeVisibleAsync();
    }

    private static async Task OpenPreviewAsync(Visitor who)
    {
        await OpenTextAsync(who, ".outline-texts li[data-kind=Lesson] .outline-name a");
        await who.Open((await who.Page.Locator("#edit-preview").GetAttributeAsync("data-src"))!);
        await Expect(who.Page.Locator("#preview-body > *").First).ToBeVisibleAsync();
    }

    /// <summary>As a guest who has just begun the course.</summary>
    private static async Task OpenRecordingsAsync(Visitor who)
    {
        await who.Site.Recordings.PublishedAsync();
        await who.Open($"/courses/{Recordings.Slug}");
        await who.Page.Locator("main form:has(input[name=course]) button.button").First.ClickAsync();
        await who.Open(Recordings.Lesson);
        await Expect(who.Page.Locator(".clip video")).ToBeVisibleAsync();
        await Expect(who.Page.Locator(".clip audio")).ToBeVisibleAsync();
    }

    private static async Task PrintRecordingsAsync(Visitor who)
    {
        var group = await who.Site.Recordings.GroupAsync();
        await who.Open($"/cohorts/{group}/pack/{Recordings.Slug}/first-words/sheets?part=worksheet&part=plan");
        await Expect(who.Page.Locator(".recording")).ToHaveCountAsync(2);
        await Expect(who.Page.Locator(".recording-at bdi").First).ToHaveTextAsync(who.Site.Address + Recordings.Lesson);
    }

    private static async Task OpenCaptionsAsync(Visitor who)
    {
        await who.Site.Recordings.PublishedAsync();
        await who.Open("/drafts");
        await who.Page.Locator(".drafts .card", new() { HasText = Recordings.Slug }).Locator("a.button, button.button").First.ClickAsync();
        await who.Page.Locator("#outline").WaitForAsync();
        await who.Page.Locator("details:has(a[href*='.vtt']) > summary").First.ClickAsync();
        await who.Page.Locator("a[href*='greeting.ar.vtt']").First.ClickAsync();
        await Expect(who.Page.Locator("#edit-area .cm-content")).ToBeVisibleAsync();
        await Expect(who.Page.FrameLocator(".edit-frame iframe").Locator(".captions-table tbody tr")).ToHaveCountAsync(2);
    }

    private static async Task ReadBankAsync(Visitor who)
    {
        await who.Open("/banks");
        var file = "::One::Which is a branch? {=Maternity ~Housing#No.}\n\nA picture: <img src=\"x.png\"> {T}\n\n";
        await who.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "bank.gift", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await who.Page.Locator("main form:has(input[type=file]) button.button").ClickAsync();
        await Expect(who.Page.Locator("textarea")).ToBeVisibleAsync();
    }

    private static async Task OpenTermAsync(Visitor who)
    {
        await who.Open(CourseBook.PathOf(who.Course.LessonWith("class=\"term\"")));
        await who.Page.Locator("a.term:visible").First.ClickAsync();
        await Expect(who.Page.Locator("#term-card")).ToBeVisibleAsync();
    }

    /// <summary>Begun by the first who shows it; open from then on.</summary>
    private static async Task BeginSurveyAsync(Visitor who)
    {
        await who.Open(CourseBook.PathOf(who.Course.Survey));
        var form = who.Page.Locator("#test");
        if (await form.CountAsync() == 0)
        {
            await who.Page.Locator("#quiz form button.button").First.ClickAsync();
        }

        await Expect(form).ToBeVisibleAsync();
    }

    private static async Task AskToSignInAsync(Visitor who)
    {
        await who.Open(CourseBook.PathOf(who.Course.Test));
        await who.Page.EvaluateAsync("() => import(document.querySelector('script[src$=\"quiz.js\"]').src.replace('quiz.js', 'session.js')).then(session => session.ask(true))");
        await Expect(who.Page.Locator("dialog.session")).ToBeVisibleAsync();
    }

    private static async Task PostWhenSignedOutAsync(Visitor who)
    {
        await who.Open(CourseBook.PathOf(who.Course.Test));
        await who.Context.ClearCookiesAsync(new() { Name = "learning" });
        await who.Page.EvaluateAsync("() => HTMLFormElement.prototype.submit.call(document.getElementById('test'))");
        await Expect(who.Page.Locator("#f-secret")).ToBeVisibleAsync();
    }

    private static async Task OpenWithRefusedAsync(Visitor who)
    {
        await who.Open(CourseBook.PathOf(who.Course.Test));
        await who.Page.EvaluateAsync(
            """
            () => {
              const at = new Date().toISOString();
              localStorage.setItem(`learning.refused.${document.querySelector('meta[name=learner]').content}.1`, JSON.stringify({ id: '1', verb: 'Answered', at, refused: { code: 'x', reason: 'x', at } }));
            }
            """);
        await who.Page.ReloadAsync();
        await Expect(who.Page.Locator("#save-more")).ToBeVisibleAsync();
    }

    /// <summary>An entry of a lesson that there is not, so that nothing of hers changes.</summary>
    private static async Task HandInAsync(Visitor who)
    {
        await who.Open("/my/answers");
        var learner = await who.Page.Locator("meta[name=learner]").GetAttributeAsync("content");
        var file = $$"""{ "learner": "{{learner}}", "entries": [ { "id": "{{Guid.CreateVersion7()}}", "verb": "Completed", "course": "{{CourseBook.Slug}}", "activity": "no-such", "at": "2026-11-24T08:00:00Z" }, 7 ] }""";
        await who.Page.Locator("#f-file").SetInputFilesAsync(new FilePayload { Name = "answers.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await who.Page.Locator("main form button.button").ClickAsync();
        await Expect(who.Page.Locator(".receipts")).ToBeVisibleAsync();
    }

    private static async Task OpenCertificateAsync(Visitor who)
    {
        await who.Open("/my");
        await who.Page.Locator("a[href*='/credentials/']").ClickAsync();
        await Expect(who.Page.Locator(".holder")).ToBeVisibleAsync();
    }

    private static async Task OpenMyCertificateAsync(Visitor who)
    {
        await who.Open("/my/certificates");
        await who.Page.Locator("main li.card h2 a").First.ClickAsync();
        await Expect(who.Page.Locator("form[action$='/showing']")).ToBeVisibleAsync();
    }

    private static async Task OpenCertificateOfLearnerAsync(Visitor who)
    {
        await AfterGraduateAsync(who, "/certificates?whose=none&course=right-to-social-security");   // of the course of the site: another journey revokes those of another course
        await who.Page.Locator("main li.card h2 a").First.ClickAsync();
        await Expect(who.Page.Locator("ol.log")).ToBeVisibleAsync();
    }

    private static async Task RefuseRevocationAsync(Visitor who)
    {
        await OpenCertificateOfLearnerAsync(who);
        await who.Page.Locator("details.confirm:has(form[action$='/revocation']) > summary").ClickAsync();
        await who.Page.Locator("form[action$='/revocation'] button").ClickAsync();
        await Expect(who.Page.Locator(".problems")).ToBeVisibleAsync();
    }

    private static async Task CheckCertificateAsync(Visitor who)
    {
        await using var graduate = await who.Site.VisitorAsync(Learner.Graduate);
        await OpenCertificateAsync(graduate);
        await who.Open(graduate.Page.Url);
    }

    private static async Task SendEmptyAsync(Visitor who, string path)
    {
        await who.Open(path);
        await who.Page.Locator("main form button.button").ClickAsync();
        await Expect(who.Page.Locator(".problems")).ToBeVisibleAsync();
    }

    private static async Task FailToSignInAsync(Visitor who)
    {
        await who.Open("/sign-in");
        await who.Page.Locator("#f-username").FillAsync("nobody");
        await who.Page.Locator("#f-secret").FillAsync("not the secret");
        await who.Page.Locator("main form button.button").ClickAsync();
        await Expect(who.Page.Locator(".problems")).ToBeVisibleAsync();
    }
}
