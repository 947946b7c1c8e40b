using System.Net;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Publishing;
using Learning.OrchardCore.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;

namespace Learning.OrchardCore.Tests;

/// <summary>An editor writes a course in the admin, with its own forms; learners see what she publishes and never half of it.</summary>
public sealed class WritingTests(OrchardSite site) : IClassFixture<OrchardSite>
{
    /// <summary>The form of an item among the others of an admin page.</summary>
    private const string Editor = "form[enctype='multipart/form-data']";

    private const string Question = """
        ## Who decides a strike?  {#decides objective=vote lesson=LESSON}

        - (x) The members
          > Yes.
        - ( ) The press
          > No.

        > The members decide.
        """;

    [Fact]
    public async Task A_course_written_in_the_admin_reaches_the_learner_and_so_does_each_lesson_published_later()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (_, lesson) = await Write(editor, "ballot");
        var amina = await new Visitor(site).Register("amina-ballot");
        await amina.Submit("/courses/ballot", "form[action$='/enrolments']");
        Assert.Contains("A ballot is secret.", await amina.Page("/learn/ballot/ballot-lesson"), StringComparison.Ordinal);

        await Publish(editor, $"/Admin/Contents/ContentItems/{lesson}/Edit", ("Markdown", "A ballot is secret, and counted in the open."));

        Assert.Contains("counted in the open", await amina.Page("/learn/ballot/ballot-lesson"), StringComparison.Ordinal);
        Assert.Equal(2, await Number("ballot"));
    }

    [Fact]
    public async Task A_draft_is_for_nobody_but_editors()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (_, lesson) = await Write(editor, "draft");

        await editor.Submit($"/Admin/Contents/ContentItems/{lesson}/Edit", Editor, ("Markdown", "Not said yet."), ("submit.Save", "submit.Save"));

        Assert.Equal(1, await Number("draft"));
    }

    [Fact]
    public async Task A_lesson_with_something_to_mend_is_refused_at_its_line_and_learners_keep_what_they_had()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (_, lesson) = await Write(editor, "mend");

        var answer = await Publish(editor, $"/Admin/Contents/ContentItems/{lesson}/Edit", ("Markdown", "One.\n\nTwo ![](media/nowhere.svg)."));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);   // the editor again, with what she typed
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(OrchardSite.Cancellation));
        Assert.Contains("“Lesson”, line 3:", page, StringComparison.Ordinal);
        Assert.Contains("nowhere.svg", page, StringComparison.Ordinal);
        Assert.Equal(1, await Number("mend"));
    }

    [Fact]
    public async Task What_a_quiz_needs_cannot_be_taken_away()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (_, lesson) = await Write(editor, "needed");
        var token = (await editor.Document("/Admin/Contents/ContentItems")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        await editor.Post($"/Admin/Contents/ContentItems/{lesson}/Delete", ("__RequestVerificationToken", token));

        Assert.Contains("has no lesson “needed-lesson”", WebUtility.HtmlDecode(await editor.Page("/Admin/Contents/ContentItems")), StringComparison.Ordinal);
        Assert.Equal(1, await Number("needed"));
        Assert.NotEqual(HttpStatusCode.NotFound, (await editor.Get($"/Admin/Contents/ContentItems/{lesson}/Edit")).StatusCode);
    }

    [Fact]
    public async Task What_the_library_refuses_is_told_in_the_admin_until_it_is_mended_and_then_done_by_itself()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        await SmallCourse.Import(editor, new SmallCourse().Zip());   // has the address
        var (course, _) = await Write(editor, "taken", address: SmallCourse.Slug);

        Assert.Contains("has not reached the learners", WebUtility.HtmlDecode(await editor.Page("/Admin/Contents/ContentItems")), StringComparison.Ordinal);
        Assert.Null(await Number("taken"));

        await Publish(editor, $"/Admin/Contents/ContentItems/{course}/Edit", ("Address.Text", "taken-no-more"));
        await site.In("Default", services => services.GetServices<IBackgroundTask>().OfType<Reconcile>().Single().DoWorkAsync(services, OrchardSite.Cancellation));

        Assert.Equal(1, await Number("taken"));
        Assert.DoesNotContain("has not reached the learners", WebUtility.HtmlDecode(await editor.Page("/Admin/Contents/ContentItems")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_that_is_unpublished_leaves_the_catalogue_and_publishing_it_again_brings_it_back()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (course, _) = await Write(editor, "gone");
        var amina = await new Visitor(site).Register("amina-gone");
        await amina.Submit("/courses/gone", "form[action$='/enrolments']");

        await Press(editor, $"/Admin/Contents/ContentItems/{course}/Unpublish");

        Assert.NotNull(await WithdrawnAt("gone"));
        Assert.DoesNotContain("/courses/gone", await new Visitor(site).Page("/courses"), StringComparison.Ordinal);
        Assert.Contains("taken from the catalogue", await editor.Page("/Admin/Contents/ContentItems"), StringComparison.Ordinal);
        Assert.Contains("A ballot is secret.", await amina.Page("/learn/gone/gone-lesson"), StringComparison.Ordinal);   // she may finish
        Assert.Equal(1, await Number("gone"));

        await Publish(editor, $"/Admin/Contents/ContentItems/{course}/Edit");

        Assert.Contains("/courses/gone", await new Visitor(site).Page("/courses"), StringComparison.Ordinal);
        Assert.Equal(1, await Number("gone"));   // the same words
    }

    [Fact]
    public async Task A_course_that_is_deleted_leaves_the_catalogue_and_stays_where_somebody_brought_it_back_there()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (course, _) = await Write(editor, "deleted");

        await Press(editor, $"/Admin/Contents/ContentItems/{course}/Delete");
        Assert.NotNull(await WithdrawnAt("deleted"));

        await site.In("Default", services => services.GetRequiredService<ChangeCatalogue>().BringBackAsync("deleted", by: null, ifBefore: null, OrchardSite.Cancellation));
        await Reconciles();
        Assert.Null(await WithdrawnAt("deleted"));
    }

    [Fact]
    public async Task Where_the_process_ended_between_the_two_the_course_is_withdrawn_afterwards()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (course, _) = await Write(editor, "ended");
        await site.In("Default", async services =>
        {
            var session = services.GetRequiredService<YesSql.ISession>();
            var item = await services.GetRequiredService<IContentManager>().GetAsync(course);
            (item.Published, item.Latest) = (false, false);   // and nothing after it
            await session.SaveAsync(item);
        });

        await Reconciles();

        Assert.NotNull(await WithdrawnAt("ended"));
    }

    [Fact]
    public async Task A_course_that_gets_another_id_is_another_course()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (course, _) = await Write(editor, "renamed");

        await Publish(editor, $"/Admin/Contents/ContentItems/{course}/Edit", ("Id.Text", "renamed-anew"), ("Address.Text", "renamed-anew"));

        Assert.NotNull(await WithdrawnAt("renamed"));
        Assert.Null(await WithdrawnAt("renamed-anew"));
    }

    [Fact]
    public async Task Whoever_withdrew_a_course_on_a_page_of_the_product_is_not_overruled_by_a_lesson_published_later()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (course, lesson) = await Write(editor, "overruled");
        await editor.Submit("/courses/overruled/withdrawal", "form[action$='/withdrawal']", ("learners", "finish"));

        await Publish(editor, $"/Admin/Contents/ContentItems/{lesson}/Edit", ("Markdown", "Said otherwise."));
        await Reconciles();
        Assert.Equal(2, await Number("overruled"));
        Assert.NotNull(await WithdrawnAt("overruled"));

        await Publish(editor, $"/Admin/Contents/ContentItems/{course}/Edit");
        Assert.Null(await WithdrawnAt("overruled"));
    }

    [Fact]
    public async Task A_withdrawal_that_fails_is_told_in_the_admin_until_it_is_done()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var (course, _) = await Write(editor, "stuck");
        await Run(TestServer.IsThere
            ? """
              CREATE FUNCTION stuck() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'The disk says no.'; END $$ LANGUAGE plpgsql;
              CREATE TRIGGER stuck BEFORE UPDATE ON "Course" FOR EACH ROW WHEN (NEW."Id" = 'stuck') EXECUTE FUNCTION stuck()
              """
            : "CREATE TRIGGER stuck BEFORE UPDATE ON Course WHEN NEW.Id = 'stuck' BEGIN SELECT RAISE(ABORT, 'The disk says no.'); END");

        await Press(editor, $"/Admin/Contents/ContentItems/{course}/Unpublish");
        Assert.Contains("has not reached the learners", WebUtility.HtmlDecode(await editor.Page("/Admin/Contents/ContentItems")), StringComparison.Ordinal);
        Assert.Null(await WithdrawnAt("stuck"));

        await Run(TestServer.IsThere ? "DROP TRIGGER stuck ON \"Course\"" : "DROP TRIGGER stuck");
        await Reconciles();
        Assert.NotNull(await WithdrawnAt("stuck"));
        Assert.DoesNotContain("has not reached the learners", WebUtility.HtmlDecode(await editor.Page("/Admin/Contents/ContentItems")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_is_deleted_withdraws_nothing_of_the_same_id()
    {
        var editor = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        await SmallCourse.Import(editor, new SmallCourse().Zip());
        var draft = await Create(editor, "/Admin/Contents/ContentTypes/Course/Create", publish: false, ("TitlePart.Title", "Course"), ("Id.Text", "strike-fund"));

        await Press(editor, $"/Admin/Contents/ContentItems/{draft}/Delete");
        await Reconciles();

        Assert.Null(await WithdrawnAt("strike-fund"));
    }

    private static async Task Press(Visitor editor, string path)
    {
        var token = (await editor.Document("/Admin/Contents/ContentItems")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Found, (await editor.Post(path, ("__RequestVerificationToken", token))).StatusCode);
    }

    private Task Reconciles() => site.In("Default", services => services.GetServices<IBackgroundTask>().OfType<Reconcile>().Single().DoWorkAsync(services, OrchardSite.Cancellation));

    private Task Run(string sql) => site.In("Default", services => services.GetRequiredService<LearningDb>().Database.ExecuteSqlRawAsync(sql, OrchardSite.Cancellation));

    private Task<DateTimeOffset?> WithdrawnAt(string courseId) => site.In(services => services.GetRequiredService<LearningDb>().Courses.Where(c => c.Id == courseId).Select(c => c.WithdrawnAt).SingleAsync(OrchardSite.Cancellation));

    /// <summary>Writes a course with one module, one lesson and a test, the course last, and publishes all of it.</summary>
    private static async Task<(string Course, string Lesson)> Write(Visitor editor, string id, string? address = null)
    {
        var course = await Create(
            editor, "/Admin/Contents/ContentTypes/Course/Create", publish: false, ("TitlePart.Title", "Course"), ("Id.Text", id), ("Address.Text", address ?? id), ("Summary.Text", "Said in short."),
            ("Level.Text", "introductory"), ("Language.Text", "en"), ("Hours.Value", "1"), ("Licence.Text", "CC BY 4.0"), ("Objectives.Text", "vote: Hold a vote"),
            ("Sources.Text", "key,title,publisher,year,url\nudhr,Universal Declaration,UN,1948,"), ("More.Text", "completion:\n  lessons: all\n  quizzes: attempted\n  test: passed"), ("Markdown", "Welcome."));
        var module = await Create(editor, In("Module", course), publish: true, ("TitlePart.Title", "Module"), ("Id.Text", $"{id}-module"), ("Summary.Text", "Short."), ("Markdown", "One."));
        var lesson = await Create(
            editor, In("Lesson", module), publish: true, ("TitlePart.Title", "Lesson"), ("Id.Text", $"{id}-lesson"), ("Minutes.Value", "5"), ("Objectives.Text", "vote"), ("Sources.Text", "udhr: Article 23"),
            ("Checked.Value", "2026-11-24"), ("Markdown", "A ballot is secret."));
        await Create(
            editor, In("Quiz", module), publish: true, ("TitlePart.Title", "Final test"), ("Id.Text", $"{id}-test"), ("Mode.Text", "test"), ("Minutes.Value", "3"), ("Pass.Value", "60"), ("Objectives.Text", "vote"),
            ("Markdown", Question.Replace("LESSON", $"{id}-lesson", StringComparison.Ordinal).Replace("#decides", $"#{id}-decides", StringComparison.Ordinal)));
        var answer = await Publish(editor, $"/Admin/Contents/ContentItems/{course}/Edit");
        Assert.True(answer.StatusCode == HttpStatusCode.Found, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(OrchardSite.Cancellation)));
        return (course, lesson);
    }

    private static string In(string type, string list) => $"/Admin/Contents/ContentTypes/{type}/Create?ListPart.ContainerId={list}&ListPart.ContentType={type}";

    private static async Task<string> Create(Visitor editor, string path, bool publish, params (string, string)[] fields)
    {
        (string, string) press = publish ? ("submit.Publish", "submit.PublishAndContinue") : ("submit.Save", "submit.SaveAndContinue");
        var answer = await editor.Submit(path, Editor, [.. fields, press]);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(OrchardSite.Cancellation)));
        return System.Text.RegularExpressions.Regex.Match(answer.Headers.Location!.ToString(), "ContentItems/([a-z0-9]{26})/").Groups[1].Value;
    }

    private static Task<HttpResponseMessage> Publish(Visitor editor, string path, params (string, string)[] fields) =>
        editor.Submit(path, Editor, [.. fields, ("submit.Publish", "submit.PublishAndContinue")]);

    /// <summary>The number of the revision in force; null where there is no such course.</summary>
    private Task<int?> Number(string courseId) => site.In(async services =>
    {
        var db = services.GetRequiredService<LearningDb>();
        var revision = await db.Courses.Where(c => c.Id == courseId).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(OrchardSite.Cancellation);
        return revision is null ? (int?)null : (await db.Revisions.SingleAsync(r => r.Id == revision, OrchardSite.Cancellation)).Number;
    });
}
