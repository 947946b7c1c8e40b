using Learning.BrowserTests.People;
using Learning.Questions;

namespace Learning.BrowserTests.Site;

/// <summary>A page as one kind of person meets it: what is asked of every page is asked of each of these.</summary>
internal sealed partial record SitePage(string Name, Learner Who, Func<Visitor, Task> Show)
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
        new("lesson with a picture and recordings", Learner.Nobody, OpenRecordingsAsync),
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
        At("certificates of hers", Learner.Graduate, "/my/certificates"),
        new("certificate to decide about", Learner.Graduate, OpenMyCertificateAsync),
        At("pathways", Learner.Nobody, "/pathways"),
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
        new("certificates to look after", Learner.Teacher, who => AfterGraduateAsync(who, "/certificates?whose=none")),
        new("certificate to look after", Learner.Teacher, OpenCertificateOfLearnerAsync),
        new("certificate to look after with problems", Learner.Teacher, RefuseRevocationAsync),
        At("pathways to change", Learner.Teacher, "/certificates/pathways"),
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
        new("session pack with recordings to print", Learner.Teacher, PrintRecordingsAsync) { SpeaksItsCourse = true },
        new("captions as text", Learner.Teacher, OpenCaptionsAsync),
        At("inbox", Learner.Graduate, "/my/messages"),
        new("message", Learner.Graduate, OpenMessageAsync),
        At("what comes by mail", Learner.Graduate, "/my/mail"),
        At("what I tell for reports", Learner.Graduate, "/my/profile"),
        new("calendar of my group", Learner.Graduate, async who => await who.Open($"/my/cohorts/{await who.Site.Group.IdAsync()}/calendar")),
        new("writing to learners with problems", Learner.Teacher, RefuseWordsAsync),
        new("mail that did not arrive", Learner.Teacher, who => InGroupAsync(who, "/messages/failed")),
        At("inbox with nothing in it", Learner.Newcomer, "/my/messages"),
        At("checking a certificate", Learner.Nobody, "/check"),
        At("checking a certificate without a number", Learner.Nobody, "/check?address=none"),
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
        At("question banks", Learner.Teacher, "/banks"),
        new("question bank read", Learner.Teacher, ReadBankAsync),
        new("first administrator", Learner.Nobody, who => who.Open(who.Site.SetupPath)),
        new("first administrator with problems", Learner.Nobody, who => SendEmptyAsync(who, who.Site.SetupPath)),
    ];

    public static TheoryData<string> OfLearners => [.. All.Where(page => !page.IsForStaff).Select(page => page.Name)];

    public static TheoryData<string> OfStaff => [.. All.Where(page => page.IsForStaff).Select(page => page.Name)];

    /// <summary>Learners have a phone, those who teach and write a desk.</summary>
    public int Width => IsForStaff ? 1280 : 390;

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
}
