using Learning.Authoring;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using Learning.Questions;

namespace Learning.BrowserTests;

/// <summary>The whole way of a learner, from the first page to a certificate that somebody else has checked. One module she knows already.</summary>
public sealed class LearnerJourneyTests(SiteAndBrowser site)
{
    private const string Known = "floors";

    [Fact]
    public Task A_learner_goes_from_the_first_page_to_a_certificate_that_others_can_check() => Journey("amina", script: true);

    [Fact]
    public Task The_same_way_is_open_to_a_browser_without_script() => Journey("amina-without-script", script: false);

    private async Task Journey(string username, bool script)
    {
        const string Name = "Amina Diallo";
        await using var amina = await site.VisitorAsync(script: script);

        await FindsTheCourse(amina);
        await RegistersFromThere(amina, username, Name);
        await ShowsWhatSheKnows(amina);
        await StudiesTheRest(amina);
        await FailsAndSeesWhatToStudy(amina);
        await PassesTheNextTime(amina);
        await SaysWhatSheThinks(amina);
        var address = await GetsHerCertificate(amina, Name);
        amina.AssertNoComplaint();
        await SomebodyElseChecksIt(address, Name);
    }

    private static async Task FindsTheCourse(Visitor amina)
    {
        await amina.Open("/");
        await amina.Link("Home.AllCourses").ClickAsync();
        await Expect(amina.Heading).ToHaveTextAsync(Words.Say("Catalogue.Title"));
        await amina.Page.GetByRole(AriaRole.Link, new() { Name = amina.Course.Title }).First.ClickAsync();
        await Expect(amina.Heading).ToHaveTextAsync(amina.Course.Title);
    }

    private static async Task RegistersFromThere(Visitor amina, string username, string name)
    {
        await amina.InMain(AriaRole.Link, "Course.Register").ClickAsync();
        await amina.FillRegistration(username, name);
        await Expect(amina.Heading).ToHaveTextAsync(amina.Course.Title);
        await amina.Button("Course.Enrol").ClickAsync();
    }

    private static async Task ShowsWhatSheKnows(Visitor amina)
    {
        var course = amina.Course;
        await amina.IsAt(course.PreTest);
        await amina.Button("Quiz.StartPreTest").ClickAsync();
        await amina.TakeTest((attempt, question) => course.ObjectiveOf(question) == Known ? course.Right(attempt, question) : Response.Empty);   // what she does not know she leaves out

        await Expect(amina.ResultTitle()).ToHaveTextAsync(Words.Say("Quiz.PreTestDone"));
        await amina.GoOn();
    }

    private static async Task StudiesTheRest(Visitor amina)
    {
        foreach (var activity in amina.Course.Activities.Where(a => a.Kind is ActivityKind.Lesson or ActivityKind.Practice))
        {
            await (activity.IsQuiz ? amina.Practise(activity) : activity.Objectives.Contains(Known) ? amina.SkipLesson(activity) : amina.ReadLesson(activity));
        }
    }

    private static async Task FailsAndSeesWhatToStudy(Visitor amina)
    {
        await amina.IsAt(amina.Course.Test);
        await amina.Button("Quiz.StartTest").ClickAsync();
        var questions = await amina.TakeTest(amina.Course.Wrong);

        await Expect(amina.ResultTitle()).ToHaveTextAsync(Words.Say("Quiz.TestNotPassed"));
        var lessons = questions.Select(q => amina.Course.LessonOf(q).Title).Distinct();
        await Expect(amina.Page.Locator("#result .parts a")).ToHaveTextAsync(lessons);
    }

    private static async Task PassesTheNextTime(Visitor amina)
    {
        await amina.Button("Quiz.TryAgain").ClickAsync();
        await amina.TakeTest(amina.Course.Right);
        await Expect(amina.ResultTitle()).ToHaveTextAsync(Words.Say("Quiz.TestPassed"));
        await Expect(amina.Page.Locator("#result .score strong")).ToHaveTextAsync("100%");
    }

    private static async Task SaysWhatSheThinks(Visitor amina)
    {
        await Expect(amina.Link("Quiz.SeeCertificate")).ToBeVisibleAsync();
        await amina.GoOn();
        await amina.IsAt(amina.Course.Survey);
        await amina.Button("Quiz.StartSurvey").ClickAsync();
        await amina.TakeTest(amina.Course.Opinion);
        await Expect(amina.ResultTitle()).ToHaveTextAsync(Words.Say("Quiz.SurveyThanks"));
    }

    /// <returns>The address at which it can be checked.</returns>
    private static async Task<string> GetsHerCertificate(Visitor amina, string name)
    {
        await amina.Link("Nav.My").First.ClickAsync();
        await Expect(amina.Heading).ToHaveTextAsync(Words.Say("My.Title"));
        await Expect(amina.Page.Locator(".percent")).ToHaveTextAsync(Words.Say("Progress.Percent", 100));

        await amina.Page.Locator("main .my-course a[href*='/credentials/']").ClickAsync();
        await Expect(amina.Heading).ToHaveTextAsync(Words.Say("Credential.Title"));
        await Expect(amina.Page.Locator(".holder")).ToHaveTextAsync(name);

        var pdf = await amina.InMain(AriaRole.Link, "Credential.Pdf").GetAttributeAsync("href");
        var paper = await amina.Context.APIRequest.GetAsync(pdf!);
        Assert.Equal("application/pdf", paper.Headers["content-type"]);
        Assert.StartsWith("%PDF", System.Text.Encoding.Latin1.GetString(await paper.BodyAsync()), StringComparison.Ordinal);

        return await amina.Page.Locator(".check-address a").InnerTextAsync();
    }

    private async Task SomebodyElseChecksIt(string address, string name)
    {
        await using var employer = await site.VisitorAsync();
        await employer.Open(address);
        await Expect(employer.Page.GetByText(Words.Say("Credential.Valid"))).ToBeVisibleAsync();
        await Expect(employer.Page.Locator(".holder")).ToHaveTextAsync(name);
        await Expect(employer.Page.Locator(".course-name")).ToHaveTextAsync(employer.Course.Title);
        employer.AssertNoComplaint();
    }
}
