using Learning.Tests.Courses;

namespace Learning.Tests.Theming;

[NeedsDatabase]
public sealed class ThemeLayoutTests(TestSite site) : IClassFixture<TestSite>
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
}
