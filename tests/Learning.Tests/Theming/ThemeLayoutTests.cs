using System.Net;
using System.Text.RegularExpressions;
using Learning.Tests.Courses;

namespace Learning.Tests.Theming;

[NeedsDatabase]
public sealed partial class ThemeLayoutTests(TestSite site) : IClassFixture<TestSite>
{
    private const int MoreThanIsHeldBack = 50_000;

    [Fact]
    public async Task A_long_page_is_whole_also_for_somebody_who_has_no_cookie_yet()
    {
        var draft = Drafts.Rhythm();
        await site.Publish(draft with { Outline = draft.Outline with { Summary = new string('a', MoreThanIsHeldBack) } });

        var page = await site.Visitor().Page("/courses");

        Assert.EndsWith("</html>", page.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_a_language_on_a_page_that_answers_a_post_leads_back_to_its_form()
    {
        var answer = await site.Visitor().PostForm("/register", "/register", ("username", ""), ("secret", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("/register", WayBack(await answer.Content.ReadAsStringAsync(Visitor.Cancellation)));
    }

    [Theory]
    [InlineData("http://localhost/account?changed=name", "/account?changed=name")]
    [InlineData("http://elsewhere.example.org/account", "/")]
    [InlineData("http://localhost/account/name", "/")]   // it was itself the answer to such a post
    [InlineData("nonsense", "/")]
    public async Task A_refusal_leads_back_to_the_page_of_this_site_that_was_posted_from(string referer, string back)
    {
        var visitor = await site.SignedInAs($"p{Guid.NewGuid():N}"[..12]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/account/name", UriKind.Relative)) { Content = new FormUrlEncodedContent([]) };   // without a token
        request.Headers.TryAddWithoutValidation("Referer", referer);

        var answer = await visitor.Http.SendAsync(request, Visitor.Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(back, WayBack(await answer.Content.ReadAsStringAsync(Visitor.Cancellation)));
    }

    private static string WayBack(string html) => WebUtility.HtmlDecode(OfLanguages().Match(html).Groups[1].Value);

    [GeneratedRegex("id=\"languages\".*?name=\"return_url\" value=\"([^\"]*)\"", RegexOptions.Singleline)]
    private static partial Regex OfLanguages();
}
