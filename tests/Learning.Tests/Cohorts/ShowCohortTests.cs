using System.Net;
using Learning.Assessment;
using Learning.Cohorts;
using Learning.Tests.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

public sealed class ShowCohortTests : IAsyncLifetime
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
        _cohort = await _fay.NewCohort("Dockers");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_step_is_in_her_row_at_the_next_look_and_in_nobody_elses()
    {
        var amina = await _site.Member("amina", _cohort);
        await _site.Member("bodo", _cohort);
        var before = await _site.Standing(_cohort, "bodo");

        await amina.Read();

        var hers = await _site.Standing(_cohort, "amina");
        Assert.Equal((33, 1, 2), (hers.Percent, hers.DoneCount, hers.RequiredCount));
        Assert.NotNull(hers.LastAt);
        Assert.Equivalent(before, await _site.Standing(_cohort, "bodo"));
        Assert.Contains("One: 1 of 2", await _fay.Page($"/cohorts/{_cohort}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_she_did_before_she_joined_counts()
    {
        var amina = await _site.Enrolled("amina");
        await amina.Read();

        await _site.Join(amina, _cohort);

        Assert.Equal(33, (await _site.Standing(_cohort, "amina")).Percent);
    }

    [Fact]
    public async Task Who_needs_help_stands_first_with_the_reason_in_words()
    {
        var (failing, fine, never, finished) = (await _site.Member("failing", _cohort), await _site.Member("fine", _cohort), await _site.Member("never", _cohort), await _site.Member("finished", _cohort));
        Assert.NotNull(never);
        await failing.Take(("q1", "b"));
        await failing.Take(("q1", "c"));
        await fine.Read();
        await finished.Read();
        await finished.Take(("q1", "a"));

        var page = await _fay.Page($"/cohorts/{_cohort}");

        Assert.Equal(["failing", "never", "fine", "finished"], CohortSite.Names(page));
        Assert.Contains("Has tried “The quiz” 2 times without passing", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(["finished"], CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?need=Finished")));
        Assert.Equal(["fine", "finished"], CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?name=fin")));
        Assert.Equal(["failing", "fine", "finished", "never"], CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?sort=name")));
    }

    [Fact]
    public async Task Due_dates_make_somebody_behind_until_she_is_given_a_later_day_or_excused()
    {
        await _site.Member("amina", _cohort);
        await _site.Member("bodo", _cohort);
        var (amina, bo) = (await _site.LearnerId("amina"), await _site.LearnerId("bodo"));
        var today = CohortForm.Day(DateOnly.FromDateTime(DateTime.UtcNow));
        await _fay.PostForm($"/cohorts/{_cohort}/dates", $"/cohorts/{_cohort}/dates", ("due.rhythm/one", today));
        _site.Clock.Ahead = TimeSpan.FromDays(2);
        Assert.Equal(2, CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?need=Behind")).Count);

        var next = CohortForm.Day(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(7)));
        Assert.Equal(HttpStatusCode.Found, (await GrantAsync(amina, ("kind", "Extension"), ("until", next), ("reason", "night shift"))).StatusCode);
        Assert.Equal(["bodo"], CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?need=Behind")));
        Assert.Equal(HttpStatusCode.Found, (await GrantAsync(bo, ("kind", "Excuse"), ("module", "rhythm/one"), ("reason", "in hospital"))).StatusCode);
        Assert.Empty(CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?need=Behind")));

        var log = await _fay.Page($"/cohorts/{_cohort}/log");
        Assert.Contains("night shift", log, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/cohorts/{_cohort}/members/{bo}\"><bdi>bodo</bdi></a> <bdi>One</bdi>", log, StringComparison.Ordinal);
        Assert.Contains("Changed:</strong> <bdi>the due days</bdi>", log, StringComparison.Ordinal);
        Assert.Contains("Joined:</strong> <a href=", log, StringComparison.Ordinal);
        Assert.Contains("<bdi>by the code of the group</bdi>", log, StringComparison.Ordinal);
        Assert.Contains("in hospital", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_joins_late_is_not_behind_at_once()
    {
        await _fay.PostForm($"/cohorts/{_cohort}/dates", $"/cohorts/{_cohort}/dates", ("due.rhythm/one", "2026-11-09"));

        await _site.Member("amina", _cohort);

        Assert.Empty(CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?need=Behind")));
        Assert.Equal(["amina"], CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?need=NeverStarted")));
    }

    [Fact]
    public async Task Whoever_has_left_is_found_again()
    {
        await _site.Member("amina", _cohort);
        await _site.Member("bodo", _cohort);
        var bo = await _site.LearnerId("bodo");
        await _fay.PostForm($"/cohorts/{_cohort}/members/{bo}", $"/cohorts/{_cohort}/members/{bo}/withdrawal", ("withdraw_reason", "moved away"));

        var page = await _fay.Page($"/cohorts/{_cohort}");
        var left = await _fay.Page($"/cohorts/{_cohort}?left=yes");

        Assert.Contains($"/cohorts/{_cohort}?left=yes\">No longer in the group <b>1</b>", page, StringComparison.Ordinal);
        Assert.Equal(["amina"], CohortSite.Names(page));
        Assert.Equal(["bodo"], CohortSite.Names(left));
        Assert.Empty(CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}?left=yes&name=ami")));
    }

    [Fact]
    public async Task Two_people_of_one_name_are_told_apart_by_their_user_names()
    {
        foreach (var userName in new[] { "marie1", "marie2" })
        {
            var visitor = _site.Visitor();
            await visitor.PostForm("/register", "/register", ("username", userName), ("secret", "a long enough secret"), ("name", "Marie Curie"));
            await _site.Join(visitor, _cohort);
        }

        Assert.Equal(["Marie Curie (marie1)", "Marie Curie (marie2)"], CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}")).Order());
    }

    [Theory]
    [InlineData("due.rhythm/one", "2020-01-01", "before the first day of the group")]
    public async Task A_day_before_the_group_begins_is_not_taken(string field, string day, string sentence)
    {
        var answer = await _fay.PostForm($"/cohorts/{_cohort}/dates", $"/cohorts/{_cohort}/dates", (field, day));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(0, await _site.Db(db => db.DueDates.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_group_does_not_begin_after_something_is_due()
    {
        await _fay.PostForm($"/cohorts/{_cohort}/dates", $"/cohorts/{_cohort}/dates", ("due.rhythm/one", "2026-11-09"));

        var answer = await _fay.PostForm(
            $"/cohorts/{_cohort}/settings", $"/cohorts/{_cohort}/settings", ("name", "Dockers"), ("starts_on", "2027-06-01"), ("time_zone", "Africa/Dakar"), ("is_open", "yes"), ("stalled_after_days", "14"), ("reminders_a_week", "1"), ("course", "rhythm"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Something is due before this day", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind", "Extension", "until", "", "reason", "x")]
    [InlineData("kind", "Extension", "until", "2020-01-01", "reason", "x")]
    [InlineData("kind", "Extension", "until", "2027-13-01", "reason", "x")]
    [InlineData("kind", "Excuse", "until", "", "reason", " ")]
    [InlineData("kind", "Gift", "until", "", "reason", "x")]
    [InlineData("kind", "Excuse", "module", "rhythm/none", "reason", "x")]
    public async Task What_cannot_be_granted_is_said_and_changes_nothing(params string[] typed)
    {
        await _site.Member("amina", _cohort);
        await _fay.PostForm($"/cohorts/{_cohort}/dates", $"/cohorts/{_cohort}/dates", ("due.rhythm/one", "2026-11-09"));

        var answer = await GrantAsync(await _site.LearnerId("amina"), (typed[0], typed[1]), (typed[2], typed[3]), (typed[4], typed[5]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await _site.Db(db => db.Concessions.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Whoever_is_silent_for_two_weeks_is_stalled()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();

        _site.Clock.Ahead = TimeSpan.FromDays(15);

        var page = await _fay.Page($"/cohorts/{_cohort}");
        Assert.Contains("No step for 15 days", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_learner_keeps_her_course_and_may_come_back()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        var id = await _site.LearnerId("amina");
        var member = $"/cohorts/{_cohort}/members/{id}";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _fay.PostForm(member, $"{member}/withdrawal", ("withdraw_reason", ""))).StatusCode);
        await _fay.PostForm(member, $"{member}/withdrawal", ("withdraw_reason", "changed jobs"));
        Assert.Empty(CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}")));
        Assert.Contains("The beat", await amina.Page("/learn/rhythm/beat"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.Get($"/my/cohorts/{_cohort}")).StatusCode);

        await _fay.PostForm(member, $"{member}/withdrawal");
        Assert.Equal(["amina"], CohortSite.Names(await _fay.Page($"/cohorts/{_cohort}")));
        Assert.Equal(33, (await _site.Standing(_cohort, "amina")).Percent);
    }

    [Fact]
    public async Task She_moves_to_another_group_with_what_she_has_done()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        var other = await _fay.NewCohort("Night shift");
        var id = await _site.LearnerId("amina");

        await _fay.PostForm($"/cohorts/{_cohort}/members/{id}", $"/cohorts/{_cohort}/members/{id}/move", ("to", $"{other}"));

        Assert.False((await _site.Standing(_cohort, "amina")).IsActive);
        Assert.Equal(33, (await _site.Standing(other, "amina")).Percent);
    }

    [Fact]
    public async Task Only_whom_she_may_see_can_she_put_in()
    {
        await _site.SignedInAs("stranger");
        await _site.Enrolled("student");
        var (stranger, student) = (await _site.LearnerId("stranger"), await _site.LearnerId("student"));

        Assert.Contains(student, await _fay.Page($"/cohorts/{_cohort}/people?name=st"), StringComparison.Ordinal);
        Assert.DoesNotContain(stranger, await _fay.Page($"/cohorts/{_cohort}/people?name=st"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _fay.PostForm($"/cohorts/{_cohort}/people", $"/cohorts/{_cohort}/members", ("learner", stranger))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await _fay.PostForm($"/cohorts/{_cohort}/people", $"/cohorts/{_cohort}/members", ("learner", student))).StatusCode);
    }

    [Fact]
    public async Task Notes_are_for_those_who_facilitate_and_for_nobody_else()
    {
        var amina = await _site.Member("amina", _cohort);
        var id = await _site.LearnerId("amina");

        await _fay.PostForm($"/cohorts/{_cohort}/members/{id}", $"/cohorts/{_cohort}/members/{id}/notes", ("note", "Prefers <b>evenings</b>"));

        Assert.Contains("Prefers &lt;b&gt;evenings&lt;/b&gt;", await _fay.Page($"/cohorts/{_cohort}/members/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("evenings", await amina.Page($"/my/cohorts/{_cohort}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_course_in_the_pathway_enrols_all_and_their_progress_is_told_anew()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        await _site.Publish(QuizCourse.With("song", Learning.Authoring.ActivityKind.Test, null, Courses.Drafts.Question("s1")));

        var answer = await _fay.PostForm(
            $"/cohorts/{_cohort}/settings", $"/cohorts/{_cohort}/settings", ("name", "Dockers"), ("starts_on", "2026-11-02"), ("time_zone", "UTC"), ("is_open", "yes"), ("stalled_after_days", "14"), ("reminders_a_week", "1"),
            ("course", "rhythm"), ("course", "song"), ("position.song", "1"), ("position.rhythm", "2"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var hers = await _site.Standing(_cohort, "amina");
        Assert.Equal((16, 4), (hers.Percent, hers.RequiredCount));
        Assert.Equal(["song", "rhythm"], ModuleStanding.Read(hers.Modules).Select(m => m.CourseId));
        Assert.Equal(HttpStatusCode.OK, (await amina.Get("/learn/song/beat")).StatusCode);
    }

    [Fact]
    public async Task A_new_revision_of_the_course_tells_every_standing_anew()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        var draft = QuizCourse.With(Learning.Authoring.ActivityKind.Test, null, Courses.Drafts.Question("q1"));

        await _site.Publish(draft with { Outline = draft.Outline with { Completion = new(Learning.Authoring.Requirement.Done, Learning.Authoring.Requirement.Done, Learning.Authoring.Requirement.None) } });

        var hers = await _site.Standing(_cohort, "amina");
        Assert.Equal((100, 1), (hers.Percent, hers.RequiredCount));
        Assert.NotNull(hers.FinishedAt);
    }

    [Fact]
    public async Task What_is_wrong_with_a_group_is_said_at_its_field_and_what_was_typed_stays()
    {
        var answer = await _fay.PostForm(
            "/cohorts/new", "/cohorts", ("name", ""), ("starts_on", "soon"), ("ends_on", "2020-01-01"), ("time_zone", "Mars/Base"), ("stalled_after_days", "1"), ("reminders_a_week", "9"), ("course", "none"), ("welcome", "Karibu"));
        var html = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.All(new[] { "f-name", "f-starts_on", "f-time_zone", "f-stalled_after_days", "f-reminders_a_week", "f-course" }, field => Assert.Contains($"href=\"#{field}\"", html, StringComparison.Ordinal));
        Assert.Contains("Karibu", html, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> GrantAsync(string learner, params (string, string)[] fields) =>
        _fay.PostForm($"/cohorts/{_cohort}/members/{learner}", $"/cohorts/{_cohort}/members/{learner}/concessions", fields);
}
