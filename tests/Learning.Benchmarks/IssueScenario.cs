using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Learning.Authoring;
using Learning.Courses;
using Learning.Credentials;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Enrolments;
using Learning.Record;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>
/// Ten thousand learners complete a course at once: 64 at a time send the entry that completes it, and each sends it twice, as phones do that heard no answer. Entry, outcome, certificate, its line in the log and the message to the learner are one
/// transaction. Then all certificates and the whole log are compared. Prints a table; ends with 1 where a certificate is missing or doubled.
/// </summary>
internal static class IssueScenario
{
    private const int Learners = 10_000;
    private const int AtOnce = 64;
    private const string Course = "short";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            var builder = Serve.Builder(paths);
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            await using var app = builder.Build();
            await app.PrepareAsync(CancellationToken.None);
            await With<PublishCourse, object>(app, async publish => await publish.PublishAsync(Draft(), CancellationToken.None));
            Console.WriteLine($"{Learners:N0} learners enrol ...");
            for (var i = 0; i < Learners; i++)
            {
                var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"learner-{i}"), new(ClaimTypes.Name, $"Learner {i}")], "benchmark"));
                await With<Enrol, object>(app, async enrol => await enrol.JoinAsync(Course, user, CancellationToken.None));
            }

            var clock = Stopwatch.StartNew();
            await Parallel.ForEachAsync(Enumerable.Range(0, Learners), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await CompleteAsync(app, $"learner-{i}"));
            var issuing = clock.Elapsed;
            var (count, holders) = await With<LearningDb, (int, int)>(app, async db => (await db.Credentials.CountAsync(), await db.Credentials.Select(c => c.LearnerId).Distinct().CountAsync()));
            clock.Restart();
            var report = await With<CheckLog, LogReport>(app, log => log.RunAsync(null, CancellationToken.None));
            Console.WriteLine("| | goal | |");
            Console.WriteLine("|---|--:|--:|");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {count:N0} certificates, {AtOnce} at a time, each asked for twice | 60 s | {issuing.TotalSeconds:0.0} s, {count / issuing.TotalSeconds:0} a second |"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| doubled or missing | 0 | {(count - holders) + (Learners - holders)} |"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the whole log checked, {report.Entries:N0} entries | | {clock.Elapsed.TotalSeconds:0.0} s, {report.Findings.Count} faults |"));
            return count == Learners && holders == Learners && report is { Entries: Learners, Findings.Count: 0 } ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompleteAsync(WebApplication app, string learner)
    {
        EntryDraft[] entries = [new() { Id = Guid.CreateVersion7(), Verb = Verb.Completed, Course = Course, Activity = "only", At = DateTimeOffset.UtcNow }];
        await Task.WhenAll(SendAsync(), SendAsync());

        Task SendAsync() => With<RecordEntries, object>(app, async record => await record.RecordAsync(learner, entries, CancellationToken.None));
    }

    private static async Task<T> With<TService, T>(WebApplication app, Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static CourseDraft Draft() => new()
    {
        Outline = new()
        {
            Id = Course,
            Slug = Course,
            Title = "A short course",
            Summary = "One lesson.",
            Level = "introductory",
            Language = "en",
            Hours = 1,
            Licence = "CC BY 4.0",
            Objectives = [new("one", "Say it"), new("two", "Do it")],
            Completion = new(Requirement.Done, Requirement.None, Requirement.None),
            Certificate = new(IsIssued: true, Months: 36),
            Modules = [new("module", "Module", "It.", "", [new() { Id = "only", Title = "The only lesson", Kind = Learning.Authoring.ActivityKind.Lesson, Minutes = 5 }])],
        },
        Lessons = new Dictionary<string, LessonText> { ["only"] = new() { Html = "<p>A text.</p>", Passages = [], Sources = [], Checked = new(2026, 11, 29), Terms = [] } },
        Quizzes = new Dictionary<string, QuizText>(),
        Pool = [],
        Media = [],
    };
}
