using System.Net;
using System.Text.RegularExpressions;
using Learning.Tests.Courses;

namespace Learning.Tests.Theming;

/// <summary>A lesson is rendered once for all who stand at the same place: what differs between them still differs.</summary>
[NeedsDatabase]
public sealed partial class KeptPagesTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Lesson = "/learn/rhythm/beat";

    [Fact]
    public async Task Each_reader_gets_her_own_name_and_her_own_tokens()
    {
        await site.Publish(Drafts.Rhythm());
        var amina = await Enrolled("amina-k");
        var bo = await Enrolled("bo-k");

        var hers = await amina.Page(Lesson);
        var his = await bo.Page(Lesson);
        var hersAgain = await amina.Page(Lesson);

        Assert.Contains("amina-k", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("amina-k", his, StringComparison.Ordinal);
        Assert.Contains("bo-k", his, StringComparison.Ordinal);
        Assert.NotEqual(Visitor.Token(hers), Visitor.Token(his));
        Assert.NotEqual(NewId().Match(hers).Value, NewId().Match(hersAgain).Value);
        Assert.Equal(Same(hers), Same(his));
        Assert.Equal(HttpStatusCode.Found, (await bo.PostWithToken(Visitor.Token(his), "/record", Completed())).StatusCode);
    }

    [Fact]
    public async Task A_name_with_markup_in_it_stays_a_name()
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = site.Visitor();
        await visitor.PostForm("/register", "/register", ("username", "markup-k"), ("secret", "839204"), ("name", "<b>Bo</b> & \"Co\""));
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");

        var page = await visitor.Page(Lesson);

        Assert.Contains("&lt;b&gt;Bo&lt;/b&gt; &amp; &quot;Co&quot;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Bo", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_she_has_done_what_is_in_force_and_her_language_are_on_the_page_at_once()
    {
        await site.Publish(Drafts.Rhythm());
        var amina = await Enrolled("changes-k");
        var before = await amina.Page(Lesson);

        await amina.PostForm(Lesson, "/record", Completed());
        var done = await amina.Page(Lesson);
        await site.Publish(Drafts.Rhythm(lesson: "Quite another text."));
        var anew = await amina.Page(Lesson);
        await amina.PostForm(Lesson, "/language", ("language", "fr"), ("return_url", Lesson));
        var french = await amina.Page(Lesson);
        await site.Publish(Drafts.Rhythm());

        Assert.NotEqual(Same(before), Same(done));
        Assert.Contains("Quite another text.", anew, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\"", french, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", anew, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_how_long_it_is_and_is_that_long()
    {
        await site.Publish(Drafts.Rhythm());
        var amina = await Enrolled("length-k");

        var answer = await amina.Get(Lesson);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Visitor.Cancellation);

        Assert.Equal(answer.Content.Headers.ContentLength, bytes.Length);
    }

    private async Task<Visitor> Enrolled(string name)
    {
        var visitor = await site.SignedInAs(name);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        return visitor;
    }

    private static (string, string)[] Completed() =>
        [("id", Guid.CreateVersion7().ToString()), ("verb", "completed"), ("course", "rhythm"), ("activity", "beat"), ("next", "/my")];

    /// <summary>The page without what is anybody's own.</summary>
    private static string Same(string page) => Own().Replace(page, "");

    [GeneratedRegex("(content|value|data-now)=\"[^\"]*\"|<span class=\"label\">[^<]*</span>")]
    private static partial Regex Own();

    [GeneratedRegex("name=\"id\" value=\"[^\"]+\"")]
    private static partial Regex NewId();
}
