using System.Net;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

public sealed partial class MeetingTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers", ("time_zone", "Europe/Paris"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_meeting_is_planned_once_in_the_time_of_the_group_and_its_members_see_it()
    {
        var amina = await _site.Member("amina", _cohort);
        var named = Guid.CreateVersion7();

        await PlanAsync(("meeting", $"{named}"));
        await PlanAsync(("meeting", $"{named}"));

        var meeting = await _site.Db(db => db.Meetings.SingleAsync(Cancellation));
        Assert.Equal((named, new DateTimeOffset(2026, 7, 1, 16, 30, 0, TimeSpan.Zero), "rhythm"), (meeting.Id, meeting.StartsAt, meeting.CourseId));
        Assert.Contains("1 July 2026, 18:30", await amina.Page($"/my/cohorts/{_cohort}"), StringComparison.Ordinal);
        Assert.Contains("1 July 2026, 18:30", await _fay.Page($"/cohorts/{_cohort}/meetings"), StringComparison.Ordinal);
        Assert.Contains("First evening", await _fay.Page($"/cohorts/{_cohort}/members/{await _site.LearnerId("amina")}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_the_clocks_skip_is_refused_and_what_was_typed_stays()
    {
        var answer = await PlanAsync(("day", "2026-03-29"), ("time", "02:30"));

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("There is no such time on that day", page, StringComparison.Ordinal);
        Assert.Contains("value=\"First evening\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"02:30\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title", "")]
    [InlineData("day", "tomorrow")]
    [InlineData("time", "25:00")]
    [InlineData("minutes", "0")]
    [InlineData("minutes", "1441")]
    [InlineData("course", "other")]
    public async Task What_is_no_meeting_is_refused(string field, string value)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PlanAsync((field, value))).StatusCode);
        Assert.False(await _site.Db(db => db.Meetings.AnyAsync(Cancellation)));
    }

    [Fact]
    public async Task A_cancelled_meeting_is_off_for_members_and_nothing_more_is_noted_about_it()
    {
        var (amina, meeting) = (await _site.Member("amina", _cohort), await MeetingAsync());

        await _fay.PostForm($"/cohorts/{_cohort}/meetings", $"/cohorts/{_cohort}/meetings/{meeting}/cancellation");
        await _fay.PostForm($"/cohorts/{_cohort}/meetings", $"/cohorts/{_cohort}/meetings/{meeting}/cancellation");

        Assert.DoesNotContain("First evening", await amina.Page($"/my/cohorts/{_cohort}"), StringComparison.Ordinal);
        await _site.Db(db => db.Meetings.ExecuteUpdateAsync(m => m.SetProperty(x => x.StartsAt, _site.Clock.GetUtcNow().AddDays(3)), Cancellation));
        Assert.Matches("First evening</bdi> · <strong>[^<]*ancelled", await amina.Page($"/my/cohorts/{_cohort}"));
        Assert.Contains("cancelled", await _fay.Page($"/cohorts/{_cohort}/meetings"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await NoteAsync(meeting, ("amina", "", "Present"))).StatusCode);
        Assert.Equal(2, await _site.Db(db => db.CohortLog.CountAsync(e => (e.Deed == CohortDeed.MeetingPlanned || e.Deed == CohortDeed.MeetingCancelled) && e.Detail == "First evening", Cancellation)));
    }

    [Fact]
    public async Task Whoever_plans_or_cancels_is_offered_to_write_about_it()
    {
        var meeting = await MeetingAsync();

        var cancelled = await _fay.PostForm($"/cohorts/{_cohort}/meetings", $"/cohorts/{_cohort}/meetings/{meeting}/cancellation");

        var page = await _fay.Page(cancelled.Headers.Location!.ToString());
        Assert.Contains($"/cohorts/{_cohort}/messages?about={meeting}", page, StringComparison.Ordinal);
        Assert.Matches("value=\"First evening is cancelled \\([0-9]", await _fay.Page($"/cohorts/{_cohort}/messages?about={meeting}"));
    }

    [Fact]
    public async Task Before_a_meeting_only_an_excuse_can_be_noted()
    {
        await _site.Member("amina", _cohort);
        var meeting = await MeetingAsync();
        await _site.Db(db => db.Meetings.Where(m => m.Id == meeting).ExecuteUpdateAsync(m => m.SetProperty(x => x.StartsAt, _site.Clock.GetUtcNow().AddDays(3)), Cancellation));

        Assert.Equal(HttpStatusCode.Conflict, (await NoteAsync(meeting, ("amina", "", "Present"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await NoteAsync(meeting, ("amina", "", "Excused"))).StatusCode);
    }

    [Fact]
    public async Task Each_change_is_an_entry_of_her_record_and_the_same_again_adds_nothing()
    {
        var (amina, meeting) = (await _site.Member("amina", _cohort), await MeetingAsync());

        await NoteAsync(meeting, ("amina", "", "Absent"));
        await NoteAsync(meeting, ("amina", "", "Absent"));
        var same = await NoteAsync(meeting, ("amina", "Absent", "Absent"));
        await NoteAsync(meeting, ("amina", "Absent", "Present"));

        var (id, faye) = (await _site.LearnerId("amina"), await _site.LearnerId("faye"));
        var entries = await _site.Db(db => db.Entries.Where(e => e.LearnerId == id && e.Verb == Verb.Attended).OrderBy(e => e.ReceivedAt).ThenBy(e => e.Id).ToListAsync(Cancellation));
        var stands = await _site.Db(db => db.Attendances.SingleAsync(Cancellation));
        var revision = await _site.Db(db => db.Courses.Select(c => c.CurrentRevisionId).SingleAsync(Cancellation));
        Assert.EndsWith("saved=0", same.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Absent", "Present"], entries.Select(e => e.Detail!));
        Assert.All(entries, e => Assert.Equal((faye, revision, $"{meeting}", "rhythm"), (e.KeptBy!, e.RevisionId, e.ActivityId, e.CourseId)));
        Assert.Equal((Presence.Present, entries[1].Id), (stands.Presence, stands.EntryId));
        Assert.Equal(2, await _site.Db(db => db.CohortLog.CountAsync(e => e.Deed == CohortDeed.AttendanceTaken, Cancellation)));
        Assert.Contains("icon", await amina.Page($"/my/cohorts/{_cohort}"), StringComparison.Ordinal);
        Assert.Contains("Present ·", await _fay.Page($"/cohorts/{_cohort}/members/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_opened_before_a_colleagues_undoes_nothing_of_hers()
    {
        await _site.Member("amina", _cohort);
        await _site.Member("bodo", _cohort);
        var meeting = await MeetingAsync();
        await NoteAsync(meeting, ("amina", "", "Absent"), ("bodo", "", "Absent"));

        await NoteAsync(meeting, ("amina", "Absent", "Present"), ("bodo", "Absent", "Absent"));
        await NoteAsync(meeting, ("amina", "Absent", "Absent"), ("bodo", "Absent", "Excused"));

        Assert.Equal((Presence.Present, Presence.Excused), (await PresenceAsync(meeting, "amina"), await PresenceAsync(meeting, "bodo")));
    }

    [Fact]
    public async Task All_others_on_the_page_at_once()
    {
        await _site.Member("amina", _cohort);
        await _site.Member("bodo", _cohort);
        await _site.Member("carla", _cohort);
        var meeting = await MeetingAsync();
        await NoteAsync(meeting, ("carla", "", "Excused"));

        await NoteAsync(meeting, "Present", ("amina", "", "Absent"), ("bodo", "", ""), ("carla", "Excused", "Excused"));

        Assert.Equal((Presence.Absent, Presence.Present, Presence.Excused), (await PresenceAsync(meeting, "amina"), await PresenceAsync(meeting, "bodo"), await PresenceAsync(meeting, "carla")));
    }

    [Fact]
    public async Task Nobody_from_outside_is_noted_and_no_other_word()
    {
        await _site.Member("amina", _cohort);
        await _site.SignedInAs("bodo");
        var meeting = await MeetingAsync();

        await NoteAsync(meeting, "7", ("bodo", "", "Present"), ("amina", "", "2"), ("faye", "", ""));

        Assert.False(await _site.Db(db => db.Attendances.AnyAsync(Cancellation)));
        Assert.False(await _site.Db(db => db.Entries.AnyAsync(e => e.Verb == Verb.Attended, Cancellation)));
    }

    [Fact]
    public async Task A_hundred_to_a_page_found_by_name_and_each_mark_has_a_label()
    {
        await _site.Db(async db =>
        {
            for (var i = 0; i < 130; i++)
            {
                db.Add(Learner.Known($"id{i:000}", $"Person {i:000}", null, "en", _site.Clock.GetUtcNow()));
                db.Add(Member.Join(_cohort, $"id{i:000}", JoinedBy.Roster, _site.Clock.GetUtcNow()));
            }

            return await db.SaveChangesAsync(Cancellation);
        });
        var meeting = await MeetingAsync();

        var first = await _fay.Page($"/cohorts/{_cohort}/meetings/{meeting}");
        var second = await _fay.Page($"/cohorts/{_cohort}/meetings/{meeting}?page=2");
        var found = await _fay.Page($"/cohorts/{_cohort}/meetings/{meeting}?name=son%20012");

        Assert.Equal((100, 30, 1), (Groups().Count(first), Groups().Count(second), Groups().Count(found)));
        Assert.Equal(300, Labelled().Count(first));
        Assert.Contains("Not noted <b>130</b>", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_noted_and_has_left_stays_on_the_sheet()
    {
        await _site.Member("amina", _cohort);
        await _site.Member("bodo", _cohort);
        var meeting = await MeetingAsync();
        await NoteAsync(meeting, ("amina", "", "Present"));
        foreach (var name in new[] { "amina", "bodo" })
        {
            var id = await _site.LearnerId(name);
            await _fay.PostForm($"/cohorts/{_cohort}/members/{id}", $"/cohorts/{_cohort}/members/{id}/withdrawal", ("withdraw_reason", "moved"));
        }

        var page = await _fay.Page($"/cohorts/{_cohort}/meetings/{meeting}");

        Assert.Contains("<bdi>amina</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<bdi>bodo</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_noted_goes_with_whoever_is_forgotten()
    {
        await _site.Member("amina", _cohort);
        var meeting = await MeetingAsync();
        await NoteAsync(meeting, ("amina", "", "Present"));
        var id = await _site.LearnerId("amina");

        await _site.With<EraseLearner, bool>(async erase =>
        {
            await erase.EraseAsync(id, Cancellation);
            return true;
        });

        Assert.False(await _site.Db(db => db.Attendances.AnyAsync(Cancellation)));
        Assert.False(await _site.Db(db => db.Entries.AnyAsync(e => e.LearnerId == id, Cancellation)));
    }

    [Fact]
    public async Task Somebody_elses_meetings_are_not_there()
    {
        var meeting = await MeetingAsync();
        var other = await _fay.NewCohort("Others");
        var gus = await _site.SignedInAs("gustav", "Facilitator");

        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{_cohort}/meetings")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{_cohort}/meetings/{meeting}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _fay.Get($"/cohorts/{other}/meetings/{meeting}")).StatusCode);
        foreach (var post in new[] { $"/cohorts/{_cohort}/meetings", $"/cohorts/{_cohort}/meetings/{meeting}/attendance", $"/cohorts/{_cohort}/meetings/{meeting}/cancellation" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await gus.PostForm("/cohorts", post, ("title", "x"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await _fay.PostWithToken(null, $"/cohorts/{_cohort}/meetings/{meeting}/attendance", ("rest", "Present"))).StatusCode);
    }

    private Task<HttpResponseMessage> PlanAsync(params (string Field, string Value)[] more)
    {
        var fields = new Dictionary<string, string> { ["title"] = "First evening", ["place"] = "Union hall", ["day"] = "2026-07-01", ["time"] = "18:30", ["minutes"] = "90", ["course"] = "rhythm" };
        foreach (var (field, value) in more)
        {
            fields[field] = value;
        }

        return _fay.PostForm($"/cohorts/{_cohort}/meetings", $"/cohorts/{_cohort}/meetings", [.. fields.Select(f => (f.Key, f.Value))]);
    }

    private async Task<Guid> MeetingAsync()
    {
        Assert.Equal(HttpStatusCode.Found, (await PlanAsync()).StatusCode);
        return await _site.Db(db => db.Meetings.Select(m => m.Id).SingleAsync(Cancellation));
    }

    private Task<HttpResponseMessage> NoteAsync(Guid meeting, params (string Who, string Was, string Is)[] marks) => NoteAsync(meeting, "", marks);

    private async Task<HttpResponseMessage> NoteAsync(Guid meeting, string rest, params (string Who, string Was, string Is)[] marks)
    {
        var fields = new List<(string, string)> { ("rest", rest) };
        foreach (var (who, was, chosen) in marks)
        {
            var id = await _site.LearnerId(who);
            fields.Add(($"was.{id}", was));
            if (chosen.Length > 0)
            {
                fields.Add(($"is.{id}", chosen));
            }
        }

        return await _fay.PostForm($"/cohorts/{_cohort}/people", $"/cohorts/{_cohort}/meetings/{meeting}/attendance", [.. fields]);
    }

    private async Task<Presence> PresenceAsync(Guid meeting, string who)
    {
        var id = await _site.LearnerId(who);
        return await _site.Db(db => db.Attendances.Where(a => a.MeetingId == meeting && a.LearnerId == id).Select(a => a.Presence).SingleAsync(Cancellation));
    }

    [GeneratedRegex("role=\"radiogroup\"")]
    private static partial Regex Groups();

    [GeneratedRegex("<label class=\"choice\"><input type=\"radio\" name=\"is\\.[^\"]+\" value=\"[A-Za-z]+\"><span>[A-Z]")]
    private static partial Regex Labelled();
}
