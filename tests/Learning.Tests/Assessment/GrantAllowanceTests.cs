using System.Net;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Tests.Courses;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Assessment;

[NeedsDatabase]
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
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        var (_, fay, path) = await Given(new() { TimeLimit = 30 });

        var answer = await fay.PostForm(path, path, ("minutes", "5000"), ("reason", "Reads <slowly>"));
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("id=\"f-minutes-problem\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#f-minutes\"", page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("aria-invalid").Length - 1);
        Assert.Contains("value=\"5000\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Reads &lt;slowly&gt;\"", page, StringComparison.Ordinal);
        Assert.Contains("from 1 to 1440", page, StringComparison.Ordinal);
        Assert.DoesNotContain("attempts: give", page, StringComparison.Ordinal);   // the quiz does not limit them, so the form has no field for them
        Assert.DoesNotContain("f-until", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "", "", "ill", "")]
    [InlineData("", "", "", "ill", "minutes")]
    [InlineData("5", "x", "2020-01-01", " ", "attempts until reason")]
    [InlineData("1441", "21", "2030-01-01", "ill", "minutes attempts")]
    public void Each_field_has_its_own_fault(string minutes, string attempts, string until, string reason, string faults)
    {
        var limits = new AttemptLimits(1, TimeSpan.FromMinutes(30), null, new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

        var (granted, found) = new AllowanceWish(minutes, attempts, until, reason).Read(limits, new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(faults, string.Join(' ', found.Select(f => f.Field)));
        Assert.Equal(faults.Length == 0, granted is not null);
        Assert.DoesNotContain(found, f => !InterfaceTexts.Has(f.Text));
    }

    [Fact]
    public void What_the_quiz_does_not_limit_cannot_be_given()
    {
        var (granted, _) = new AllowanceWish("5", "3", "2030-01-01", "ill").Read(new AttemptLimits(null, TimeSpan.FromMinutes(30), null, null), DateTimeOffset.UnixEpoch);

        Assert.Equal(new AllowanceWish.Granted(5, 0, null, "ill"), granted);
    }

    [Fact]
    public async Task A_guest_is_called_a_guest()
    {
        var (_, fay, _) = await Given(new() { TimeLimit = 30 });
        var guest = _site.Visitor();
        await guest.PostForm("/courses/rhythm", "/guest", ("course", "rhythm"));
        var id = await _site.Db(db => db.Set<Learning.Accounts.Learner>().Where(l => l.IsGuest).Select(l => l.Id).SingleAsync(Cancellation));
        var name = $"A guest ({id[^4..].ToUpperInvariant()})";

        var list = await fay.Page("/allowances/rhythm/quiz");
        var one = await fay.Page($"/allowances/rhythm/quiz/{id}");

        Assert.Contains(name, list, StringComparison.Ordinal);
        Assert.Contains($"<h1><bdi>{name}</bdi></h1>", one, StringComparison.Ordinal);
        Assert.DoesNotContain("guest-", list + one, StringComparison.Ordinal);
        Assert.Contains(id, await fay.Page($"/allowances/rhythm/quiz?name={id[^4..].ToUpperInvariant()}"), StringComparison.Ordinal);
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
