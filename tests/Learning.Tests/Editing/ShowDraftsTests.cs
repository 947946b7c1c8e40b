using System.Net;
using Learning.Editing;
using Learning.Tests.Authoring;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class ShowDraftsTests : IAsyncLifetime
{
    private readonly EditingSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_pages_are_for_those_who_write_and_for_nobody_else()
    {
        var pages = new[] { "/drafts", _site.Address, _site.TextPage(SmallCourse.Lesson), $"{_site.Address}/preview?path={SmallCourse.Lesson}" };
        foreach (var (name, role) in new[] { ("wanda", Roles.Writer), ("eva", Roles.Editor), ("ada", Roles.Administrator) })
        {
            var who = await _site.Site.SignedInAs(name, role);
            foreach (var page in pages)
            {
                Assert.Equal(HttpStatusCode.OK, (await who.Get(page)).StatusCode);
            }
        }

        var (learner, facilitator, nobody) = (await _site.Site.SignedInAs("lea"), await _site.Site.SignedInAs("fay", Roles.Facilitator), _site.Site.Visitor());
        foreach (var page in pages)
        {
            Assert.Equal("/not-allowed", EditingSite.LedTo(await learner.Get(page)));
            Assert.Equal("/not-allowed", EditingSite.LedTo(await facilitator.Get(page)));
            Assert.Equal("/sign-in", EditingSite.LedTo(await nobody.Get(page)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/text")]
    [InlineData("/moves")]
    [InlineData("/texts")]
    [InlineData("/removals")]
    [InlineData("/discard")]
    [InlineData("/visits")]
    [InlineData("/previews")]
    [InlineData("/pictures")]
    public async Task Nobody_else_changes_anything(string act)
    {
        var learner = await _site.Site.SignedInAs("lea");

        var answer = await learner.PostForm("/account", act.Length == 0 ? "/drafts" : _site.Address + act, ("path", SmallCourse.Lesson), ("course", "rights"), ("to", "down"), ("text", "x"));

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Found });
        Assert.Empty((await _site.Folder()).Changed);
        Assert.True((await _site.Folder()).Draft.IsOpen);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_done()
    {
        var writer = await _site.Writer();

        var answer = await writer.PostWithToken(null, _site.Address + "/removals", ("path", SmallCourse.Lesson));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty((await _site.Folder()).Changed);
    }

    [Fact]
    public async Task A_course_is_opened_once_and_gone_on_with_after()
    {
        var writer = await _site.Writer();

        var first = await writer.PostForm("/drafts", "/drafts", ("course", "rights"));

        Assert.Equal(_site.Address, first.Headers.Location!.OriginalString);
        Assert.Contains(_site.Address, await writer.Page("/drafts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_that_is_not_there_is_not_opened()
    {
        var writer = await _site.Writer();

        Assert.Equal(HttpStatusCode.NotFound, (await writer.PostForm("/drafts", "/drafts", ("course", "nothing"))).StatusCode);
    }

    [Fact]
    public async Task A_new_course_has_a_module_and_a_lesson_and_nothing_to_mend()
    {
        var writer = await _site.Writer();

        var answer = await writer.PostForm("/drafts", "/drafts/courses", ("title", "Négocier: \"à table\""), ("id", ""), ("language", "fr"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var id = Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1]);
        var folder = (await _site.Site.With<ReadDraft, DraftFolder?>(drafts => drafts.ReadAsync(id, Cancellation)))!;
        Assert.Equal("negocier-a-table", folder.Draft.CourseId);
        Assert.Empty(folder.Read().Problems);
        Assert.Equal("Négocier: \"à table\"", folder.Read().Draft!.Outline.Title);
        Assert.Contains("Négocier", await writer.Page(answer.Headers.Location.OriginalString), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "some-id", "en")]
    [InlineData("A title", "Some Id!", "en")]
    [InlineData("A title", "../up", "en")]
    [InlineData("السلامة", "", "ar")]
    [InlineData("A title", "rights", "en")]
    [InlineData("A title", "some-id", "xx")]
    public async Task A_new_course_that_cannot_be_comes_back_with_what_is_wrong(string title, string id, string language)
    {
        var writer = await _site.Writer();

        var answer = await writer.PostForm("/drafts", "/drafts/courses", ("title", title), ("id", id), ("language", language));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("class=\"problem\"", await EditingSite.Html(answer), StringComparison.Ordinal);
        Assert.Equal(1, await _site.Site.Db(db => db.Drafts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_draft_is_discarded_by_who_publishes_and_nothing_of_it_is_kept()
    {
        var editor = await _site.Site.SignedInAs("eva", Roles.Editor);
        await _site.Save(editor, SmallCourse.Lesson, await _site.Hash(SmallCourse.Lesson), "Other words.\n");

        var answer = await editor.PostForm(_site.Address, _site.Address + "/discard");

        Assert.Equal("/drafts", EditingSite.LedTo(answer));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Get(_site.Address)).StatusCode);
        Assert.Equal((0, 0), await _site.Site.Db(async db => (await db.DraftFiles.CountAsync(Cancellation), await db.Set<DraftBytes>().CountAsync(Cancellation))));
    }

    [Fact]
    public async Task A_writer_does_not_discard_what_somebody_else_began()
    {
        var writer = await _site.Writer();

        var answer = await writer.PostForm("/drafts", _site.Address + "/discard");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.True((await _site.Folder()).Draft.IsOpen);
        Assert.DoesNotContain("/discard", await writer.Page(_site.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outline_counts_what_is_to_be_mended_and_names_what_changed()
    {
        var writer = await _site.Writer();
        await _site.Save(writer, SmallCourse.Lesson, await _site.Hash(SmallCourse.Lesson), (await _site.Text(SmallCourse.Lesson)).Replace("minutes: 8", "minutes: 800", StringComparison.Ordinal));

        var html = await writer.Page(_site.Address);

        Assert.Contains("class=\"mark-problems\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"mark-changed\"", html, StringComparison.Ordinal);
        Assert.Contains("#line-4", html, StringComparison.Ordinal);
    }
}
