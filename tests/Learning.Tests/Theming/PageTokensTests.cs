using Learning.Tests.Courses;

namespace Learning.Tests.Theming;

[NeedsDatabase]
public sealed class PageTokensTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task A_browser_gets_the_same_token_for_some_minutes_and_another_after_that()
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = site.Visitor();
        await visitor.Page("/courses");

        var first = Visitor.Token(await visitor.Page("/courses"));
        var second = Visitor.Token(await visitor.Page("/courses"));
        site.Clock.Ahead += TimeSpan.FromMinutes(11);
        var later = Visitor.Token(await visitor.Page("/courses"));

        Assert.Equal(first, second);
        Assert.NotEqual(first, later);
    }

    [Fact]
    public async Task A_page_that_repeats_its_address_has_a_token_of_its_own_each_time()
    {
        var visitor = site.Visitor();
        await visitor.Page("/search");

        Assert.NotEqual(Visitor.Token(await visitor.Page("/search?q=a")), Visitor.Token(await visitor.Page("/search?q=a")));
    }

    [Fact]
    public async Task Signing_in_changes_the_token()
    {
        var visitor = site.Visitor();
        await visitor.Page("/courses");
        var before = Visitor.Token(await visitor.Page("/courses"));

        await visitor.PostForm("/register", "/register", ("username", "token-user"), ("secret", "839204"), ("name", "T"));

        Assert.NotEqual(before, Visitor.Token(await visitor.Page("/courses")));
    }
}
