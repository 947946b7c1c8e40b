using System.Net;
using Learning.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

[NeedsDatabase]
public sealed class CohortAccessTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Another_unions_cohort_is_not_there_on_any_of_its_pages()
    {
        var (fay, gus) = (await _site.SignedInAs("faye", "Facilitator"), await _site.SignedInAs("gustav", "Facilitator"));
        var cohort = await fay.NewCohort("Dockers");
        await _site.Member("amina", cohort);
        var amina = await _site.LearnerId("amina");

        foreach (var page in new[] { "", "/settings", "/dates", "/people", "/poster", "/facilitators", "/log", $"/members/{amina}" })
        {
            Assert.Equal(HttpStatusCode.OK, (await fay.Get($"/cohorts/{cohort}{page}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{cohort}{page}")).StatusCode);
        }

        foreach (var post in new[] { "/settings", "/archive", "/code", "/dates", "/invitations", "/members", "/facilitators", $"/members/{amina}/withdrawal", $"/members/{amina}/notes", $"/members/{amina}/concessions" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await gus.PostForm("/cohorts", $"/cohorts/{cohort}{post}", ("reason", "x"), ("note", "x"), ("learner", amina))).StatusCode);
        }

        Assert.DoesNotContain("Dockers", await gus.Page("/cohorts"), StringComparison.Ordinal);
        Assert.True((await _site.Standing(cohort, "amina")).IsActive);
    }

    [Fact]
    public async Task Whoever_looks_after_an_organisation_sees_what_is_below_it_and_nothing_beside_it()
    {
        var (ada, fay, gus) = (await _site.SignedInAs("adam", "Administrator"), await _site.SignedInAs("faye", "Facilitator"), await _site.SignedInAs("gustav", "Facilitator"));
        var federation = await FoundAsync(ada, "World of ports", "Federation", null);
        var union = await FoundAsync(ada, "Dockers' union", "Union", federation);
        var branch = await FoundAsync(ada, "Pier four", "Branch", union);
        var other = await FoundAsync(ada, "Seafarers' union", "Union", federation);
        await StewardAsync(ada, union, "faye");
        await StewardAsync(ada, federation, "gustav");

        var atPier = await fay.NewCohort("Evening", ("organisation", $"{branch}"));
        var atSea = await ada.NewCohort("At sea", ("organisation", $"{other}"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await fay.Get($"/cohorts/{atPier}")).StatusCode, (await fay.Get($"/cohorts/{atSea}")).StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), ((await gus.Get($"/cohorts/{atPier}")).StatusCode, (await gus.Get($"/cohorts/{atSea}")).StatusCode));

        // She cannot put a group where she has no say.
        var refused = await fay.PostForm("/cohorts/new", "/cohorts", ("name", "X"), ("organisation", $"{other}"), ("starts_on", "2026-11-02"), ("time_zone", "UTC"), ("stalled_after_days", "14"), ("reminders_a_week", "1"), ("course", "rhythm"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        // The branch moves to the other union, and its groups with it.
        await ada.PostForm($"/organisations/{branch}", $"/organisations/{branch}", ("name", "Pier four"), ("kind", "Branch"), ("parent", $"{other}"));
        await StewardAsync(ada, other, "gustav");
        await fay.PostForm($"/cohorts/{atPier}/facilitators", $"/cohorts/{atPier}/facilitators", ("who", "gustav"));
        await fay.PostForm($"/cohorts/{atPier}/facilitators", $"/cohorts/{atPier}/facilitators/{await _site.LearnerId("faye")}/removal");
        Assert.Equal(HttpStatusCode.NotFound, (await fay.Get($"/cohorts/{atPier}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gus.Get($"/cohorts/{atPier}")).StatusCode);
    }

    [Fact]
    public async Task An_organisation_never_comes_under_itself_and_one_in_use_stays()
    {
        var ada = await _site.SignedInAs("adam", "Administrator");
        var union = await FoundAsync(ada, "Union", "Union", null);
        var branch = await FoundAsync(ada, "Branch", "Branch", union);

        var under = await ada.PostForm($"/organisations/{union}", $"/organisations/{union}", ("name", "Union"), ("kind", "Union"), ("parent", $"{branch}"));
        var removed = await ada.PostForm($"/organisations/{union}", $"/organisations/{union}/removal");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, under.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, removed.StatusCode);
        Assert.Equal(2, await _site.Db(db => db.Organisations.CountAsync(Cancellation)));
        Assert.Equal(HttpStatusCode.Found, (await ada.PostForm($"/organisations/{branch}", $"/organisations/{branch}/removal")).StatusCode);
    }

    [Fact]
    public async Task Eight_levels_and_no_more()
    {
        var ada = await _site.SignedInAs("adam", "Administrator");
        Guid? above = null;
        for (var level = 1; level <= Organisation.MostLevels; level++)
        {
            above = await FoundAsync(ada, $"Level {level}", "Union", above);
        }

        var answer = await ada.PostForm("/organisations", "/organisations", ("name", "Too deep"), ("kind", "Branch"), ("parent", $"{above}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_learner_has_no_way_to_any_page_of_those_who_teach()
    {
        var fay = await _site.SignedInAs("faye", "Facilitator");
        var cohort = await fay.NewCohort("Dockers");
        var amina = await _site.Member("amina", cohort);

        foreach (var page in new[] { "/cohorts", "/cohorts/new", $"/cohorts/{cohort}", $"/cohorts/{cohort}/people", "/organisations" })
        {
            Assert.Contains("/not-allowed", (await amina.Get(page)).Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await (await _site.SignedInAs("bodo")).Get($"/my/cohorts/{cohort}")).StatusCode);
    }

    private async Task<Guid> FoundAsync(Visitor administrator, string name, string kind, Guid? parent)
    {
        var answer = await administrator.PostForm("/organisations", "/organisations", ("name", name), ("kind", kind), ("parent", $"{parent}"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await _site.Db(db => db.Organisations.Where(o => o.Name == name).Select(o => o.Id).SingleAsync(Cancellation));
    }

    private static async Task StewardAsync(Visitor administrator, Guid organisation, string who) =>
        Assert.Equal(HttpStatusCode.Found, (await administrator.PostForm($"/organisations/{organisation}", $"/organisations/{organisation}/stewards", ("who", who))).StatusCode);
}
