using System.Net;
using System.Text.Json;
using Learning.Data;
using Learning.Enrolments;
using Learning.OrchardCore.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;

namespace Learning.OrchardCore.Tests;

/// <summary>Two tenants of one host have nothing in common but the program.</summary>
public sealed class TenantTests : IAsyncLifetime
{
    private readonly OrchardSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task People_courses_progress_and_links_are_kept_apart()
    {
        await new Visitor(_site, "/second").Get("/courses");   // sets it up
        await SmallCourse.Import(await new Visitor(_site, "/second").SignIn("admin", OrchardSite.AdminSecret), new SmallCourse().Zip());
        var amina = await new Visitor(_site, "/second").Register("amina");
        await amina.Submit($"/courses/{SmallCourse.Slug}", "form[action$='/enrolments']");

        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(_site).Get($"/courses/{SmallCourse.Slug}")).StatusCode);
        Assert.Equal(1, await _site.In(services => services.GetRequiredService<LearningDb>().Enrolments.CountAsync(OrchardSite.Cancellation), "Second"));
        Assert.Equal(0, await _site.In(services => services.GetRequiredService<LearningDb>().Enrolments.CountAsync(OrchardSite.Cancellation)));
        Assert.Equal("/Login", (await new Visitor(_site).Get("/my")).Headers.Location!.AbsolutePath);
        var lesson = await amina.Document($"/learn/{SmallCourse.Slug}/why-a-fund");
        Assert.NotNull(lesson.QuerySelector("form#finish[action='/second/record']"));
        Assert.NotNull(lesson.QuerySelector("link[href^='/second/theme/']"));
        Assert.Equal(HttpStatusCode.Found, (await amina.Submit($"/learn/{SmallCourse.Slug}/why-a-fund", "#finish")).StatusCode);
        Assert.Equal(!TestServer.IsThere, File.Exists(Path.Combine(_site.Folder, "App_Data", "Sites", "Second", "learning.db")));
        Assert.Equal(!TestServer.IsThere, File.Exists(Path.Combine(_site.Folder, "App_Data", "Sites", "Default", "learning.db")));
    }

    /// <summary>Source: the DID method did:web, section 3.2 (a path becomes colons, and the document lies below it).</summary>
    [Fact]
    public async Task Each_tenant_is_an_issuer_of_its_own_and_answers_what_verifiers_ask_below_its_prefix()
    {
        await new Visitor(_site, "/second").Get("/courses");
        foreach (var (prefix, id) in new[] { ("", "did:web:localhost"), ("/second", "did:web:localhost:second") })
        {
            var anybody = new Visitor(_site, prefix);
            foreach (var path in new[] { "/.well-known/did.json", "/did.json" })
            {
                using var document = JsonDocument.Parse(await anybody.Page(path));
                Assert.Equal(id, document.RootElement.GetProperty("id").GetString());
            }

            Assert.Contains("\"keys\"", await anybody.Page("/.well-known/jwks.json"), StringComparison.Ordinal);
            Assert.Contains(id, await anybody.Page("/credentials/status/1"), StringComparison.Ordinal);
            await anybody.Page("/check");
        }
    }

    [Fact]
    public async Task A_tenant_whose_database_cannot_be_used_says_so_and_the_rest_of_it_and_the_other_go_on()
    {
        await new Visitor(_site, "/second").Get("/courses");
        await _site.StopAsync();
        _site.Settings["OrchardCore:Second:Learning_OrchardCore:ConnectionString"] = $"Data Source={Path.Combine(_site.Folder, "no-such-folder", "learning.db")}";
        await _site.StartAsync();
        var second = new Visitor(_site, "/second");

        Assert.Contains("class=\"learning", await second.Page("/courses", HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await second.Page("/Login");
        await new Visitor(_site).Page("/courses");
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_to_while_the_site_runs_is_said_on_a_page_and_the_rest_of_the_site_goes_on()
    {
        const string Course = "/courses/right-to-social-security";
        var awa = await new Visitor(_site).Register("awa");
        var token = (await awa.Document(Course)).QuerySelector("form[action$='/enrolments'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var database = await _site.In(services => Task.FromResult(services.GetRequiredService<LearningDatabase>()));
        await using (await Withheld.FromAsync(database))
        {
            var refused = await awa.Post($"{Course}/enrolments", ("__RequestVerificationToken", token));

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Contains("look whether it is there", await refused.Content.ReadAsStringAsync(OrchardSite.Cancellation), StringComparison.Ordinal);
            await new Visitor(_site).Page("/Login");
        }

        Assert.Equal(HttpStatusCode.Found, (await awa.Submit(Course, "form[action$='/enrolments']")).StatusCode);
    }

    [Fact]
    public async Task Where_a_tenant_is_configured_to_ask_for_approvals_nothing_is_published_without_and_one_that_cannot_be_read_asks_for_the_most()
    {
        await new Visitor(_site, "/second").Get("/courses");
        await _site.StopAsync();
        _site.Settings["OrchardCore:Default:Learning_OrchardCore:ApprovalsNeeded"] = "1";
        _site.Settings["OrchardCore:Second:Learning_OrchardCore:ApprovalsNeeded"] = "one";
        await _site.StartAsync();
        var editor = await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret);
        var opened = await editor.Submit("/drafts", "form[action='/drafts']:has([value='right-to-social-security'])");
        var draft = opened.Headers.Location!.ToString().Split('?')[0];
        var text = (await editor.Document(draft)).QuerySelectorAll("a[href*='/text?path=']").Select(a => a.GetAttribute("href")!).First(href => href.Contains("why-social-security", StringComparison.Ordinal));
        var written = (await editor.Document(text)).QuerySelector("#f-text")!.TextContent;
        Assert.Equal(HttpStatusCode.Found, (await editor.Submit(text, "#edit-form", ("text", written + "\nOne sentence more.\n"), ("do", "save"))).StatusCode);

        Assert.Contains("0 of 1", await editor.Page($"{draft}/publication"), StringComparison.Ordinal);
        var token = (await editor.Document(text)).QuerySelector("#edit-form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var refused = await editor.Post($"{draft}/publication", ("__RequestVerificationToken", token), ("version", "1"), ("note", "Mended."), ("when", "now"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("has not been approved", await refused.Content.ReadAsStringAsync(OrchardSite.Cancellation), StringComparison.Ordinal);
        await new Visitor(_site, "/second").Page("/courses");
        Assert.Equal(20, await _site.In(services => Task.FromResult(services.GetRequiredService<LearningOptions>().ApprovalsNeeded), "Second"));
    }

    [Fact]
    public async Task Rounds_of_a_tenant_wait_until_it_knows_how_it_is_configured()
    {
        await new Visitor(_site, "/second").Get("/courses");
        await _site.StopAsync();
        await _site.StartAsync();

        Assert.Equal(0, await Rounds());
        await new Visitor(_site, "/second").Page("/courses");
        Assert.NotEqual(0, await Rounds());

        Task<int> Rounds() => _site.In(
            async services =>
            {
                await services.GetServices<IBackgroundTask>().OfType<RunRounds>().Single().DoWorkAsync(services, OrchardSite.Cancellation);
                return services.GetRequiredService<RoundTimes>().Last.Count;
            },
            "Second");
    }

    [Fact]
    public async Task Reports_read_where_a_tenant_says_but_only_if_that_is_a_standby_of_its_own_database()
    {
        await _site.StopAsync();
        const string Standby = "Host=127.0.0.1;Database=learning";
        _site.Settings["OrchardCore:Default:Learning_OrchardCore:ReportsConnectionString"] = Standby;
        await _site.StartAsync();

        Assert.Equal(TestServer.IsThere ? Standby : null, await _site.In(services => Task.FromResult(services.GetRequiredService<LearningOptions>().ReportsDatabase)));

        await _site.StopAsync();
        _site.Settings["OrchardCore:Default:Learning_OrchardCore:ReportsConnectionString"] = "Host=";
        await _site.StartAsync();

        Assert.Null(await _site.In(services => Task.FromResult(services.GetRequiredService<LearningOptions>().ReportsDatabase)));
    }
}
