using System.Net;
using System.Text;
using System.Text.Json;
using Learning.Study;
using Learning.Tests.Courses;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Study;

[NeedsDatabase]
public sealed class HandInAnswersTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly InterfaceTexts Texts = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task A_file_is_taken_and_each_entry_gets_its_receipt_in_words()
    {
        var (bo, id) = await Enrolled("rescued");
        var attempt = Guid.CreateVersion7();
        var file = File(id, Entry("Answered", "check", attempt, "q1", "a"), Entry("Completed", "beat"), Entry("Completed", "nowhere"));

        var (status, page) = await HandIn(bo, file);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Rhythm · Check yourself · Is q1 a?", page, StringComparison.Ordinal);
        Assert.Equal(2, Count(page, Texts["Answers.Accepted"]));
        Assert.Contains(Texts["Save.Refused", Texts["Record.NoSuchActivity"]], page, StringComparison.Ordinal);
        Assert.Equal(["a"], (await site.Db(db => db.Set<Learning.Assessment.ItemResponse>().SingleAsync(r => r.AttemptId == attempt, Cancellation))).Values);

        var (_, again) = await HandIn(bo, file);
        Assert.Equal(2, Count(again, Texts["Answers.Already"]));
        Assert.Equal(2, await site.Db(db => db.Set<Learning.Record.Entry>().CountAsync(e => e.LearnerId == id, Cancellation)));
    }

    [Fact]
    public async Task Somebody_elses_file_is_refused_whoever_hands_it_in()
    {
        var (_, hers) = await Enrolled("whose-file");
        var (other, _) = await Enrolled("another-person");

        var (status, page) = await HandIn(other, File(hers, Entry("Completed", "beat")));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains(Texts["Answers.NotYours"], page, StringComparison.Ordinal);
        Assert.Equal(0, await site.Db(db => db.Set<Learning.Record.Entry>().CountAsync(e => e.LearnerId == hers, Cancellation)));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"learner\":\"x\"}")]
    [InlineData("{\"entries\":[]}")]
    [InlineData("[]")]
    [InlineData("{\"learner\":7,\"entries\":[]}")]
    [InlineData("{\"learner\":\"\\ud800\",\"entries\":[]}")]
    [InlineData("{\"learner\":\"x\",\"entries\":[[[[[[[[[[[[1]]]]]]]]]]]]}")]
    public async Task What_is_no_such_file_is_said_to_be_none(string text)
    {
        var (bo, _) = await Enrolled($"no-file-{Guid.NewGuid():N}"[..20]);

        var (status, page) = await HandIn(bo, text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(Texts["Answers.Unreadable"], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_an_empty_one_and_one_that_is_too_large_are_told_apart()
    {
        var (bo, id) = await Enrolled("three-files");

        Assert.Contains(Texts["Answers.NoFile"], (await HandIn(bo, "")).Page, StringComparison.Ordinal);
        Assert.Contains(Texts["Answers.Nothing"], (await HandIn(bo, File(id))).Page, StringComparison.Ordinal);
        var (status, page) = await HandIn(bo, File(id, Entry("Completed", "beat")) + new string(' ', AnswersFile.Largest));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains(Texts["Answers.TooLarge"], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_was_tampered_with_does_not_stand_in_the_way_of_the_others()
    {
        var (bo, id) = await Enrolled("tampered");
        var file = $$"""{ "learner": "{{id}}", "entries": [ {{JsonSerializer.Serialize(Entry("Completed", "beat"))}}, { "id": 5 }, "what", null, {"id":"00000000-0000-4000-8000-000000000001","verb":"Opened","course":"rhythm","activity":"beat","at":"2026-01-01T00:00:00Z"} ] }""";

        var (status, page) = await HandIn(bo, file);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(Texts["Answers.SomeUnreadable", 4], page, StringComparison.Ordinal);
        Assert.Equal(1, Count(page, Texts["Answers.Accepted"]));
    }

    [Fact]
    public async Task More_entries_than_one_request_may_hold_are_all_taken()
    {
        var (bo, id) = await Enrolled("very-many");
        var entries = Enumerable.Range(0, 700).Select(_ => Entry("Opened", "beat")).ToArray();

        var (status, page) = await HandIn(bo, File(id, entries));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(700, Count(page, Texts["Answers.Accepted"]));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to()
    {
        var answer = await site.Visitor().Get("/my/answers");

        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    private async Task<(Visitor Visitor, string Id)> Enrolled(string username)
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = await site.SignedInAs(username);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        return (visitor, await site.Db(db => db.Set<Learning.Accounts.Learner>().Where(l => l.Name == username).Select(l => l.Id).SingleAsync(Cancellation)));
    }

    private static object Entry(string verb, string activity, Guid? attempt = null, string? question = null, string? value = null) => new
    {
        id = Guid.CreateVersion7(),
        verb,
        course = "rhythm",
        activity,
        at = DateTimeOffset.UtcNow,
        attempt,
        question,
        response = value is null ? null : new[] { value },
        asked = "what it said",
    };

    private static string File(string learner, params object[] entries) => JsonSerializer.Serialize(new { about = "for people", learner, savedAt = DateTimeOffset.UtcNow, entries });

    private static async Task<(HttpStatusCode Status, string Page)> HandIn(Visitor visitor, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Visitor.Token(await visitor.Page("/my/answers"))!), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "answers.json" },
        };
        using var answer = await visitor.Http.PostAsync(new Uri("/my/answers", UriKind.Relative), form, Cancellation);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    private static int Count(string page, string text) => page.Split($">{text}<").Length - 1;
}
