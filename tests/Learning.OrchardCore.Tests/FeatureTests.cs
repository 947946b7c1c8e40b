using System.Net;
using Learning.Data;
using Learning.Enrolments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;

namespace Learning.OrchardCore.Tests;

/// <summary>The admin switches parts of the product on and off while people learn.</summary>
public sealed class FeatureTests : IAsyncLifetime
{
    private readonly OrchardSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_part_that_is_switched_off_is_gone_and_comes_back_with_all_that_was_there()
    {
        var admin = await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret);
        await admin.Page("/grading");

        await Switch(Features.Teaching, on: false);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Get("/grading")).StatusCode);
        Assert.DoesNotContain("/grading", await admin.Page("/desk"), StringComparison.Ordinal);

        await Switch(Features.Teaching, on: true);
        await admin.Page("/grading");
    }

    [Fact]
    public async Task Each_part_can_be_switched_off_by_itself()
    {
        var pages = new Dictionary<string, string>
        {
            [Features.Review] = "/my/review",
            [Features.Teaching] = "/certificates",
            [Features.Editing] = "/drafts",
            [Features.Notifications] = "/my/messages",
            [Features.Cohorts] = "/cohorts",
            [Features.Analysis] = "/analysis",
            [Features.QuestionBanks] = "/banks",
            [Features.Search] = "/courses-search",
        };
        Assert.Equal(Features.OfCapabilities.Keys.Order(), pages.Keys.Order());
        var admin = await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret);

        foreach (var (feature, page) in pages)   // messages before groups, on which they rest
        {
            await admin.Page(page);
            await Switch(feature, on: false);
            Assert.Equal(HttpStatusCode.NotFound, (await admin.Get(page)).StatusCode);
            await admin.Page("/my");
        }
    }

    [Fact]
    public async Task The_module_itself_switched_off_while_somebody_is_on_a_course_loses_nothing()
    {
        var amina = await new Visitor(_site).Register("amina");
        await amina.Submit("/courses/right-to-social-security", "form[action$='/enrolments']");
        await amina.Submit("/learn/right-to-social-security/why-social-security", "#finish");

        await Switch(Features.Learning, on: false);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.Get("/my")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await amina.Get("/Login")).StatusCode);

        await Switch(Features.Learning, on: true);
        Assert.Equal(1, await _site.In(services => services.GetRequiredService<LearningDb>().Enrolments.CountAsync(OrchardSite.Cancellation)));
        Assert.Contains("The right to social security", await amina.Page("/my"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_products_own_frame_may_stand_around_the_pages()
    {
        await Switch(Features.OwnTheme, on: true);

        var page = await new Visitor(_site).Document("/courses");
        Assert.NotNull(page.QuerySelector(".site-head"));
        Assert.NotNull(page.QuerySelector("a[href^='/Login']"));
        Assert.Null(page.QuerySelector("form[action$='/language']"));
    }

    [Fact]
    public async Task Without_the_home_feature_the_home_page_is_the_sites_own()
    {
        await Switch(Features.Home, on: false);

        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(_site).Get("/")).StatusCode);
        await new Visitor(_site).Page("/courses");
    }

    private async Task Switch(string feature, bool on)
    {
        await _site.In("Default", async services =>
        {
            var features = services.GetRequiredService<IShellFeaturesManager>();
            var found = (await features.GetAvailableFeaturesAsync()).Where(f => f.Id == feature);
            await (on ? features.EnableFeaturesAsync(found, force: true) : features.DisableFeaturesAsync(found, force: true));
        });
    }
}
