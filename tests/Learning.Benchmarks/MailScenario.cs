using System.Diagnostics;
using System.Globalization;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Learning.Notifications;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>
/// Ten thousand learners of one cohort stay away: how long it takes to queue their reminders (inbox and mail), to look again when nothing is due, and how long anybody else who writes waits meanwhile. Prints a table;
/// asserts nothing.
/// </summary>
internal static class MailScenario
{
    private const int Learners = 10_000;
    private const int Runs = 3;

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"| {Learners.ToString("N0", CultureInfo.InvariantCulture)} reminders | queued | seconds | of a processor | looked again, seconds | longest another writer waited, seconds | outbox MB |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        for (var run = 1; run <= Runs; run++)
        {
            await RunOnceAsync(run);
        }

        return 0;
    }

    private static async Task RunOnceAsync(int run)
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            var builder = Serve.Builder(paths);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new Noon()));
            await using var app = builder.Build();
            await app.PrepareAsync(CancellationToken.None);
            app.Services.GetRequiredService<LearningOptions>().PublicAddress = new("https://learn.example.org");
            await using (var scope = app.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<PublishCourse>().PublishAsync(ManyAttempts.Draft(2), CancellationToken.None);
                await FillAsync(scope.ServiceProvider.GetRequiredService<LearningDb>(), app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
            }

            using var stop = new CancellationTokenSource();
            var waits = WaitAsync(app.Services, stop.Token);
            var processor = Environment.CpuUsage.TotalTime;
            var (queued, seconds) = await RemindAsync(app.Services);
            var processorSeconds = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            await stop.CancelAsync();
            var longest = await waits;
            var (_, again) = await RemindAsync(app.Services);
            await using var reading = app.Services.CreateAsyncScope();
            var mails = await reading.ServiceProvider.GetRequiredService<LearningDb>().Mails.CountAsync();
            var size = await reading.ServiceProvider.GetRequiredService<LearningDb>().Mails.SumAsync(m => (long)(m.TextBody.Length + m.HtmlBody.Length));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| run {run} | {queued:N0} messages, {mails:N0} mails | {seconds:0.00} | {processorSeconds:0.00} | {again:0.00} | {longest:0.00} | {size / 1048576.0:0} |"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Count, double Seconds)> RemindAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var round = scope.ServiceProvider.GetRequiredService<RemindStalled>();
        var clock = Stopwatch.StartNew();
        return (await round.RunOnceAsync(CancellationToken.None), clock.Elapsed.TotalSeconds);
    }

    /// <summary>Somebody else writes all the time: as a learner's answer would.</summary>
    private static async Task<double> WaitAsync(IServiceProvider services, CancellationToken stop)
    {
        var longest = 0.0;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        while (!stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            await db.WriteAsync(() => db.Set<Learning.Accounts.Learner>().Where(l => l.Id == "learner-1").ExecuteUpdateAsync(set => set.SetProperty(l => l.Name, "Learner 1"), CancellationToken.None), CancellationToken.None);
            longest = Math.Max(longest, clock.Elapsed.TotalSeconds);
            await Task.Delay(10, CancellationToken.None);
        }

        return longest;
    }

    private static async Task FillAsync(LearningDb db, DateTimeOffset now)
    {
        string[] languages = ["en", "fr", "es", "ar"];
        var began = now.AddDays(-40);
        var cohort = Cohort.Create(new() { Name = "All dockers", StartsOn = DateOnly.FromDateTime(began.UtcDateTime) }, JoinCode.New(), "fay", began);
        await db.WriteAsync(
            () =>
            {
                db.AddRange(cohort, new CohortCourse(cohort.Id, ManyAttempts.CourseId, 1));
                for (var i = 0; i < Learners; i++)
                {
                    db.AddRange(
                        Learning.Accounts.Learner.Known($"learner-{i}", $"Learner {i}", $"learner{i}@example.org", languages[i % languages.Length], began),
                        Member.Join(cohort.Id, $"learner-{i}", JoinedBy.Roster, began));
                }

                return Task.FromResult(true);
            },
            CancellationToken.None);
    }

    /// <summary>At night nobody is reminded, whenever the benchmark runs.</summary>
    private sealed class Noon : TimeProvider
    {
        private readonly TimeSpan _ahead = DateTime.UtcNow.Date.AddHours(12) - DateTime.UtcNow;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }
}
