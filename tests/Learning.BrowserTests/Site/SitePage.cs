using System.Globalization;
using System.Text.RegularExpressions;
using Learning.BrowserTests.People;
using Learning.Questions;

namespace Learning.BrowserTests.Site;

/// <summary>A page as one kind of person meets it: what is asked of every page is asked of each of these.</summary>
internal sealed record SitePage(string Name, Learner Who, Func<Visitor, Task> Show)
{
    /// <summary>It speaks the language of the course, whatever that of the interface.</summary>
    public bool SpeaksItsCourse { get; init; }

    private const string Course = $"/courses/{CourseBook.Slug}";

    public static readonly IReadOnlyList<SitePage> All =
    [
        At("home", Learner.Nobody, "/"),
        At("home of a learner", Learner.Student, "/"),
        At("catalogue", Learner.Nobody, "/courses"),
        At("catalogue of a graduate", Learner.Graduate, "/courses"),
        At("course", Learner.Nobody, Course),
        At("course before enrolling", Learner.Newcomer, Course),
        At("course while enrolled", Learner.Student, Course),
        At("course when completed", Learner.Graduate, Course),
        new("lesson with picture and table", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.LessonWith("<img", "<table", "class=\"term\"")))),
        new("lesson of a guest", Learner.Guest, who => who.Open(CourseBook.PathOf(who.Course.Lessons[0]))),
        new("lesson read before", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.Lessons[0]))),
        new("lesson with a word explained", Learner.Student, OpenTermAsync),
        new("practice quiz before answering", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.Practices[2]))),
        new("practice quiz with one answer", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.Practices[0]))),
        new("practice quiz when done", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.Practices[1]))),
        new("practice quiz with sums that change", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.PracticeWith(Calculation.KindName)))),
        new("practice quiz with a text to write", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.PracticeWith(Essay.KindName)))),
        new("practice quiz with a text that waits", Learner.Graduate, who => who.Open(CourseBook.PathOf(who.Course.PracticeWith(Essay.KindName)))),
        new("pre-test before the start", Learner.Guest, who => who.Open(CourseBook.PathOf(who.Course.PreTest))),
        new("survey before the start", Learner.Guest, who => who.Open(CourseBook.PathOf(who.Course.Survey))),
        new("survey begun", Learner.Student, BeginSurveyAsync),
        new("test before the start", Learner.Guest, who => who.Open(CourseBook.PathOf(who.Course.Test))),
        new("test begun", Learner.Student, who => who.Open(CourseBook.PathOf(who.Course.Test))),
        new("test not passed", Learner.Repeater, who => who.Open(CourseBook.PathOf(who.Course.Test))),
        new("test passed", Learner.Graduate, who => who.Open(CourseBook.PathOf(who.Course.Test))),
        new("test when signed out", Learner.Student, AskToSignInAsync),
        new("what was typed when signed out", Learner.Student, PostWhenSignedOutAsync),
        new("test with a refused answer", Learner.Student, OpenWithRefusedAsync),
        At("hand in answers", Learner.Student, "/my/answers"),
        new("hand in answers with a problem", Learner.Student, who => SendEmptyAsync(who, "/my/answers")),
        new("hand in answers with receipts", Learner.Student, HandInAsync),
        At("my learning without a course", Learner.Newcomer, "/my"),
        At("my learning of a guest", Learner.Guest, "/my"),
        At("my learning", Learner.Student, "/my"),
        At("my learning with a certificate", Learner.Graduate, "/my"),
        At("review with nothing to review", Learner.Student, "/my/review"),
        new("certificate", Learner.Graduate, OpenCertificateAsync),
        new("certificate checked", Learner.Nobody, CheckCertificateAsync),
        At("search", Learner.Nobody, "/search"),
        At("search with results", Learner.Nobody, "/search?q=pension"),
        At("search without results", Learner.Nobody, "/search?q=xylophone"),
        At("register", Learner.Nobody, "/register"),
        new("register with problems", Learner.Nobody, who => SendEmptyAsync(who, "/register")),
        At("sign in", Learner.Nobody, "/sign-in"),
        new("sign in with a problem", Learner.Nobody, FailToSignInAsync),
        At("sign in where a guest has studied", Learner.Guest, "/sign-in"),
        At("account", Learner.Student, "/account"),
        At("account of a guest", Learner.Guest, "/account"),
        At("nothing there", Learner.Nobody, "/nothing-there"),
        At("desk", Learner.Teacher, "/desk"),
        new("texts to grade", Learner.Teacher, who => AfterGraduateAsync(who, "/grading")),
        new("text to grade", Learner.Teacher, OpenEssayAsync),
        At("allowances", Learner.Teacher, "/allowances"),
        new("allowances of a quiz", Learner.Teacher, who => AfterGraduateAsync(who, $"/allowances/{CourseBook.Slug}/{who.Course.PreTest.Id}")),
        new("allowances of a learner", Learner.Teacher, OpenAllowancesAsync),
        At("corrected keys", Learner.Teacher, "/corrections"),
        new("effect of a corrected key", Learner.Teacher, who => AfterGraduateAsync(who, $"/corrections/{CourseBook.Slug}/{who.Course.QuestionsOf(who.Course.Practices[0])[0].Id}?correction=FullMarks")),
        At("sources", Learner.Teacher, "/sources"),
        At("a source and where it is cited", Learner.Teacher, "/sources/c102"),
        At("lessons to check again", Learner.Teacher, "/rechecks?months=1"),
        At("lessons to check again with a problem", Learner.Teacher, "/rechecks?months=99"),
        At("translations", Learner.Teacher, "/translations"),
        At("a translation", Learner.Teacher, $"/translations/{CourseBook.Slug}/fr"),
        new("a lesson as editors read it", Learner.Teacher, who => who.Open($"/texts/{CourseBook.Slug}/{who.Course.LessonWith("<table", "class=\"term\"").Id}?language=ar")),
        new("a quiz as editors read it", Learner.Teacher, who => who.Open($"/texts/{CourseBook.Slug}/{who.Course.Practices[0].Id}?language=fr")),
        At("revisions of a course", Learner.Teacher, $"{Course}/revisions"),
        At("withdrawing a course", Learner.Teacher, $"{Course}/withdrawal"),
        new("allowances refused", Learner.Teacher, RefuseAllowanceAsync),
        At("how questions do", Learner.Teacher, "/analysis"),
        new("how a quiz does", Learner.Teacher, who => AfterGraduateAsync(who, $"/analysis/{CourseBook.Slug}/{who.Course.Practices[0].Id}")),
        new("how a question does", Learner.Teacher, who => AfterGraduateAsync(who, $"/analysis/{CourseBook.Slug}/{who.Course.Practices[0].Id}/{who.Course.QuestionsOf(who.Course.Practices[0])[0].Id}")),
        new("groups", Learner.Teacher, who => InGroupAsync(who, "", list: true)),
        At("new group", Learner.Teacher, "/cohorts/new"),
        new("new group with problems", Learner.Teacher, RefuseGroupAsync),
        new("group", Learner.Teacher, who => InGroupAsync(who, "")),
        new("group settings", Learner.Teacher, who => InGroupAsync(who, "/settings")),
        new("due dates of a group", Learner.Teacher, who => InGroupAsync(who, "/dates")),
        new("letting people into a group", Learner.Teacher, who => InGroupAsync(who, "/people?name=e")),
        new("poster of a group", Learner.Teacher, who => InGroupAsync(who, "/poster")),
        new("facilitators of a group", Learner.Teacher, who => InGroupAsync(who, "/facilitators")),
        new("log of a group", Learner.Teacher, who => InGroupAsync(who, "/log")),
        new("learner of a group", Learner.Teacher, OpenMemberAsync),
        new("attempt of a learner of a group", Learner.Teacher, OpenAttemptAsync),
        new("messages of a group", Learner.Teacher, who => InGroupAsync(who, "/messages")),
        new("message to a group before sending", Learner.Teacher, CheckMessageAsync),
        new("charts of a group", Learner.Teacher, who => InGroupAsync(who, "/charts")),
        new("report on a group", Learner.Teacher, who => InGroupAsync(who, "/report")),
        new("tables of a group", Learner.Teacher, who => InGroupAsync(who, "/export")),
        new("calendar of a group", Learner.Teacher, who => InGroupAsync(who, "/calendar")),
        new("list of people for a group", Learner.Teacher, who => InGroupAsync(who, "/roster")),
        new("list of people looked through", Learner.Teacher, TryRosterAsync),
        new("accounts made for a list of people", Learner.Teacher, ImportRosterAsync),
        new("meetings of a group", Learner.Teacher, who => PlanMeetingAsync(who)),
        new("meeting refused", Learner.Teacher, who => PlanMeetingAsync(who, isWhole: false)),
        new("who was at a meeting", Learner.Teacher, OpenMeetingAsync),
        new("session pack", Learner.Teacher, who => InGroupAsync(who, "/pack")),
        new("session pack to print", Learner.Teacher, PrintPackAsync) { SpeaksItsCourse = true },
        At("inbox", Learner.Graduate, "/my/messages"),
        new("message", Learner.Graduate, OpenMessageAsync),
        At("what comes by mail", Learner.Graduate, "/my/mail"),
        At("what I tell for reports", Learner.Graduate, "/my/profile"),
        new("calendar of my group", Learner.Graduate, async who => await who.Open($"/my/cohorts/{await who.Site.Group.IdAsync()}/calendar")),
        new("writing to learners with problems", Learner.Teacher, RefuseWordsAsync),
        new("mail that did not arrive", Learner.Teacher, who => InGroupAsync(who, "/messages/failed")),
        At("inbox with nothing in it", Learner.Newcomer, "/my/messages"),
        At("joining a group", Learner.Nobody, "/join"),
        At("joining with no code", Learner.Nobody, "/join?code=12"),
        new("door of a group", Learner.Nobody, OpenDoorAsync),
        new("my group", Learner.Graduate, OpenMyGroupAsync),
        At("organisations", Learner.Administrator, "/organisations"),
        At("people", Learner.Administrator, "/people"),
        new("a person and her roles", Learner.Administrator, OpenPersonAsync),
        At("account of an administrator", Learner.Administrator, "/account"),
        new("languages of a draft", Learner.Teacher, who => TranslateAsync(who, "")),
        new("a text beside its translation, from right to left", Learner.Teacher, who => TranslateAsync(who, $"/ar?path=courses/{CourseBook.Slug}/03-convention-102/02-nine-branches.md")),
        new("a quiz beside its translation", Learner.Teacher, who => TranslateAsync(who, $"/fr?path=courses/{CourseBook.Slug}/01-a-human-right/05-check-yourself.quiz.md")),
        At("opening a course to translate it", Learner.Teacher, "/courses/negotiating-social-protection/languages"),
        At("bringing files into a draft", Learner.Teacher, "/drafts/files"),
        new("what files would change in a draft", Learner.Teacher, BringFilesAsync),
        At("courses to write", Learner.Teacher, "/drafts"),
        new("new course with problems", Learner.Teacher, RefuseCourseAsync),
        new("draft of a course", Learner.Teacher, who => InDraftAsync(who)),
        new("text of a draft", Learner.Teacher, who => OpenTextAsync(who, ".outline-texts li[data-kind=Lesson] .outline-name a")),
        new("quiz of a draft", Learner.Teacher, who => OpenTextAsync(who, ".outline-texts li[data-kind=Quiz] .outline-name a")),
        new("preview of a text of a draft", Learner.Teacher, OpenPreviewAsync),
        new("what a draft changes", Learner.Teacher, who => OpenWayAsync(who, "changes")),
        new("review of a draft", Learner.Teacher, who => OpenWayAsync(who, "review")),
        new("publication of a draft", Learner.Teacher, who => OpenWayAsync(who, "publication")),
        new("languages of a draft", Learner.Teacher, who => OpenWayAsync(who, "languages")),
        At("question banks", Learner.Teacher, "/banks"),
        new("question bank read", Learner.Teacher, ReadBankAsync),
        new("first administrator", Learner.Nobody, who => who.Open(who.Site.SetupPath)),
        new("first administrator with problems", Learner.Nobody, who => SendEmptyAsync(who, who.Site.SetupPath)),
    ];

    public static TheoryData<string> OfLearners => [.. All.Where(page => !page.IsForStaff).Select(page => page.Name)];

    public static TheoryData<string> OfStaff => [.. All.Where(page => page.IsForStaff).Select(page => page.Name)];

    private bool IsForStaff => Who is Learner.Teacher or Learner.Administrator;

    public static SitePage Named(string name) => All.Single(page => page.Name == name);

    private static SitePage At(string name, Learner who, string path) => new(name, who, visitor => visitor.Open(path));

    /// <summary>In the draft of the course, which is opened where nobody has yet.</summary>
    private static async Task TranslateAsync(Visitor who, string path)
    {
        await who.Open($"/courses/{CourseBook.Slug}/languages");
        if (await who.Page.Locator("main form button").CountAsync() == 1)
        {
            await who.Page.Locator("main form button").ClickAsync();
        }

        await Expect(who.Page.Locator("#f-fr")).ToBeVisibleAsync();
        if (path.Length > 0)
        {
            await who.Open(new Uri(who.Page.Url).AbsolutePath + path);
        }
    }

    private static async Task BringFilesAsync(Visitor who)
    {
        await TranslateAsync(who, "");
        var draft = new Uri(who.Page.Url).AbsolutePath.Replace("/languages", ".zip", StringComparison.Ordinal);
        var zip = await (await who.Page.APIRequest.GetAsync(draft)).BodyAsync();
        using var bytes = new MemoryStream();
        await bytes.WriteAsync(zip);
        using (var archive = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.GetEntry($"courses/{CourseBook.Slug}/course.md")!;
            await using var stream = await entry.OpenAsync();
            stream.Seek(0, SeekOrigin.End);
            await stream.WriteAsync("\nOne more paragraph.\n"u8.ToArray());
        }

        await who.Open("/drafts/files");
        await who.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "course.zip", MimeType = "application/zip", Buffer = bytes.ToArray() });
        await who.Page.Locator("main form button").ClickAsync();
        await Expect(who.Page.Locator("input[name=version]")).ToHaveCountAsync(1);
    }

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
