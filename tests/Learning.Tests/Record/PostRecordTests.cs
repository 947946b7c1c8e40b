using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Learning.Assessment;
using Learning.Credentials;
using Learning.Progress;
using Learning.Record;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Record;

[NeedsDatabase]
public sealed class PostRecordTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task Sending_an_entry_twice_keeps_it_once_and_says_so()
    {
        var bo = await Enrolled("twice");
        var entry = Entry("Completed", "beat");

        var first = await Receipts(await Send(bo, entry));
        var second = await Receipts(await Send(bo, entry));

        Assert.Equal("accepted", first[0].Status);
        Assert.Equal("already", second[0].Status);
        Assert.Equal(1, await site.Db(db => db.Entries.CountAsync(e => e.Id == entry.Id, Cancellation)));
    }

    [Fact]
    public async Task Other_content_under_a_known_id_is_refused_so_that_nobody_forgets_it()
    {
        var bo = await Enrolled("other-content");
        var entry = Entry("Reached", "beat") with { Place = "pulse" };
        await Send(bo, entry);

        var later = await Receipts(await Send(bo, entry with { At = entry.At.AddSeconds(3) }));
        var other = await Receipts(await Send(bo, entry with { Place = "bar" }));
        var fresh = Entry("Reached", "beat") with { Place = "pulse" };
        var together = await Receipts(await Send(bo, new { entries = new[] { fresh, fresh with { Place = "bar" } } }));

        Assert.Equal("already", later[0].Status);
        Assert.Equal("Record.IdTaken", other[0].Code);
        Assert.Equal([null, "Record.IdTaken"], together.Select(r => r.Code));
    }

    [Fact]
    public async Task Each_entry_of_many_has_its_own_receipt_in_the_order_sent()
    {
        var bo = await Enrolled("many");
        var good = Entry("Opened", "beat");
        var bad = Entry("Opened", "nowhere");

        var receipts = await Receipts(await Send(bo, new { entries = new[] { good, bad, good } }));

        Assert.Equal([good.Id, bad.Id, good.Id], receipts.Select(r => r.Id!.Value));
        Assert.Equal(["accepted", "refused", "already"], receipts.Select(r => r.Status));
        Assert.Equal("Record.NoSuchActivity", receipts[1].Code);
        Assert.NotEqual("[Record.NoSuchActivity]", receipts[1].Reason);
    }

    [Fact]
    public async Task Somebody_not_enrolled_is_refused_and_nothing_is_kept()
    {
        await site.Publish(Drafts.Rhythm());
        var stranger = await site.SignedInAs("stranger");
        var entry = Entry("Opened", "beat");

        var answer = await stranger.PostJson("/register?returnUrl=/account", "/record", entry);
        if (answer.StatusCode == HttpStatusCode.BadRequest)
        {
            answer = await stranger.PostJson("/account", "/record", entry);
        }

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("Record.NotEnrolled", (await Receipts(answer))[0].Code);
        Assert.Equal(0, await site.Db(db => db.Entries.CountAsync(e => e.Id == entry.Id, Cancellation)));
    }

    [Theory]
    [InlineData("unknown-course", "beat", "Opened", 0, HttpStatusCode.NotFound, "Record.NoSuchCourse")]
    [InlineData("rhythm", "nowhere", "Opened", 0, HttpStatusCode.NotFound, "Record.NoSuchActivity")]
    [InlineData("rhythm", "beat", "Opened", 60, HttpStatusCode.UnprocessableEntity, "Record.InTheFuture")]
    [InlineData("rhythm", "beat", "Opened", -60 * 24 * 365 * 12, HttpStatusCode.UnprocessableEntity, "Record.TooOld")]
    [InlineData("rhythm", "exam", "Completed", 0, HttpStatusCode.UnprocessableEntity, "Record.NotALesson")]
    [InlineData("rhythm", "beat", "Submitted", 0, HttpStatusCode.UnprocessableEntity, "Record.NotAQuiz")]
    public async Task An_entry_that_cannot_be_is_refused_with_its_reason(
        string course, string activity, string verb, int minutesAhead, HttpStatusCode status, string code)
    {
        var bo = await Enrolled($"wrong{Guid.NewGuid():N}"[..20]);
        var entry = Entry(verb, activity) with { Course = course, At = DateTimeOffset.UtcNow.AddMinutes(minutesAhead) };

        var answer = await Send(bo, entry);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await Receipts(answer))[0].Code);
        Assert.Equal(0, await site.Db(db => db.Entries.CountAsync(e => e.Id == entry.Id, Cancellation)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"entry\"")]
    [InlineData("{\"entries\": {}}")]
    [InlineData("{\"entries\": [null]}")]
    [InlineData("{\"id\": \"11111111-1111-4111-8111-111111111111\", \"verb\": \"Opened\", \"course\": \"rhythm\", \"activity\": \"beat\", \"at\": \"2026-11-24T00:00:00Z\"}")]
    [InlineData("{\"id\": \"019ab000-0000-7000-8000-000000000000\", \"verb\": \"Danced\", \"course\": \"rhythm\", \"activity\": \"beat\", \"at\": \"2026-11-24T00:00:00Z\"}")]
    public async Task What_is_not_an_entry_is_not_understood(string json)
    {
        var bo = await Enrolled($"json{Guid.NewGuid():N}"[..20]);
        var token = Visitor.Token(await bo.Page("/learn/rhythm/beat"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/record") { Content = new StringContent(json, null, "application/json") };
        request.Headers.Add("RequestVerificationToken", token);

        var answer = await bo.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_post_without_a_token_is_refused()
    {
        var bo = await Enrolled("tokenless");

        var answer = await bo.PostWithToken(null, "/record", ("id", Guid.CreateVersion7().ToString()), ("verb", "completed"), ("course", "rhythm"), ("activity", "beat"), ("next", "/my"));
        var json = await bo.Http.PostAsJsonAsync("/record", Entry("Completed", "beat"), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        Assert.Equal(0, await Percent("tokenless"));
    }

    [Fact]
    public async Task Too_many_entries_and_too_large_a_body_are_refused()
    {
        var bo = await Enrolled("large");

        var many = await Send(bo, new { entries = Enumerable.Range(0, RecordEntries.Most + 1).Select(_ => Entry("Opened", "beat")) });
        var large = await Send(bo, Entry("Reached", "beat") with { Place = new string('x', 300_000) });
        var longPlace = await Send(bo, Entry("Reached", "beat") with { Place = new string('x', 201) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, many.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, longPlace.StatusCode);
    }

    [Fact]
    public async Task A_plain_form_does_the_same_and_leads_on()
    {
        var bo = await Enrolled("form");
        var id = Guid.CreateVersion7().ToString();
        (string, string)[] form = [("id", id), ("verb", "completed"), ("course", "rhythm"), ("activity", "beat"), ("next", "/learn/rhythm/bar")];

        var first = await bo.PostForm("/learn/rhythm/beat", "/record", form);
        var again = await bo.PostForm("/learn/rhythm/beat", "/record", form);

        Assert.Equal("/learn/rhythm/bar", first.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal(20, await Percent("form"));   // 5 of 25 minutes
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task A_form_leads_nowhere_else(string next)
    {
        var bo = await Enrolled($"away{Guid.NewGuid():N}"[..20]);

        var answer = await bo.PostForm("/learn/rhythm/beat", "/record", ("id", Guid.CreateVersion7().ToString()), ("verb", "completed"), ("course", "rhythm"), ("activity", "beat"), ("next", next));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Entries_that_arrive_out_of_order_come_to_the_same()
    {
        var bo = await Enrolled("order");
        var attempt = Guid.CreateVersion7();
        var exam = (await Draft(attempt)).ToArray();
        var handIn = Entry("Submitted", "exam") with { Attempt = attempt, At = Now.AddMinutes(-1) };
        var answers = exam.Select((q, i) => Entry("Answered", "exam") with { Attempt = attempt, Question = q, Response = ["a"], At = Now.AddMinutes(-3 + i) });

        var receipts = await Receipts(await Send(bo, new { entries = new[] { handIn }.Concat(answers) }));

        Assert.All(receipts, r => Assert.Equal("accepted", r.Status));
        Assert.True((await site.Db(db => db.Attempts.SingleAsync(a => a.Id == attempt, Cancellation))).Passed);
    }

    [Fact]
    public async Task A_later_answer_stands_even_when_it_arrives_first()
    {
        var bo = await Enrolled("later");
        var attempt = Guid.CreateVersion7();
        var question = (await Draft(attempt))[0];
        var early = Entry("Answered", "exam") with { Attempt = attempt, Question = question, Response = ["b"], At = Now.AddMinutes(-5) };
        var late = Entry("Answered", "exam") with { Attempt = attempt, Question = question, Response = ["a"], At = Now.AddMinutes(-4) };

        await Send(bo, late);
        await Send(bo, early);

        var kept = await site.Db(db => db.ItemResponses.SingleAsync(r => r.AttemptId == attempt && r.QuestionId == question, Cancellation));
        Assert.Equal(["a"], kept.Values);
        Assert.Equal(2, await site.Db(db => db.Entries.CountAsync(e => e.AttemptId == attempt, Cancellation)));
    }

    [Fact]
    public async Task Nothing_in_an_attempt_changes_after_it_was_handed_in()
    {
        var bo = await Enrolled("closed");
        var attempt = Guid.CreateVersion7();
        var question = (await Draft(attempt))[0];
        await Send(bo, Entry("Submitted", "exam") with { Attempt = attempt });

        var late = await Send(bo, Entry("Answered", "exam") with { Attempt = attempt, Question = question, Response = ["a"] });

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("Record.HandedIn", (await Receipts(late))[0].Code);
    }

    [Fact]
    public async Task Nobody_writes_into_another_learners_attempt()
    {
        var bo = await Enrolled("owner");
        var attempt = Guid.CreateVersion7();
        await Send(bo, Entry("Attempted", "exam") with { Id = attempt });
        var other = await Enrolled("other");

        var answer = await Send(other, Entry("Submitted", "exam") with { Attempt = attempt });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True((await site.Db(db => db.Attempts.SingleAsync(a => a.Id == attempt, Cancellation))).IsOpen);
    }

    [Fact]
    public async Task Another_learners_entry_id_is_refused()
    {
        var bo = await Enrolled("first-id");
        var entry = Entry("Opened", "beat");
        await Send(bo, entry);
        var other = await Enrolled("second-id");

        var answer = await Send(other, entry);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("Record.IdTaken", (await Receipts(answer))[0].Code);
    }

    [Fact]
    public async Task Completing_everything_at_once_from_many_requests_issues_one_certificate()
    {
        var bo = await Enrolled("parallel");
        var attempt = Guid.CreateVersion7();
        var questions = await Draft(attempt);
        object[] all =
        [
            Entry("Completed", "beat"),
            Entry("Completed", "bar"),
            .. new[] { "q1", "q2" }.Select(q => Entry("Answered", "check") with { Attempt = Guid.Parse("019ab000-0000-7000-8000-00000000aaaa"), Question = q, Response = ["b"] }),
            .. questions.Select(q => Entry("Answered", "exam") with { Attempt = attempt, Question = q, Response = ["a"], At = Now.AddMinutes(-2) }),
            Entry("Submitted", "exam") with { Attempt = attempt, At = Now.AddMinutes(-1) },
        ];
        var token = Visitor.Token(await bo.Page("/learn/rhythm/beat"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/record") { Content = JsonContent.Create(new { entries = all }) };
            request.Headers.Add("RequestVerificationToken", token);
            return await bo.Http.SendAsync(request, Cancellation);
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var learnerId = await LearnerId("parallel");
        Assert.Equal(1, await site.Db(db => db.Credentials.CountAsync(c => c.LearnerId == learnerId, Cancellation)));
        var outcome = await site.Db(db => db.CourseOutcomes.SingleAsync(o => o.LearnerId == learnerId, Cancellation));
        Assert.Equal(100, outcome.Percent);
        Assert.NotNull(outcome.CompletedAt);
        Assert.Equal(all.Length, await site.Db(db => db.Entries.CountAsync(e => e.LearnerId == learnerId, Cancellation)));
    }

    [Fact]
    public async Task What_its_taker_refuses_is_not_in_the_record_and_the_others_of_its_request_are()
    {
        var bo = await Enrolled("half-taken");
        var attempt = Guid.CreateVersion7();
        var question = (await Draft(attempt))[0];
        var good = Entry("Answered", "exam") with { Attempt = attempt, Question = question, Response = ["a"] };
        var bad = Entry("Answered", "exam") with { Attempt = attempt, Question = "no-such", Response = ["a"] };

        var receipts = await Receipts(await Send(bo, new { entries = new[] { bad, good, bad } }));

        Assert.Equal(["Record.NoSuchQuestion", null, "Record.NoSuchQuestion"], receipts.Select(r => r.Code));   // what comes twice is not "already" there because it was refused before
        Assert.Equal([good.Id], await site.Db(db => db.Entries.Where(e => e.Id == good.Id || e.Id == bad.Id).Select(e => e.Id).ToListAsync(Cancellation)));
        Assert.Equal("Record.NoSuchQuestion", (await Receipts(await Send(bo, bad)))[0].Code);
    }

    [Fact]
    public async Task What_the_record_has_is_already_there_whatever_speaks_against_a_new_entry()
    {
        var bo = await Enrolled("left-since");
        var (kept, fresh) = (Entry("Completed", "beat"), Entry("Completed", "bar"));
        await Send(bo, kept);
        var learnerId = await LearnerId("left-since");
        await site.Db(db => db.Set<Learning.Enrolments.Enrolment>().Where(e => e.LearnerId == learnerId).ExecuteUpdateAsync(e => e.SetProperty(x => x.WithdrawnAt, Now), Cancellation));

        var receipts = await Receipts(await bo.PostJson("/my", "/record", new { entries = new[] { kept, fresh, kept with { Verb = "Opened" } } }));

        Assert.Equal([null, "Record.NotEnrolled", "Record.IdTaken"], receipts.Select(r => r.Code));
        Assert.Equal("already", receipts[0].Status);
    }

    private async Task<Visitor> Enrolled(string username)
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = await site.SignedInAs(username);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        return visitor;
    }

    private static Task<HttpResponseMessage> Send(Visitor visitor, object body) => visitor.PostJson("/learn/rhythm/beat", "/record", body);

    private static EntryToSend Entry(string verb, string activity) =>
        new(Guid.CreateVersion7(), verb, "rhythm", activity, DateTimeOffset.UtcNow, null, null, null, null);

    private static Task<IReadOnlyList<string>> Draft(Guid attempt)
    {
        var draft = Drafts.Rhythm();
        return Task.FromResult(Draw.Questions(draft.Quizzes["exam"], draft.Pool, attempt));
    }

    private static async Task<IReadOnlyList<ReceiptRead>> Receipts(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<ReceiptsRead>(JsonSerializerOptions.Web, Cancellation))!.Receipts;

    private async Task<int> Percent(string username)
    {
        var id = await LearnerId(username);
        return await site.Db(db => db.CourseOutcomes.Where(o => o.LearnerId == id).Select(o => o.Percent).SingleAsync(Cancellation));
    }

    private Task<string> LearnerId(string username) => site.Db(db => db.Set<Learning.Accounts.Learner>().Where(l => l.Name == username).Select(l => l.Id).SingleAsync(Cancellation));

    private sealed record EntryToSend(
        Guid Id, string Verb, string Course, string Activity, DateTimeOffset At, Guid? Attempt, string? Question, IReadOnlyList<string>? Response, string? Place);

    private sealed record ReceiptsRead(IReadOnlyList<ReceiptRead> Receipts);

    private sealed record ReceiptRead(Guid? Id, string Status, string? Code, string? Reason);
}
