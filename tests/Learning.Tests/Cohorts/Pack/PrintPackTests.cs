using System.Net;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Cohorts.Pack;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Clips;

namespace Learning.Tests.Cohorts.Pack;

[NeedsDatabase]
public sealed partial class PrintPackTests : IAsyncLifetime
{
    private const string All = "part=worksheet&part=plan&part=sign-in&part=quiz&part=key";
    private const string Note = "Let pairs speak first: zirconium.";

    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(Lesson("en").Draft());
        _fay = await _site.SignedInAs("fay", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers", ("course", "rights"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Every_sheet_is_there_and_each_by_itself()
    {
        Assert.Equal(["Worksheet", "Sign-in sheet", "Quiz on paper", "Quiz on paper", "Facilitator’s sheet", "Answer key", "Answer key"], Kinds(await _fay.Page(Address(All))));
        Assert.Equal(["Sign-in sheet"], Kinds(await _fay.Page(Address("part=sign-in"))));
        Assert.Equal(["Quiz on paper"], Kinds(await _fay.Page(Address("part=quiz&versions=C&quiz=check"))));
    }

    [Fact]
    public async Task Only_the_facilitators_sheet_has_her_notes_and_only_the_key_tells_what_is_right()
    {
        Assert.Contains(Note, await _fay.Page(Address("part=plan")), StringComparison.Ordinal);
        var handedOut = await _fay.Page(Address("part=worksheet&part=sign-in&part=quiz"));
        Assert.DoesNotContain("zirconium", handedOut, StringComparison.Ordinal);
        Assert.DoesNotContain("Yes: Part VIII", handedOut, StringComparison.Ordinal);
        Assert.Contains("Look at your payslip.", handedOut, StringComparison.Ordinal);
        Assert.Contains("Maternity benefit", await _fay.Page(Address("part=key&quiz=check")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_on_paper_is_its_transcript_with_the_address_of_the_lesson()
    {
        const string Clip = "![Two people greet](media/clip.mp4 \"A greeting\")";
        var course = TestClips.WithVideo().WithText($"> [!CASE] In the canteen\n> They meet.\n>\n> {Clip}\n>\n> > [!TRANSCRIPT]\n> > Good evening.\n\n> [!FACILITATOR] Play it\n>\n> {Clip.Replace("A greeting", "Once more", StringComparison.Ordinal)}\n>\n> > [!TRANSCRIPT]\n> > Good night.");
        await _site.Publish(course.Draft());

        var worksheet = await _fay.Page(Address("part=worksheet"));

        Assert.Contains("<div class=\"recording\"><p class=\"recording-name\">A greeting</p>\n<p>Good morning.</p>", Regex.Replace(worksheet, @"\n+", "\n"), StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(worksheet, "To watch or hear it: <bdi dir=\"ltr\">http://localhost/learn/rights/why</bdi>"));
        Assert.Contains("Good evening.", worksheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<video", worksheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<details", worksheet.Split("class=\"piece\"")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Good night.", worksheet, StringComparison.Ordinal);
        var plan = await _fay.Page(Address("part=plan"));
        Assert.Contains("Once more", plan, StringComparison.Ordinal);
        Assert.Contains("learn/rights/why</bdi>", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("<video", plan, StringComparison.Ordinal);
    }

    /// <summary>The form sends its fields empty where nothing was chosen.</summary>
    [Theory]
    [InlineData("part=worksheet&meeting=&edition=&versions=")]
    [InlineData("part=worksheet&meeting=none")]
    public async Task What_was_left_empty_is_not_chosen(string query) => Assert.Equal(["Worksheet"], Kinds(await _fay.Page(Address(query))));

    [Fact]
    public async Task The_same_sheet_is_printed_each_time() =>
        Assert.Equal(Paper(await _fay.Page(Address("part=quiz&quiz=check"))), Paper(await _fay.Page(Address("part=quiz&quiz=check"))));

    [Theory]
    [InlineData("fr", "Fiche de travail", "ltr")]
    [InlineData("es", "Hoja de trabajo", "ltr")]
    [InlineData("ar", "ورقة عمل", "rtl")]
    public async Task It_speaks_the_language_of_the_course(string language, string worksheet, string direction)
    {
        await _site.Publish(Lesson(language).Draft());

        var html = await _fay.Page(Address(All));

        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", html, StringComparison.Ordinal);
        Assert.Contains(worksheet, html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[Pack\.", html);
    }

    [Fact]
    public async Task Names_are_those_of_the_group_at_most_two_hundred_and_said_so()
    {
        await _site.Db(async db =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                db.Add(Learner.Known($"learner-{i}", $"Name {i:D5}", null, "en", DateTimeOffset.UtcNow));
                db.Add(Member.Join(_cohort, $"learner-{i}", JoinedBy.Roster, DateTimeOffset.UtcNow));
            }

            return await db.SaveChangesAsync(Visitor.Cancellation);
        });

        var html = await _fay.Page(Address("part=sign-in"));

        Assert.Contains("Here are 200 of 10,000 names", html, StringComparison.Ordinal);
        Assert.Equal(MemberNames.Most, NameCell().Count(html));
        Assert.Contains("Name 00199", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Name 00200", html, StringComparison.Ordinal);

        // The page on which sheets are entered finds anybody by name.
        Assert.Contains("learner-9876", await _fay.Page($"{PackSite.Address(_cohort, "first", "rights")}/check/entry?paper=A1&name=Name%2009876"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/first/sheets?part=quiz&quiz=nowhere")]
    [InlineData("/nowhere/sheets")]
    [InlineData("/nowhere")]
    [InlineData("/first/nowhere/entry")]
    public async Task What_is_not_there_is_said_to_be(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _fay.Get($"/cohorts/{_cohort}/pack/rights{path}")).StatusCode);

    [Theory]
    [InlineData("", "Choose at least one sheet.")]
    [InlineData("meeting=&quiz=check&versions=CD&edition=1", "Choose at least one sheet.")]
    [InlineData("part=quiz&part=key&quiz=check&versions=CD&edition=99", "There is no edition “99” of this quiz.")]
    [InlineData("part=key&quiz=check&versions=CD&edition=abc", "There is no edition “abc” of this quiz.")]
    public async Task Where_nothing_can_be_printed_the_form_comes_again_and_says_why(string query, string problem)
    {
        var answer = await _fay.Get(Address(query));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Visitor.Cancellation);
        Assert.Contains(problem, html, StringComparison.Ordinal);
        Assert.Equal(query.Split('&').Where(q => q.StartsWith("part=", StringComparison.Ordinal)).Select(q => q[5..]), Ticked().Matches(html).Select(m => m.Groups[1].Value));
        Assert.Equal(query.Contains("CD", StringComparison.Ordinal), html.Contains("value=\"CD\" selected", StringComparison.Ordinal));
    }

    /// <summary>A table's head is printed again on each page.</summary>
    [Fact]
    public async Task The_code_and_the_line_for_the_name_stand_in_what_is_printed_on_every_page_and_the_end_is_said()
    {
        var html = await _fay.Page(Address("part=quiz&part=key&quiz=check&versions=EF"));

        foreach (var code in new[] { "E1", "F1" })
        {
            Assert.Matches($"(?s)<section class=\"piece paper is-{code[0]}\">\\s*<table class=\"sheet-frame\" role=\"presentation\">\\s*<thead>((?!</thead>).)*<bdi>{code}</bdi>((?!</thead>).)*class=\"name-line\"((?!</thead>).)*</thead>", html);
            Assert.Matches($"(?s)<section class=\"piece paper is-key-{code[0]}\">((?!</thead>).)*<thead>((?!</thead>).)*<bdi>{code}</bdi>", html);
            Assert.Contains($"End of paper <bdi>{code}</bdi>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_key_means_is_said_before_it_where_no_page_can_come_between()
    {
        var html = await _fay.Page(Address("part=key&quiz=check&versions=A"));

        Assert.True(html.IndexOf("Where several wordings", StringComparison.Ordinal) < html.IndexOf("<table class=\"key\">", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worksheet_names_the_objectives_of_its_lessons_and_not_those_that_a_pre_test_asks_about()
    {
        await _site.Publish(new SmallCourse()
            .Change(SmallCourse.Second, "objectives: [c102]", "objectives: [human-right]")
            .Change(SmallCourse.Quiz, "mode: practice", "mode: pre-test\npass: 80")
            .Change(SmallCourse.Quiz, "objectives: [human-right]", "objectives: [human-right, c102]")
            .Draft());

        var html = await _fay.Page(Address("part=worksheet"));

        Assert.Contains("<span>Say why</span>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Use the branches", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exercise_says_in_which_lesson_and_after_which_heading_it_stands()
    {
        await _site.Publish(new SmallCourse().WithText("## Nine events\n\nA table.\n\n> [!TRY]\n> Read out the nine events in the table.").Draft());

        var html = WebUtility.HtmlDecode(await _fay.Page(Address("part=worksheet")));

        Assert.Matches("<h2>In the lesson “[^”<]+”</h2>", html);
        Assert.Matches("(?s)After the section <q>Nine events</q></p>.{0,200}Read out the nine events", html);
    }

    [Fact]
    public async Task It_is_for_those_who_facilitate_this_group()
    {
        var gus = await _site.SignedInAs("gustav", "Facilitator");
        var learner = await _site.Member("amina", _cohort);
        foreach (var path in new[] { $"/cohorts/{_cohort}/pack", $"/cohorts/{_cohort}/pack/rights/first", Address(All) })
        {
            Assert.Equal(HttpStatusCode.OK, (await _fay.Get(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await gus.Get(path)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await learner.Get(path)).StatusCode);
        }
    }

    private static SmallCourse Lesson(string language) => new SmallCourse()
        .WithText($"> [!FACILITATOR]\n> {Note}\n\n> [!TRY]\n> Look at your payslip.")
        .Change(SmallCourse.Course, "language: en", $"language: {language}");

    private string Address(string query = "") => $"{PackSite.Address(_cohort, "first", "rights")}/sheets?{query}";

    private static string[] Kinds(string html) => [.. Kind().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];

    private static string Paper(string html) => html[html.IndexOf("<section class=\"piece paper ", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];

    [GeneratedRegex("<p class=\"piece-kind\">([^<]*)</p>")]
    private static partial Regex Kind();

    [GeneratedRegex("<td><bdi>[^<]+</bdi></td>")]
    private static partial Regex NameCell();

    [GeneratedRegex("name=\"part\" value=\"([a-z-]+)\" checked")]
    private static partial Regex Ticked();
}
