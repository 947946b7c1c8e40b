using System.Net;
using Learning.Accounts;
using Learning.Credentials;
using Learning.Data;
using Learning.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;
using Learning.OrchardCore.Site;

namespace Learning.OrchardCore.Tests;

/// <summary>A learner's whole path within the theme of the site, and what becomes of it.</summary>
public sealed class LearnerPathTests(OrchardSite site) : IClassFixture<OrchardSite>
{
    [Fact]
    public async Task From_registering_to_the_certificate_without_script_and_a_restart_loses_nothing()
    {
        var admin = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);
        Assert.Contains("Deployment package imported", await SmallCourse.Import(admin, new SmallCourse().Zip()), StringComparison.Ordinal);
        var amina = await new Visitor(site).Register("amina");

        Assert.Equal(HttpStatusCode.Found, (await amina.Submit($"/courses/{SmallCourse.Slug}", "form[action$='/enrolments']")).StatusCode);
        var lesson = await amina.Page($"/learn/{SmallCourse.Slug}/why-a-fund");
        Assert.Contains("Contributions of quiet years", lesson, StringComparison.Ordinal);
        Assert.Contains("/TheTheme/", lesson, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await amina.Submit($"/learn/{SmallCourse.Slug}/why-a-fund", "#finish")).StatusCode);
        await amina.Submit($"/learn/{SmallCourse.Slug}/fund-test", "form[action='/record']");
        await amina.Submit($"/learn/{SmallCourse.Slug}/fund-test", "#test", ("answer.owner", "a"), ("verb", "submitted"));

        Assert.Contains("100", await amina.Page($"/learn/{SmallCourse.Slug}/fund-test"), StringComparison.Ordinal);
        var certificate = (await amina.Document("/my")).QuerySelector("a[href^='/credentials/']")!.GetAttribute("href")!;
        Assert.Contains("amina", await amina.Page(certificate), StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await new Visitor(site).Get(certificate + ".pdf")).Content.Headers.ContentType!.MediaType);

        await site.StopAsync();
        await site.StartAsync();

        Assert.Contains("Running a strike fund", await new Visitor(site).Page(certificate), StringComparison.Ordinal);
        var again = await new Visitor(site).SignIn("amina", OrchardSite.AdminSecret);
        Assert.Contains(certificate, await again.Page("/my"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_of_scripts_are_taken_with_a_token_of_the_page_and_kept_once()
    {
        var bodo = await new Visitor(site).Register("bodo");
        await bodo.Submit("/courses/right-to-social-security", "form[action$='/enrolments']");
        var entry = new { id = Guid.CreateVersion7(), verb = "Completed", course = "right-to-social-security", activity = "why-social-security", at = DateTimeOffset.UtcNow };

        var first = await bodo.Record("/learn/right-to-social-security/why-social-security", entry);
        var second = await bodo.Record("/learn/right-to-social-security/why-social-security", entry);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(1, await site.In(services => services.GetRequiredService<LearningDb>().Entries.CountAsync(e => e.Id == entry.id, OrchardSite.Cancellation)));
    }

    [Theory]
    [InlineData("/record")]
    [InlineData("/courses/right-to-social-security/enrolments")]
    public async Task A_post_without_a_token_is_refused_within_the_theme(string path)
    {
        var answer = await new Visitor(site).Post(path, ("verb", "completed"));
        var signedIn = await (await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret)).Post(path, ("verb", "completed"));

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, signedIn.StatusCode);
        Assert.Contains("class=\"learning", await signedIn.Content.ReadAsStringAsync(OrchardSite.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_learner_whose_user_went_while_nobody_looked_is_forgotten_by_a_round()
    {
        foreach (var name in new[] { "dina", "efua" })
        {
            await (await new Visitor(site).Register(name)).Submit("/courses/right-to-social-security", "form[action$='/enrolments']");
        }

        await site.In("Default", async services =>
        {
            var session = services.GetRequiredService<ISession>();
            session.Delete((await session.Query<User, UserIndex>(user => user.NormalizedUserName == "DINA").FirstOrDefaultAsync(OrchardSite.Cancellation))!);
            services.GetRequiredService<RoundTimes>().Forget();
        });
        await site.In("Default", services => services.GetServices<IBackgroundTask>().OfType<RunRounds>().Single().DoWorkAsync(services, OrchardSite.Cancellation));

        var left = await site.In(services => services.GetRequiredService<LearningDb>().Learners.Select(l => l.Name).ToListAsync(OrchardSite.Cancellation));
        Assert.DoesNotContain("dina", left);
        Assert.Contains("efua", left);
    }

    [Fact]
    public async Task Deleting_a_user_forgets_the_learner()
    {
        var chidi = await new Visitor(site).Register("chidi");
        await chidi.Submit("/courses/right-to-social-security", "form[action$='/enrolments']");
        var learner = await site.In(services => services.GetRequiredService<LearningDb>().Learners.Where(l => l.Name == "chidi").Select(l => l.Id).SingleAsync(OrchardSite.Cancellation));
        var admin = await new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);

        var token = (await admin.Document("/Admin/Users/Index")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var deleted = await admin.Post($"/Admin/Users/Delete/{learner}", ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.Found, deleted.StatusCode);
        Assert.Equal(0, await site.In(services => services.GetRequiredService<LearningDb>().Learners.CountAsync(l => l.Id == learner, OrchardSite.Cancellation)));
    }
}
