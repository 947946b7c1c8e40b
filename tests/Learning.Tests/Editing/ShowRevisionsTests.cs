using System.IO.Compression;
using System.Net;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Tests.Authoring;
using Learning.Tests.Courses;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class ShowRevisionsTests : IAsyncLifetime
{
    private readonly DraftSite _at = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _at.InitializeAsync();
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Lesson, "Some text.", "Some <other> text.").Draft());
    }

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task The_list_says_what_each_changed_in_numbers()
    {
        var page = await (await _at.Writer()).Page("/courses/rights/revisions");

        Assert.Contains("Revision 2", page, StringComparison.Ordinal);
        Assert.Contains("1 lesson", page, StringComparison.Ordinal);
        Assert.Contains("/courses/rights/revisions/1/2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rollback", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_two_are_compared_and_what_an_author_wrote_is_shown_as_text()
    {
        var wanda = await _at.Writer();

        Assert.Equal("/courses/rights/revisions/1/2", DraftSite.LedTo(await wanda.Get("/courses/rights/revisions?from=1&to=2")));
        var page = await wanda.Page("/courses/rights/revisions/1/2");

        Assert.Contains("<ins><span class=\"unseen\">Inserted: </span>&lt;other&gt; </ins>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/courses/rights/revisions/1/9")]
    [InlineData("/courses/nothing/revisions")]
    [InlineData("/courses/rights/revisions/9.zip")]
    [InlineData("/courses/rights/revisions?from=x&to=1")]
    public async Task What_is_not_there_is_said_not_to_be(string path) => Assert.Equal(HttpStatusCode.NotFound, (await (await _at.Writer()).Get(path)).StatusCode);

    [Theory]
    [InlineData("/courses/rights/revisions")]
    [InlineData("/courses/rights/revisions/1/2")]
    [InlineData("/courses/rights/revisions/1.zip")]
    public async Task Only_those_who_write_see_them(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await (await _at.Writer()).Get(path)).StatusCode);
        Assert.StartsWith("/not-allowed", DraftSite.LedTo(await (await _at.Site.SignedInAs("fay", Roles.Facilitator)).Get(path)), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", DraftSite.LedTo(await _at.Site.Visitor().Get(path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_revision_can_be_taken_along_byte_for_byte()
    {
        var bytes = await (await (await _at.Writer()).Get("/courses/rights/revisions/1.zip")).Content.ReadAsByteArrayAsync(Cancellation);

        await using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        using var reader = new StreamReader(await zip.GetEntry(SmallCourse.Lesson)!.OpenAsync(Cancellation));
        Assert.Equal(new SmallCourse().Content[SmallCourse.Lesson], await reader.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task A_revision_without_files_says_that_it_has_none()
    {
        await _at.Site.Publish(Drafts.Rhythm());

        await DraftSite.AssertRefused(await (await _at.Writer()).Get("/courses/rhythm/revisions/1.zip"), HttpStatusCode.Conflict, "before files were kept");
    }

    [Fact]
    public async Task Going_back_makes_a_new_revision_that_says_the_same_and_attempts_under_way_stay_where_they_are()
    {
        var edna = await _at.Editor();
        await _at.Practising("leah");
        var second = await _at.InForce();

        var page = await edna.Page("/courses/rights/revisions/1/rollback");
        Assert.Contains("1 learner takes the course.", page, StringComparison.Ordinal);
        var answer = await edna.PostForm("/courses/rights/revisions/1/rollback", "/courses/rights/revisions/1/rollback", ("current", $"{second.Id}"), ("note", "The first was right."));

        Assert.Equal("/courses/rights/revisions?did=rolled-back", DraftSite.LedTo(answer));
        var third = await _at.InForce();
        var first = await _at.Site.Db(db => db.Revisions.SingleAsync(r => r.CourseId == "rights" && r.Number == 1, Cancellation));
        Assert.Equal((3, RevisionOrigin.Rollback, "The first was right.", first.Hash), (third.Number, third.Origin, third.Note, third.Hash));
        Assert.Equal("Nothing differs.", Nothing(await edna.Page("/courses/rights/revisions/1/3")));
        Assert.Equal(second.Id, await _at.Site.Db(db => db.Attempts.Select(a => a.RevisionId).SingleAsync(Cancellation)));
        Assert.Equal(third.Id, await _at.Site.Db(db => db.CourseOutcomes.Where(o => o.CourseId == "rights").Select(o => o.RevisionId).SingleAsync(Cancellation)));
    }

    [Theory]
    [InlineData("2", null, "is the one in force")]
    [InlineData("1", "00000000-0000-0000-0000-000000000001", "published again after you opened the page")]
    public async Task Going_back_is_refused_where_it_says_nothing_or_was_not_seen(string number, string? current, string sentence)
    {
        var edna = await _at.Editor();

        var answer = await edna.PostForm("/my", $"/courses/rights/revisions/{number}/rollback", ("current", current ?? $"{(await _at.InForce()).Id}"), ("note", "Back."));

        await DraftSite.AssertRefused(answer, HttpStatusCode.Conflict, sentence);
        Assert.Equal(2, (await _at.InForce()).Number);
    }

    [Fact]
    public async Task What_a_draft_changes_is_shown_word_by_word()
    {
        var wanda = await _at.Writer();
        Assert.Contains("Nothing differs.", await wanda.Page($"{_at.Address}/changes"), StringComparison.Ordinal);

        await _at.Change("Some text.", "Some more text.");

        Assert.Contains("more </ins>", await wanda.Page($"{_at.Address}/changes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_cannot_be_read_is_compared_by_its_files()
    {
        var wanda = await _at.Writer();
        await _at.Change("id: why", "id: why\nwhat: ever");

        var page = await wanda.Page($"{_at.Address}/changes");

        Assert.Contains("1 thing to be mended", page, StringComparison.Ordinal);
        Assert.Contains("what: ever", page, StringComparison.Ordinal);
    }

    private static string Nothing(string page) => page.Contains("Nothing differs.", StringComparison.Ordinal) ? "Nothing differs." : page;
}
