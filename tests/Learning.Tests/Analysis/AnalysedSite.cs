using System.Text.Json;
using Learning.Analysis;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Tests.Courses;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Analysis;

/// <summary>
/// A site with a quiz of three choices (the first option is right), a typed answer and an essay, and attempts put straight into its tables.
/// </summary>
internal sealed class AnalysedSite : IAsyncLifetime
{
    public const string Quiz = "/analysis/rhythm/check";

    private int _learners;

    public TestSite Site { get; } = new();

    public Guid RevisionId { get; private set; }

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        await Publish(Draft());
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    public static CourseDraft Draft(params Question[] questions)
    {
        var draft = Drafts.Rhythm();
        return draft with
        {
            Quizzes = new Dictionary<string, QuizText>(draft.Quizzes)
            {
                ["check"] = new() { Questions = questions.Length > 0 ? questions : [Drafts.Question("q1"), Drafts.Question("q2"), Drafts.Question("q3"), Typed(), Essay()] },
            },
        };
    }

    public static ShortText Typed() => new()
    {
        Id = "typed", Objective = "pulse", Lesson = "beat", Prompt = "What is <em>kept</em>?", Explanation = "<p>Time.</p>", Answers = [new("time", true, "")], AsksCertainty = true,
    };

    public static Essay Essay() => new()
    {
        Id = "essay", Objective = "pulse", Lesson = "beat", Prompt = "Tell", Explanation = "<p>.</p>", Criteria = [new("Clear", [new(0, "no"), new(2, "yes")])],
    };

    public async Task Publish(CourseDraft draft) => RevisionId = (await Site.Publish(draft)).RevisionId;

    /// <summary>Somebody new hands in: <c>("q1", "b")</c> for each question she answers, ten seconds apart, as sure as is said. Returns the attempt.</summary>
    public Task<Guid> HandIn(params (string Question, string Answer)[] answers) => HandInAs($"learner-{++_learners}", null, answers);

    public async Task<Guid> HandInAs(string learner, int? certainty, params (string Question, string Answer)[] answers)
    {
        var id = Guid.CreateVersion7();
        var now = Site.Clock.GetUtcNow();
        await Site.Db(async db =>
        {
            var questions = (await db.RevisionTexts.SingleAsync(t => t.RevisionId == RevisionId && t.ActivityId == "check", Cancellation)).Text;
            var ids = string.Join(' ', JsonSerializer.Deserialize(questions, CourseJson.Default.QuizText)!.Questions.Select(q => q.Id));
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Attempt" ("Id", "LearnerId", "CourseId", "ActivityId", "RevisionId", "Questions", "StartedAt", "BeganAt", "SubmittedAt", "RawNumerator", "RawDenominator", "Max", "Passed", "AwaitsGrading")
                VALUES ({id}, {learner}, 'rhythm', 'check', {RevisionId}, {ids}, {TestDatabase.Stored(now)}, {TestDatabase.Stored(now)}, {TestDatabase.Stored(now.AddSeconds(100))}, 0, 1, 0, FALSE, FALSE)
                """, Cancellation);
            for (var n = 0; n < answers.Length; n++)
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "ItemResponse" ("LearnerId", "AttemptId", "QuestionId", "Values", "AnsweredAt", "EntryId", "Certainty")
                    VALUES ({learner}, {id}, {answers[n].Question}, {JsonSerializer.Serialize(new[] { answers[n].Answer })}, {TestDatabase.Stored(now.AddSeconds(10 * (n + 1)))}, {Guid.CreateVersion7()}, {certainty})
                    """, Cancellation);
            }

            return true;
        });
        return id;
    }

    /// <summary>
    /// So many who are right in q2 and q3 and choose b in q1, and as many who are wrong there and choose a: q1 has the wrong key.
    /// </summary>
    public async Task HandInWrongKey(int each)
    {
        for (var n = 0; n < each; n++)
        {
            await HandIn(("q1", "b"), ("q2", "a"), ("q3", "a"), ("typed", "time"));
            await HandIn(("q1", "a"), ("q2", "b"), ("q3", n % 2 == 0 ? "c" : "b"), ("typed", "tune"));
        }
    }

    public Task<QuizAnalysis> Analyse() => Site.With<AnalyseQuiz, QuizAnalysis>(async analyse =>
    {
        var revision = await Site.Db(async db => await Site.Services.GetRequiredService<RevisionCache>().GetAsync(db, RevisionId, Cancellation));
        return await analyse.AnalyseAsync(revision, revision.Activity("check")!, Cancellation);
    });

    public Task<int> Round() => Site.With<OpenItemTasks, int>(open => open.RunOnceAsync(Cancellation));

    public Task<List<ItemTask>> Tasks() => Site.Db(db => db.ItemTasks.AsNoTracking().OrderBy(t => t.OpenedAt).ThenBy(t => t.Id).ToListAsync(Cancellation));

    public async Task<Visitor> SignedInAs(string name, string role)
    {
        await Site.SignedInAs(name);
        await Site.With<UserManager<Account>, bool>(async accounts => (await accounts.AddToRoleAsync((await accounts.FindByNameAsync(name))!, role)).Succeeded);
        var visitor = Site.Visitor();
        await visitor.PostForm("/sign-in", "/sign-in", ("username", name), ("secret", "a long enough secret"));
        return visitor;
    }
}
