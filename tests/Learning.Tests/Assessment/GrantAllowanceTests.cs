using System.Net;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Assessment;

public sealed class GrantAllowanceTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task More_time_reaches_an_attempt_that_is_running()
    {
        var (bo, fay, path) = await Given(new() { TimeLimit = 30 });
        var attempt = await bo.Begin();

        await fay.PostForm(path, path, ("minutes", "15"), ("reason", "reads slowly"));
        _site.Clock.Ahead = TimeSpan.FromMinutes(44);
        await bo.Answer(attempt, "q1", "a");

        Assert.Contains("reads slowly", await fay.Page(path), StringComparison.Ordinal);
        Assert.DoesNotContain("reads slowly", await bo.Page("/learn/rhythm/quiz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_attempt_and_a_later_day_are_for_her_alone()
    {
        var (bo, fay, path) = await Given(new() { Attempts = 1, ClosesAt = DateTimeOffset.UtcNow.AddDays(1) });
        var di = await _site.Enrolled("dina");
        await bo.Take(("q1", "b"));
        await di.Take(("q1", "b"));

        await fay.PostForm(path, path, ("attempts", "1"), ("until", DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd")), ("reason", "was ill"));
        _site.Clock.Ahead = TimeSpan.FromDays(2);

        await bo.Begin();
        await di.Begin(refusedWith: "Record.Closed");
    }

    [Theory]
    [InlineData("1441", "", "", "ill")]
    [InlineData("", "21", "", "ill")]
    [InlineData("-1", "", "", "ill")]
    [InlineData("many", "", "", "ill")]
    [InlineData("", "", "2020-01-01", "ill")]
    [InlineData("", "", "soon", "ill")]
    [InlineData("", "", "", "ill")]
    [InlineData("5", "", "", "  ")]
    public async Task What_makes_no_sense_is_refused_and_nothing_is_granted(string minutes, string attempts, string until, string reason)
    {
        var (_, fay, path) = await Given(new() { TimeLimit = 30, Attempts = 1 });

        var answer = await fay.PostForm(path, path, ("minutes", minutes), ("attempts", attempts), ("until", until), ("reason", reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await _site.Db(db => db.Allowances.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Only_facilitators_grant_and_only_to_who_is_on_the_course()
    {
        var (bo, fay, path) = await Given(new() { TimeLimit = 30 });
        await _site.SignedInAs("stranger");
        var stranger = $"/allowances/rhythm/quiz/{await _site.LearnerId("stranger")}";

        Assert.Contains("not-allowed", (await bo.PostForm("/my", path, ("minutes", "15"), ("reason", "me"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.Get(stranger)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.PostForm("/allowances", stranger, ("minutes", "15"), ("reason", "me"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.Get("/allowances/rhythm/beat")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fay.Get("/allowances/nowhere/quiz")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await fay.PostWithToken(null, path, ("minutes", "15"), ("reason", "me"))).StatusCode);
    }

    [Fact]
    public async Task A_facilitator_finds_the_quiz_and_the_learner()
    {
        var (_, fay, path) = await Given(new() { TimeLimit = 30 });

        Assert.Contains("/allowances/rhythm/quiz", await fay.Page("/allowances"), StringComparison.Ordinal);
        Assert.Contains(path, await fay.Page("/allowances/rhythm/quiz"), StringComparison.Ordinal);
        Assert.Contains(path, await fay.Page("/allowances/rhythm/quiz?name=BOD"), StringComparison.Ordinal);
        Assert.DoesNotContain(path, await fay.Page("/allowances/rhythm/quiz?name=%25z%25"), StringComparison.Ordinal);
    }

    private async Task<(Visitor Bo, Visitor Fay, string Path)> Given(QuizRules rules)
    {
        await _site.Publish(QuizCourse.With(ActivityKind.Test, rules, Drafts.Question("q1"), Drafts.Question("q2")));
        var bo = await _site.Enrolled("bodo");
        return (bo, await _site.SignedInAs("faye", "Facilitator"), $"/allowances/rhythm/quiz/{await _site.LearnerId("bodo")}");
    }
}
