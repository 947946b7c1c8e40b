using System.Net;
using Learning.Authoring;
using Learning.Tests.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts;

/// <summary>Who facilitates sees the work of her own cohorts, and of those who are in none.</summary>
[NeedsDatabase]
public sealed class TeachingScopeTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Visitor _gus = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(QuizCourse.With(ActivityKind.Test, new QuizRules { Attempts = 2 }, Courses.Drafts.Question("q1"), GradeEssayTests.Essay()));
        (_fay, _gus) = (await _site.SignedInAs("faye", "Facilitator"), await _site.SignedInAs("gustav", "Facilitator"));
        _cohort = await _fay.NewCohort("Dockers");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_text_of_a_cohort_is_read_by_its_facilitators_only()
    {
        var amina = await _site.Member("amina", _cohort);
        var attempt = await amina.Take(("q1", "a"), ("essay", "We march"));
        var address = $"/grading/{attempt}/essay";

        Assert.Contains(address, await _fay.Page("/grading"), StringComparison.Ordinal);
        Assert.DoesNotContain(address, await _gus.Page("/grading"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _gus.Get(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _gus.PostForm("/grading", $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _gus.Get($"/allowances/rhythm/quiz/{await _site.LearnerId("amina")}")).StatusCode);
        Assert.Equal(0, await _site.Db(db => db.Set<Learning.Assessment.Grade>().CountAsync(Cancellation)));
        Assert.Equal(HttpStatusCode.Found, (await _fay.PostForm(address, $"/attempts/{attempt}/grades/essay", ("points.0", "2"), ("points.1", "1"))).StatusCode);
    }

    [Fact]
    public async Task A_text_of_somebody_in_no_cohort_is_read_by_whoever_facilitates()
    {
        var bo = await _site.Enrolled("bodo");
        var attempt = await bo.Take(("q1", "a"), ("essay", "We march"));

        Assert.Equal(HttpStatusCode.OK, (await _gus.Get($"/grading/{attempt}/essay")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _fay.Get($"/grading/{attempt}/essay")).StatusCode);
    }

    [Fact]
    public async Task More_attempts_stand_in_the_log_of_her_cohort_with_their_reason()
    {
        await _site.Member("amina", _cohort);
        var page = $"/allowances/rhythm/quiz/{await _site.LearnerId("amina")}";

        Assert.Equal(HttpStatusCode.Found, (await _fay.PostForm(page, page, ("attempts", "1"), ("reason", "The power went off"))).StatusCode);

        Assert.Contains("The power went off", await _fay.Page($"/cohorts/{_cohort}/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_grade_the_next_text_comes_by_itself_and_nothing_else_can_be_named()
    {
        var (amina, bo) = (await _site.Member("amina", _cohort), await _site.Member("bodo", _cohort));
        var (first, second) = (await amina.Take(("q1", "a"), ("essay", "We march")), await bo.Take(("q1", "a"), ("essay", "We sing")));

        var next = await _fay.PostForm($"/grading/{first}/essay", $"/attempts/{first}/grades/essay", ("points.0", "2"), ("points.1", "1"), ("next", $"/grading/{second}/essay"));
        Assert.Equal($"/grading/{second}/essay?graded=yes", next.Headers.Location!.ToString());
        Assert.Contains("autofocus", await _fay.Page($"/grading/{second}/essay?graded=yes"), StringComparison.Ordinal);

        var astray = await _fay.PostForm($"/grading/{second}/essay", $"/attempts/{second}/grades/essay", ("points.0", "2"), ("points.1", "1"), ("next", "//example.org/"));
        Assert.Equal("/grading?graded=yes", astray.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Answers_are_shown_marked_to_her_facilitators_and_to_nobody_else()
    {
        var amina = await _site.Member("amina", _cohort);
        var attempt = await amina.Take(("q1", "b"), ("essay", "We march"));
        var address = $"/cohorts/{_cohort}/members/{await _site.LearnerId("amina")}/attempts/{attempt}";

        var page = await _fay.Page(address);

        Assert.Contains("is-wrong is-chosen", page, StringComparison.Ordinal);
        Assert.Contains("We march", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _gus.Get(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _fay.Get(address.Replace(attempt.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task An_attempt_that_runs_is_shown_and_stays_open()
    {
        var amina = await _site.Member("amina", _cohort);
        var attempt = await amina.Begin();
        await amina.Answer(attempt, "q1", "b");

        var page = await _fay.Page($"/cohorts/{_cohort}/members/{await _site.LearnerId("amina")}/attempts/{attempt}");

        Assert.Contains("not handed in yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"answer.", page, StringComparison.Ordinal);
        await amina.HandIn(attempt);
    }
}
