using System.Net;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Editing.Publishing;
using Learning.Enrolments;
using Learning.Events;
using Learning.Progress;
using Learning.Tests.Courses;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed class WithdrawCourseTests : IAsyncLifetime
{
    private readonly DraftSite _at = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _at.InitializeAsync();
        await _at.Site.Publish(Drafts.Rhythm());
    }

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/courses")]
    [InlineData("/search?q=pulse")]
    public async Task It_is_on_no_page_that_lists_courses(string page)
    {
        Assert.Contains("/rhythm", await _at.Site.Visitor().Page(page), StringComparison.Ordinal);

        await WithdrawAsync("finish");

        Assert.DoesNotContain("/rhythm", await _at.Site.Visitor().Page(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_cannot_choose_it()
    {
        var fay = await _at.Site.SignedInAs("faye", Roles.Facilitator);
        Assert.Contains("value=\"rhythm\"", await fay.Page("/cohorts/new"), StringComparison.Ordinal);

        await WithdrawAsync("finish");

        Assert.DoesNotContain("value=\"rhythm\"", await fay.Page("/cohorts/new"), StringComparison.Ordinal);
        var answer = await fay.PostForm("/cohorts/new", "/cohorts", ("name", "Night shift"), ("starts_on", "2026-12-01"), ("time_zone", "UTC"), ("course", "rhythm"), ("stalled_after_days", "7"), ("reminders_a_week", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.False(await _at.Site.Db(db => db.CohortCourses.AnyAsync(Cancellation)));
    }

    [Fact]
    public async Task Nobody_new_joins_and_who_is_in_it_finishes()
    {
        var leah = await EnrolledAsync("leah");
        await WithdrawAsync("finish");

        var late = await _at.Site.SignedInAs("latecomer");
        Assert.Equal(HttpStatusCode.Conflict, (await late.PostForm("/account", "/courses/rhythm/enrolments")).StatusCode);
        Assert.Contains("This course has been withdrawn", await late.Page("/courses/rhythm"), StringComparison.Ordinal);

        Assert.Contains("You can finish it", await leah.Page("/courses/rhythm"), StringComparison.Ordinal);
        Assert.Contains("You can finish it", await leah.Page("/my"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await leah.Get("/learn/rhythm/beat")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await ReadAsync(leah, "beat")).StatusCode);
        Assert.Equal(1, await _at.Site.Db(db => db.Enrolments.CountAsync(e => e.CourseId == "rhythm", Cancellation)));
    }

    [Fact]
    public async Task Closed_to_those_in_it_too_nothing_more_counts_and_what_was_done_stays()
    {
        var leah = await EnrolledAsync("leah");
        await ReadAsync(leah, "beat");
        await WithdrawAsync("stop");

        Assert.StartsWith("/courses/rhythm", DraftSite.LedTo(await leah.Get("/learn/rhythm/bar")), StringComparison.Ordinal);
        Assert.Contains("cannot be continued", await leah.Page("/courses/rhythm"), StringComparison.Ordinal);
        Assert.Contains("cannot be continued", await leah.Page("/my"), StringComparison.Ordinal);
        _at.Site.Clock.Ahead = TimeSpan.FromMinutes(1);
        var answer = await leah.PostJson("/my", "/record", new[] { new { id = Guid.CreateVersion7(), verb = "completed", course = "rhythm", activity = "bar", at = _at.Site.Clock.GetUtcNow() } });
        Assert.Contains("Record.CourseWithdrawn", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("beat", await _at.Site.Db(db => db.CourseOutcomes.Where(o => o.CourseId == "rhythm").Select(o => o.Done).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task It_comes_back_as_it_was()
    {
        var leah = await EnrolledAsync("leah");
        var edna = await WithdrawAsync("stop");

        var answer = await edna.PostForm("/courses/rhythm/withdrawal", "/courses/rhythm/return");

        Assert.Equal("/courses/rhythm/revisions?did=brought-back", DraftSite.LedTo(answer));
        Assert.Contains("/rhythm", await _at.Site.Visitor().Page("/courses"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await leah.Get("/learn/rhythm/beat")).StatusCode);
    }

    [Fact]
    public async Task An_import_does_not_bring_it_back()
    {
        await WithdrawAsync("finish");

        await _at.Site.Publish(Drafts.Rhythm(lesson: "Another pulse."));

        Assert.DoesNotContain("/rhythm", await _at.Site.Visitor().Page("/courses"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_stays_valid_and_says_so()
    {
        await EnrolledAsync("leah");
        await CompletedAsync("leah");
        var id = await _at.Site.Db(db => db.Credentials.Select(c => c.Id).SingleAsync(Cancellation));
        Assert.DoesNotContain("has been withdrawn since", await _at.Site.Visitor().Page($"/credentials/{id}"), StringComparison.Ordinal);

        await WithdrawAsync("stop");

        Assert.Contains("The course has been withdrawn since. This certificate stays valid.", await _at.Site.Visitor().Page($"/credentials/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_becomes_of_those_in_it_has_to_be_said()
    {
        var edna = await _at.Editor();

        await DraftSite.AssertRefused(await edna.PostForm("/courses/rhythm/withdrawal", "/courses/rhythm/withdrawal"), HttpStatusCode.UnprocessableEntity, "Choose what becomes");
        Assert.StartsWith("/not-allowed", DraftSite.LedTo(await (await _at.Writer()).Get("/courses/rhythm/withdrawal")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await edna.Get("/courses/nothing/withdrawal")).StatusCode);
    }

    private async Task<Visitor> WithdrawAsync(string learners)
    {
        var edna = await _at.Editor();
        var answer = await edna.PostForm("/courses/rhythm/withdrawal", "/courses/rhythm/withdrawal", ("learners", learners));
        Assert.Equal("/courses/rhythm/revisions?did=withdrawn", DraftSite.LedTo(answer));
        return edna;
    }

    private async Task<Visitor> EnrolledAsync(string name)
    {
        var visitor = await _at.Site.SignedInAs(name);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        return visitor;
    }

    [Fact]
    public async Task A_host_withdraws_it_without_a_page_and_does_not_bring_back_what_was_withdrawn_later()
    {
        var before = _at.Site.Clock.GetUtcNow();

        Assert.Equal("rhythm", await Catalogue(c => c.WithdrawAsync("rhythm", isClosed: false, by: null, Cancellation)));
        Assert.Null(await Catalogue(c => c.WithdrawAsync("no-such-course", isClosed: false, by: null, Cancellation)));

        await Catalogue(c => c.BringBackAsync("rhythm", by: null, ifBefore: before, Cancellation));
        Assert.NotNull(await WithdrawnAt());
        await Catalogue(c => c.BringBackAsync("rhythm", by: null, ifBefore: before + TimeSpan.FromHours(1), Cancellation));
        Assert.Null(await WithdrawnAt());

        Task<string?> Catalogue(Func<ChangeCatalogue, Task<string?>> act) => _at.Site.With(act);
        Task<DateTimeOffset?> WithdrawnAt() => _at.Site.Db(db => db.Courses.Where(c => c.Id == "rhythm").Select(c => c.WithdrawnAt).SingleAsync(Cancellation));
    }

    /// <summary>As if she had done all that the course asks for.</summary>
    private async Task CompletedAsync(string name)
    {
        var (learner, course) = (await _at.Site.LearnerId(name), await _at.Site.Db(db => db.Courses.SingleAsync(c => c.Id == "rhythm", Cancellation)));
        await using var scope = _at.Site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DomainEvents>().PublishAsync(
            new DecideOutcome.CourseCompleted(Guid.NewGuid(), course.Id, learner, course.CurrentRevisionId, _at.Site.Clock.GetUtcNow()), Cancellation);
        await scope.ServiceProvider.GetRequiredService<LearningDb>().SaveChangesAsync(Cancellation);
    }

    private static Task<HttpResponseMessage> ReadAsync(Visitor who, string lesson) => who.PostForm(
        $"/learn/rhythm/{lesson}", "/record", ("id", $"{Guid.CreateVersion7()}"), ("verb", "completed"), ("course", "rhythm"), ("activity", lesson), ("next", "/my"));
}
