using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.QuestionBanks;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.QuestionBanks;

[NeedsDatabase]
public sealed partial class BankPagesTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Complete = "::Branches::Which is a branch?{=Maternity#Yes. ~Housing#No. ####Nine of them.}";

    private readonly BankDesk _desk = new(site);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_editor_reads_mends_and_publishes_and_a_second_post_changes_nothing()
    {
        var editor = await _desk.GivenEditor("eda");
        var before = (await _desk.Current()).Number;

        var read = await BankDesk.Read(editor, "Which one is it?\nA. Maternity\nB. Housing\nANSWER: A\n\nBad?\nA. x\nANSWER: A\n", ("name", "Mine 1"));
        var page = await read.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Contains("1 question was read.", page, StringComparison.Ordinal);
        Assert.Contains("Line 6 of the file: It has 1 options; ours have 2 to 8.", page, StringComparison.Ordinal);
        Assert.Contains("mine-1.pool.md", page, StringComparison.Ordinal);

        var text = BankDesk.TextOf(page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await BankDesk.Post(editor, "/banks/revisions", text)).StatusCode);
        Assert.Equal(before, (await _desk.Current()).Number);

        text = text.Replace("- (x) Maternity", "- (x) Maternity\n  > Yes.", StringComparison.Ordinal).Replace("- ( ) Housing", "- ( ) Housing\n  > No.\n\n> Nine.", StringComparison.Ordinal);
        Assert.Contains("There is nothing to mend.", await (await BankDesk.Post(editor, "/banks/checks", text)).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        var published = await BankDesk.Post(editor, "/banks/revisions", text);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        Assert.Contains($"revision {before + 1}", await published.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await BankDesk.Post(editor, "/banks/revisions", text)).StatusCode);

        var current = await _desk.Current();
        Assert.Equal(before + 1, current.Number);
        var revision = await site.Db(db => site.With<RevisionCache, Revision>(cache => cache.GetAsync(db, current.Id, Cancellation).AsTask()));
        Assert.Single(revision.Pool, q => q.Id == "which-one-is-it");
        var files = (await site.With<CourseFiles, IReadOnlyList<Learning.Authoring.ContentFile>?>(files => files.ReadAsync("rights", Cancellation)))!;
        Assert.Equal(text, Encoding.UTF8.GetString(Assert.Single(files, f => f.Path == "courses/rights/a-name.pool.md").Bytes).ReplaceLineEndings("\n"));
        Assert.Equal(new SmallCourse().Draft().Media[0].Hash, Assert.Single(await site.Db(db => db.Media.Select(m => m.Hash).ToListAsync(Cancellation))));
    }

    [Fact]
    public async Task While_there_is_something_to_mend_it_is_checked_and_each_message_shows_its_line()
    {
        var editor = await _desk.GivenEditor("lina");
        var text = "---\nid: many\ntitle: \"Many\"\n---\n\n" + string.Concat(Enumerable.Range(1, 60).Select(n => $"## Question {n}?  {{#many-{n} objective=c102 lesson=why}}\n\n- (x) Right {n}\n- ( ) Wrong {n}\n\n"));

        var mending = await (await BankDesk.Post(editor, "/banks/checks", text)).Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("data-line=\"8\">Line 8</a>", mending, StringComparison.Ordinal);
        Assert.Contains("<code dir=\"auto\">- (x) Right 1</code>", mending, StringComparison.Ordinal);
        Assert.Contains("<code dir=\"auto\">- ( ) Wrong 60</code>", mending, StringComparison.Ordinal);
        Assert.DoesNotContain("Only the first", mending, StringComparison.Ordinal);
        Assert.Contains("<button class=\"button\">Check</button>", mending, StringComparison.Ordinal);
        Assert.DoesNotContain("/banks/revisions", mending, StringComparison.Ordinal);

        var ready = await (await BankDesk.Post(editor, "/banks/checks", "---\nid: ready\ntitle: \"Ready\"\n---\n\n## Which?  {#ready-one objective=c102 lesson=why}\n\n- (x) Right\n  > Yes.\n- ( ) Wrong\n  > No.\n\n> So it is.\n")).Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("There is nothing to mend.", ready, StringComparison.Ordinal);
        Assert.Contains("<button class=\"button quiet\">Check</button>", ready, StringComparison.Ordinal);
        Assert.Contains("/banks/revisions", ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_made_of_another_revision_is_not_published()
    {
        await _desk.GivenEditor("dora");
        var before = (await _desk.Current()).Number;

        await Assert.ThrowsAsync<RevisionMovedException>(() =>
            site.With<PublishCourse, PublishCourse.Published>(publish => publish.PublishAsync(new SmallCourse().Draft() with { Pool = [] }, Guid.NewGuid(), new(RevisionOrigin.Site), Cancellation)));

        Assert.Equal(before, (await _desk.Current()).Number);
    }

    [Fact]
    public async Task The_text_is_given_back_as_a_file()
    {
        var editor = await _desk.GivenEditor("fay");

        var answer = await BankDesk.Post(editor, "/banks/texts", "## any\n\ntext");

        Assert.Equal("\"a-name.pool.md\"", $"\"{answer.Content.Headers.ContentDisposition!.FileNameStar}\"");
        Assert.Equal("## any\n\ntext", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Every_quiz_has_a_file_in_each_format()
    {
        var editor = await _desk.GivenEditor("gia");
        var page = await editor.Page("/banks?course=rights");
        var links = Link().Matches(page).Select(m => m.Groups[1].Value).ToArray();

        Assert.Equal(2 * BankFormats.Written.Count, links.Length);
        foreach (var link in links)
        {
            var answer = await editor.Get(link);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEmpty(BankFormats.Read(await answer.Content.ReadAsByteArrayAsync(Cancellation), answer.Content.Headers.ContentDisposition!.FileNameStar!).Items);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await editor.Get("/banks/rights/check/nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Get("/banks/rights/why/gift")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Get("/banks?course=nonsense")).StatusCode);
    }

    [Fact]
    public async Task Nobody_else_gets_in()
    {
        await _desk.GivenEditor("hal");
        var learner = await site.SignedInAs("learner-of-banks");

        Assert.Equal(HttpStatusCode.Found, (await site.Visitor().Get("/banks")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Followed(learner, await learner.Get("/banks"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Followed(learner, await learner.Get("/banks/rights/check/gift"))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await learner.PostForm("/account", "/banks/revisions", ("course", "rights"), ("name", "x"), ("text", "x"))).StatusCode);
    }

    [Theory]
    [InlineData("/banks/readings")]
    [InlineData("/banks/checks")]
    [InlineData("/banks/revisions")]
    [InlineData("/banks/texts")]
    public async Task A_post_without_the_token_is_refused(string path)
    {
        var editor = await _desk.GivenEditor("ina" + path.Length);

        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostWithToken(null, path, ("course", "rights"), ("text", "x"))).StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_or_missing_gets_a_sentence()
    {
        var editor = await _desk.GivenEditor("joan");

        var large = await BankDesk.Read(editor, new string('x', BankLimits.Default.MostBytes + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Contains("It may have at most 8 MB.", await large.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await BankDesk.Read(editor, "")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BankDesk.Read(editor, Complete, ("format", "nonsense"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BankDesk.Post(editor, "/banks/checks", "  ")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await BankDesk.Post(editor, "/banks/checks", new string('x', (1024 * 1024) + 1))).StatusCode);
    }

    [Fact]
    public async Task Of_a_thousand_problems_the_first_are_shown_and_markup_is_words()
    {
        var editor = await _desk.GivenEditor("kim");

        var page = await (await BankDesk.Read(editor, string.Concat(Enumerable.Repeat("<script>alert(1)</script>?{~a ~b}\n\n", 1_000)))).Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("Only the first 200 are shown.", page, StringComparison.Ordinal);
        Assert.Equal(200, Regex.Count(page, "<li>Line [0-9]+ of the file"));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Followed(Visitor visitor, HttpResponseMessage answer) =>
        answer.Headers.Location is { } place ? await visitor.Http.GetAsync(place, Cancellation) : answer;

    [GeneratedRegex("href=\"(/banks/[^\"?]+)\"")]
    private static partial Regex Link();
}
