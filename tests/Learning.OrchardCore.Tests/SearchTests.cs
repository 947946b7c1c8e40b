using Learning.OrchardCore.SiteSearch;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.OrchardCore.Tests;

public sealed class SearchTests(OrchardSite site) : IClassFixture<OrchardSite>, IAsyncLifetime
{
    /// <summary>The tenant that set itself up still holds Orchard's lock on the index when the site's own tenant takes over; a restart frees it (docs/orchard.md, Limits).</summary>
    public async ValueTask InitializeAsync()
    {
        await site.StopAsync();
        await site.StartAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_sites_own_search_finds_passages_of_courses_and_leads_to_them()
    {
        await SmallCourse.Import(await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret), new SmallCourse().Zip());

        var address = $"/learn/{SmallCourse.Slug}/why-a-fund#solidarity-kept-in-a-box";
        await Until("/search?terms=solidarity", page => page.Contains(address, StringComparison.Ordinal));

        var link = (await new Visitor(site).Document("/search?terms=solidarity")).QuerySelector($"a[href='{address}']");
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
        Assert.Contains("Deployment package imported.", await SmallCourse.Import(admin, course.Zip()), StringComparison.Ordinal);

        await Until("/search?terms=perseverance", page => page.Contains("#perseverance", StringComparison.Ordinal));
        await Until("/search?terms=contributions", page => !page.Contains("solidarity-kept-in-a-box", StringComparison.Ordinal));
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

    /// <summary>Orchard brings its index up to date after the request, and where two writers met, a minute later.</summary>
    private async Task Until(string path, Predicate<string> isSo)
    {
        for (var tries = 0; tries < 150; tries++)
        {
            if (isSo(await new Visitor(site).Page(path)))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), OrchardSite.Cancellation);
        }

        Assert.Fail($"{path} never came to show what it should.");
    }

    private static string[] Links(string page) => [.. System.Text.RegularExpressions.Regex.Matches(page, "href=\"(/learn/[^\"]+)\"").Select(m => m.Groups[1].Value)];
}
