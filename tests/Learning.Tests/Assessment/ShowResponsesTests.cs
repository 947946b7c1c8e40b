using System.Net;
using System.Text.Json;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Assessment;

[NeedsDatabase]
public sealed class ShowResponsesTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task Her_answers_are_told_as_the_record_has_them()
    {
        var (bo, attempt) = await Begun("tells");
        await Answer(bo, attempt, "a", 2);

        var state = await State(bo, attempt);

        Assert.False(state.GetProperty("isHandedIn").GetBoolean());
        Assert.Equal(JsonValueKind.Null, state.GetProperty("secondsLeft").ValueKind);
        var response = Assert.Single(state.GetProperty("responses").EnumerateArray().ToArray());
        Assert.Equal("a", response.GetProperty("values")[0].GetString());
        Assert.Equal(2, response.GetProperty("certainty").GetInt32());
        var entry = response.GetProperty("entry").GetGuid();
        Assert.Equal(1, await site.Db(db => db.Set<Learning.Record.Entry>().CountAsync(e => e.Id == entry && e.AttemptId == attempt, Cancellation)));
    }

    [Fact]
    public async Task It_tells_that_the_attempt_was_handed_in()
    {
        var (bo, attempt) = await Begun("hands-in");
        await Send(bo, new { id = Guid.CreateVersion7(), verb = "Submitted", course = "rhythm", activity = "exam", attempt, at = DateTimeOffset.UtcNow });

        Assert.True((await State(bo, attempt)).GetProperty("isHandedIn").GetBoolean());
    }

    [Fact]
    public async Task It_tells_the_seconds_by_the_clock_of_the_server()
    {
        var (bo, attempt) = await Begun("in-time");
        var end = DateTimeOffset.UtcNow.AddSeconds(100);
        await site.Db(db => db.Set<Learning.Assessment.Attempt>().Where(a => a.Id == attempt).ExecuteUpdateAsync(set => set.SetProperty(a => a.EndsAt, end), Cancellation));

        Assert.InRange((await State(bo, attempt)).GetProperty("secondsLeft").GetInt32(), 1, 100);

        await site.Db(db => db.Set<Learning.Assessment.Attempt>().Where(a => a.Id == attempt).ExecuteUpdateAsync(set => set.SetProperty(a => a.EndsAt, end.AddHours(-1)), Cancellation));
        Assert.Equal(0, (await State(bo, attempt)).GetProperty("secondsLeft").GetInt32());
    }

    [Fact]
    public async Task Nobody_elses_attempt_is_there_and_none_without_signing_in()
    {
        var (_, attempt) = await Begun("owner-of-it");
        var other = await site.SignedInAs("looks-at-others");

        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/attempts/{attempt}/responses")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/attempts/{Guid.CreateVersion7()}/responses")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get("/attempts/not-an-id/responses")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Visitor().Get($"/attempts/{attempt}/responses")).StatusCode);
    }

    private async Task<(Visitor Visitor, Guid Attempt)> Begun(string username)
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = await site.SignedInAs(username);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        var attempt = Guid.CreateVersion7();
        await Send(visitor, new { id = attempt, verb = "Attempted", course = "rhythm", activity = "exam", at = DateTimeOffset.UtcNow });
        return (visitor, attempt);
    }

    private static Task Answer(Visitor visitor, Guid attempt, string value, int certainty)
    {
        var draft = Drafts.Rhythm();
        var question = Learning.Assessment.Draw.Questions(draft.Quizzes["exam"], draft.Pool, attempt)[0];
        return Send(visitor, new { id = Guid.CreateVersion7(), verb = "Answered", course = "rhythm", activity = "exam", attempt, question, response = new[] { value }, certainty, at = DateTimeOffset.UtcNow });
    }

    private static async Task Send(Visitor visitor, object entry)
    {
        var answer = await visitor.PostJson("/learn/rhythm/beat", "/record", entry);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<JsonElement> State(Visitor visitor, Guid attempt) =>
        JsonSerializer.Deserialize<JsonElement>(await visitor.Page($"/attempts/{attempt}/responses"));
}
