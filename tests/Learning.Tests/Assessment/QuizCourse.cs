using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Learning.Authoring;
using Learning.Questions;
using Learning.Tests.Courses;

namespace Learning.Tests.Assessment;

/// <summary>A course with a lesson "beat" and one quiz "quiz", and learners who answer it over HTTP.</summary>
internal static class QuizCourse
{
    public static CourseDraft With(ActivityKind kind, QuizRules? rules, params Question[] questions) => With("rhythm", kind, rules, questions);

    public static CourseDraft With(string id, ActivityKind kind, QuizRules? rules, params Question[] questions)
    {
        var draft = Drafts.Rhythm();
        return draft with
        {
            Outline = draft.Outline with
            {
                Id = id,
                Slug = id,
                Modules =
                [
                    new("one", "One", "The first.", "",
                    [
                        new() { Id = "beat", Title = "The beat", Kind = ActivityKind.Lesson, Minutes = 5, Objectives = ["pulse"] },
                        new() { Id = "quiz", Title = "The quiz", Kind = kind, Minutes = 10, Pass = 60, Questions = questions.Length, QuizRules = rules },
                    ]),
                ],
            },
            Lessons = new Dictionary<string, LessonText> { ["beat"] = draft.Lessons["beat"] },
            Quizzes = new Dictionary<string, QuizText> { ["quiz"] = new() { Questions = questions } },
            Pool = [],
        };
    }

    public static async Task<Visitor> Enrolled(this TestSite site, string username, string course = "rhythm")
    {
        var visitor = await site.SignedInAs(username);
        await visitor.PostForm($"/courses/{course}", $"/courses/{course}/enrolments");
        return visitor;
    }

    /// <summary>Begins an attempt and returns its id.</summary>
    public static async Task<Guid> Begin(this Visitor visitor, string course = "rhythm", string? refusedWith = null)
    {
        var id = Guid.CreateVersion7();
        await visitor.Record(new { id, verb = "Attempted", course, activity = "quiz", at = DateTimeOffset.UtcNow }, refusedWith);
        return id;
    }

    public static Task Answer(this Visitor visitor, Guid attempt, string question, string value, string? refusedWith = null, int? certainty = null, string course = "rhythm") =>
        visitor.Record(
            new { id = Guid.CreateVersion7(), verb = "Answered", course, activity = "quiz", attempt, question, response = new[] { value }, certainty, at = DateTimeOffset.UtcNow },
            refusedWith);

    public static Task HandIn(this Visitor visitor, Guid attempt, string? refusedWith = null, string course = "rhythm") =>
        visitor.Record(new { id = Guid.CreateVersion7(), verb = "Submitted", course, activity = "quiz", attempt, at = DateTimeOffset.UtcNow }, refusedWith);

    /// <summary>An attempt begun, answered and handed in.</summary>
    public static async Task<Guid> Take(this Visitor visitor, params (string Question, string Value)[] answers)
    {
        var attempt = await visitor.Begin();
        foreach (var (question, value) in answers)
        {
            await visitor.Answer(attempt, question, value);
        }

        await visitor.HandIn(attempt);
        return attempt;
    }

    public static async Task Record(this Visitor visitor, object entry, string? refusedWith)
    {
        var answer = await visitor.PostJson("/learn/" + JsonSerializer.SerializeToElement(entry).GetProperty("course").GetString() + "/beat", "/record", entry);
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonElement>(Visitor.Cancellation)).GetProperty("receipts")[0];
        Assert.Equal(refusedWith, receipt.TryGetProperty("code", out var code) ? code.GetString() : null);
        Assert.Equal(refusedWith is null, answer.StatusCode == HttpStatusCode.OK);
    }
}
