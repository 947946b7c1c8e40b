using System.Text.Json;
using Learning.Authoring;
using Learning.BrowserTests.Site;
using Learning.Questions;

namespace Learning.BrowserTests.People;

/// <summary>Entries of the learning record, sent as the site's script sends them: for what a test needs but is not about.</summary>
internal static class Journal
{
    private const string CountWaiting = "Object.keys(localStorage).filter(key => key.startsWith('learning.entry.')).length";

    /// <summary>How many entries wait in her browser, whoever they belong to.</summary>
    public static Task<int> Waiting(this Visitor visitor) => visitor.Page.EvaluateAsync<int>(CountWaiting);

    /// <summary>Not WaitForFunction: the site's content policy forbids what it does. Gives up after half a minute, or a journal that is never sent would end no test.</summary>
    public static Task NothingWaits(this Visitor visitor) => visitor.Page.EvaluateAsync(
        $$"""
        () => new Promise((done, fail) => {
          const look = left => {{CountWaiting}} === 0 ? done() : left === 0 ? fail(new Error('Entries still wait.')) : setTimeout(look, 20, left - 1);
          look(1500);
        })
        """);

    public static object Completed(ActivityOutline lesson) => Entry("Completed", lesson, null, null, null);

    public static object HandedIn(ActivityOutline test, Guid attempt) => Entry("Submitted", test, attempt, null, null);

    /// <summary>The right answers to a practice quiz, as an attempt of their own.</summary>
    public static object[] RightAnswers(CourseBook course, ActivityOutline practice)
    {
        var attempt = Guid.CreateVersion7();
        return Answers(practice, attempt, [.. course.QuestionsOf(practice).Select(q => (q.Id, course.Right(attempt, q.Id)))]);
    }

    public static object[] Answers(ActivityOutline quiz, Guid attempt, params (string Question, Response Response)[] answers) =>
        [.. answers.Select(a => Entry("Answered", quiz, attempt, a.Question, a.Response))];

    /// <summary>Sends entries from the page she is on.</summary>
    public static async Task Record(this Visitor visitor, params object[] entries)
    {
        var token = await visitor.Page.Locator("meta[name=csrf]").GetAttributeAsync("content");
        var answer = await visitor.Context.APIRequest.PostAsync("/record", new()
        {
            DataObject = new { entries },
            Headers = new Dictionary<string, string> { ["RequestVerificationToken"] = token!, ["Accept"] = "application/json" },
        });
        var body = await answer.TextAsync();
        Assert.True(answer.Ok, body);
        using var document = JsonDocument.Parse(body);
        Assert.All(document.RootElement.GetProperty("receipts").EnumerateArray(), r => Assert.Equal("accepted", r.GetProperty("status").GetString()));
    }

    private static object Entry(string verb, ActivityOutline activity, Guid? attempt, string? question, Response? response) => new
    {
        id = Guid.CreateVersion7(),
        verb,
        course = CourseBook.Slug,
        activity = activity.Id,
        at = DateTimeOffset.UtcNow,
        attempt,
        question,
        response = response?.Values,
    };
}
