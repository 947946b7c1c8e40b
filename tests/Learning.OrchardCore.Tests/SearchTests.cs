using Learning.OrchardCore.SiteSearch;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.OrchardCore.Tests;

public sealed class SearchTests(OrchardSite site) : IClassFixture<OrchardSite>
{
    [Fact]
    public async Task The_sites_own_search_finds_passages_of_courses_and_leads_to_them()
    {
        await SmallCourse.Import(await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret), new SmallCourse().Zip());

        var found = await new Visitor(site).Document("/search?terms=solidarity");

        var link = found.QuerySelector($"a[href='/learn/{SmallCourse.Slug}/why-a-fund#solidarity-kept-in-a-box']");
        Assert.NotNull(link);
        Assert.Contains("Solidarity kept in a box", link.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_published_anew_leaves_no_passage_of_its_past()
    {
        var admin = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        var course = new SmallCourse();
        await SmallCourse.Import(admin, course.Zip());
        course.Files["courses/strike-fund/01-first/01-why.md"] = course.Files["courses/strike-fund/01-first/01-why.md"].Replace("Solidarity kept in a box", "Perseverance", StringComparison.Ordinal);
        await SmallCourse.Import(admin, course.Zip());

        var found = await new Visitor(site).Page("/search?terms=perseverance");
        Assert.Contains("#perseverance", found, StringComparison.Ordinal);
        Assert.DoesNotContain("solidarity-kept-in-a-box", await new Visitor(site).Page("/search?terms=contributions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeping_passages_twice_changes_nothing()
    {
        await site.In("Default", services => services.GetRequiredService<KeepPassages>().RunOnceAsync(OrchardSite.Cancellation));
        var first = await new Visitor(site).Page("/search?terms=maternity");
        await site.In("Default", services => services.GetRequiredService<KeepPassages>().RunOnceAsync(OrchardSite.Cancellation));

        Assert.Equal(Links(first), Links(await new Visitor(site).Page("/search?terms=maternity")));
        Assert.NotEmpty(Links(first));
    }

    private static string[] Links(string page) => [.. System.Text.RegularExpressions.Regex.Matches(page, "href=\"(/learn/[^\"]+)\"").Select(m => m.Groups[1].Value)];
}
