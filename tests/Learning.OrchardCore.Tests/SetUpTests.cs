using System.Net;

namespace Learning.OrchardCore.Tests;

public sealed class SetUpTests(OrchardSite site) : IClassFixture<OrchardSite>
{
    [Fact]
    public async Task The_recipe_brings_up_a_site_with_the_course_in_the_catalogue_within_the_theme()
    {
        var page = await new Visitor(site).Page("/courses");

        Assert.Contains("The right to social security", page, StringComparison.Ordinal);
        Assert.Contains("/TheTheme/", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"learning shape-plain\" lang=\"en\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "<body"));
        Assert.Contains("<title>Default site - Courses</title>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_is_that_of_learning_and_the_menu_leads_there()
    {
        var page = await new Visitor(site).Document("/");

        Assert.NotNull(page.QuerySelector(".learning.shape-home"));
        Assert.NotNull(page.QuerySelector("nav a[href='/courses']"));
        Assert.NotNull(page.QuerySelector("nav a[href='/my']"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/courses-search?q=maternity")]
    [InlineData("/courses/right-to-social-security")]
    public async Task What_everybody_may_see_is_there(string path) => await new Visitor(site).Page(path);

    [Theory]
    [InlineData("fr", "ltr", "Les cours")]
    [InlineData("ar", "rtl", "الدورات")]
    public async Task Pages_speak_the_language_that_orchard_chose(string language, string direction, string word)
    {
        var page = await new Visitor(site).Document("/courses", language);

        var body = page.QuerySelector(".learning")!;
        Assert.Equal((language, direction), (body.GetAttribute("lang"), body.GetAttribute("dir")));
        Assert.Contains(word, body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_the_theme()
    {
        var page = await new Visitor(site).Page("/courses/no-such-course", HttpStatusCode.NotFound);

        Assert.Contains("class=\"learning", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_theme_of_the_product_is_served_with_its_style_held_to_the_page()
    {
        var address = (await new Visitor(site).Document("/courses")).QuerySelector("link[href*='site.scoped.css']")!.GetAttribute("href")!;

        Assert.Contains("@scope (.learning)", await new Visitor(site).Page(address), StringComparison.Ordinal);
    }
}
