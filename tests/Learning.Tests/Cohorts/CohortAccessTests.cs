using System.Net;
using System.Text.RegularExpressions;
using Learning.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

[NeedsDatabase]
public sealed partial class CohortAccessTests : IAsyncLifetime
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
    public async Task Whoever_looks_after_an_organisation_sees_it_and_those_below_and_changes_nothing()
    {
        var ada = await _site.SignedInAs("adaada", "Administrator");
        var federation = await FoundAsync(ada, "Dockers of the world", "Federation", null);
        var union = await FoundAsync(ada, "Port union", "Union", federation);
        await FoundAsync(ada, "Pier one", "Branch", union);
        var other = await FoundAsync(ada, "Railways", "Union", federation);
        var sam = await _site.SignedInAs("samuel", "Facilitator");
        Assert.DoesNotContain("href=\"/organisations\"", await sam.Page("/cohorts"), StringComparison.Ordinal);
        Assert.Contains("You look after no organisation.", await sam.Page("/organisations"), StringComparison.Ordinal);
        await StewardAsync(ada, union, "samuel");

        var list = await sam.Page("/organisations");
        var page = await sam.Page($"/organisations/{union}");

        Assert.Contains("href=\"/organisations\"", await sam.Page("/cohorts"), StringComparison.Ordinal);
        Assert.Contains("Port union", list, StringComparison.Ordinal);
        Assert.Contains("Pier one", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Railways", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Dockers of the world", list, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/organisations", list + page, StringComparison.Ordinal);
        Assert.Contains("samuel", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sam.Get($"/organisations/{other}")).StatusCode);
        Assert.Contains("/not-allowed", (await sam.PostForm("/cohorts", $"/organisations/{union}", ("name", "Mine"))).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_organisations_have_one_name_in_one_place()
    {
        var ada = await _site.SignedInAs("adaada", "Administrator");
        var union = await FoundAsync(ada, "Port union", "Union", null);
        await FoundAsync(ada, "Pier one", "Branch", union);

        var again = await ada.PostForm("/organisations", "/organisations", ("name", "port UNION"), ("kind", "Union"), ("parent", ""));
        var below = await ada.PostForm("/organisations", "/organisations", ("name", "Pier one"), ("kind", "Branch"), ("parent", $"{union}"));
        var elsewhere = await ada.PostForm("/organisations", "/organisations", ("name", "Pier one"), ("kind", "Branch"), ("parent", ""));
        var itself = await ada.PostForm($"/organisations/{union}", $"/organisations/{union}", ("name", "Port Union"), ("kind", "Union"), ("parent", ""));

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Found, HttpStatusCode.Found], new[] { again, below, elsewhere, itself }.Select(a => a.StatusCode));
        Assert.Contains("There is one of this name in this place already.", await again.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_something_is_asked_about_first()
    {
        var ada = await _site.SignedInAs("adaada", "Administrator");
        var union = await FoundAsync(ada, "Port union", "Union", null);
        await StewardAsync(ada, union, "adaada");
        var cohort = await ada.NewCohort("Dockers");
        await _site.Member("amina", cohort);

        var pages = new[] { $"/cohorts/{cohort}/settings", $"/cohorts/{cohort}/facilitators", $"/cohorts/{cohort}/members/{await _site.LearnerId("amina")}", $"/organisations/{union}" };

        foreach (var page in pages)
        {
            var html = await ada.Page(page);
            Assert.Matches("action=\"[^\"]*/(archive|removal|withdrawal)\"", html);
            Assert.DoesNotMatch("action=\"[^\"]*/(archive|removal|withdrawal)\"", Confirmed().Replace(html, ""));
        }
    }

    [Theory]
    [InlineData("9999-12-31", "Give a day from 1 January 2001 to 31 December 2099.")]
    [InlineData("0001-01-01", "Give a day from 1 January 2001 to 31 December 2099.")]
    [InlineData("soon", "Give a day: year, month, day.")]
    public async Task A_day_that_is_too_far_is_told_the_range(string day, string problem)
    {
        var fay = await _site.SignedInAs("faye", "Facilitator");
        var cohort = await fay.NewCohort("Dockers");

        var answer = await fay.PostForm("/cohorts/new", "/cohorts", ("name", "x"), ("starts_on", day), ("ends_on", day));
        var dates = await fay.PostForm($"/cohorts/{cohort}/dates", $"/cohorts/{cohort}/dates", ("due.rhythm/one", day));

        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(problem, await dates.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_written_to_or_let_in_where_a_group_is_over_and_what_was_sent_can_be_read()
    {
        var fay = await _site.SignedInAs("faye", "Facilitator");
        var cohort = await fay.NewCohort("Dockers");
        await _site.Member("amina", cohort);
        var messages = $"/cohorts/{cohort}/messages";
        var token = Visitor.Token(await fay.Page(messages));
        await fay.PostForm($"/cohorts/{cohort}/settings", $"/cohorts/{cohort}/archive");

        var page = await fay.Page($"/cohorts/{cohort}");

        Assert.DoesNotContain("Write to learners", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cohorts/{cohort}/people", page, StringComparison.Ordinal);
        Assert.Contains("What was sent", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"subject\"", await fay.Page(messages), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await fay.PostWithToken(token, messages, ("subject", "x"), ("text", "y"))).StatusCode);
        Assert.DoesNotContain("/messages?to=", await fay.Page($"/cohorts/{cohort}/members/{await _site.LearnerId("amina")}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_learner_who_has_done_nothing_begins_and_goes_on_later_and_is_told_in_words_where_she_was_and_what_she_is_excused_from()
    {
        var fay = await _site.SignedInAs("faye", "Facilitator");
        var cohort = await fay.NewCohort("Dockers");
        var amina = await _site.Member("amina", cohort);
        var id = await _site.LearnerId("amina");
        var mine = $"/my/cohorts/{cohort}";
        Assert.Contains(">Begin<", await amina.Page(mine), StringComparison.Ordinal);

        await amina.Read();
        await _site.Db(async db =>
        {
            var now = _site.Clock.GetUtcNow();
            foreach (var presence in new[] { Presence.Present, Presence.Excused })
            {
                var meeting = Meeting.Plan(cohort, "rhythm", $"Hall {presence}", "", now, 60, now, Guid.CreateVersion7());
                var attendance = new Attendance(meeting.Id, id);
                attendance.Take(presence, Guid.CreateVersion7(), "fay", now);
                db.AddRange(meeting, attendance);
            }

            db.Add(Concession.Grant(cohort, id, "", ConcessionKind.Excuse, null, "Ill", "fay", now));
            return await db.SaveChangesAsync(Cancellation);
        });

        var page = await amina.Page(mine);
        Assert.Contains(">Go on<", page, StringComparison.Ordinal);
        Assert.Matches("(?s)Hall Present.{0,200}You were there · ", page);
        Assert.Matches("(?s)Hall Excused.{0,200}Excused · ", page);
        Assert.Contains("<span class=\"hint\">Excused</span>", page, StringComparison.Ordinal);
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

    [GeneratedRegex("<details class=\"confirm\".*?</details>", RegexOptions.Singleline)]
    private static partial Regex Confirmed();
}
