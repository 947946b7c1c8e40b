using System.Diagnostics;
using System.Globalization;
using Learning.Analysis;
using Learning.Courses;
using Learning.Data;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>
/// Item analysis of a hundred questions over a real database: how long, how much is allocated, and how much is alive at once, for a thousand and for ten thousand attempts. Prints a
/// table; asserts nothing.
/// </summary>
internal static class AnalysisScenario
{
    private const int Questions = 100;
    private const int Runs = 3;

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"| item analysis of {Questions} questions | seconds, cold | seconds, again | of a processor | allocated MB | most alive MB |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var attempts in new[] { 1_000, 10_000 })
        {
            await RunAsync(attempts);
        }

        return 0;
    }

    private static async Task RunAsync(int attempts)
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            var builder = Serve.Builder(paths);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            await using var app = builder.Build();
            await app.PrepareAsync(CancellationToken.None);
            var draft = ManyAttempts.Draft(Questions);
            await using (var scope = app.Services.CreateAsyncScope())
            {
                var published = await scope.ServiceProvider.GetRequiredService<PublishCourse>().PublishAsync(draft, CancellationToken.None);
                ManyAttempts.Fill(paths.DatabaseFile, published.RevisionId, draft.Quizzes[ManyAttempts.Activity].Questions, attempts);
            }

            var measured = new List<Measured>();
            for (var run = 0; run < Runs; run++)
            {
                measured.Add(await MeasureAsync(app));
            }

            var again = measured[1..].MinBy(m => m.Seconds)!;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {attempts:N0} attempts, {attempts * Questions:N0} answers | {measured[0].Seconds:0.00} | {again.Seconds:0.00} | {again.ProcessorSeconds:0.00} | {again.AllocatedMegabytes:0} | {measured.Max(m => m.AliveMegabytes):0} |"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Each run without what an earlier one left in memory but the revision, which every page of the course keeps there.</summary>
    private static async Task<Measured> MeasureAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var revisions = scope.ServiceProvider.GetRequiredService<RevisionCache>();
        using var cache = new AnalysisCache();
        await using var fresh = new ServiceCollection().AddHybridCache().Services.BuildServiceProvider();
        var analyse = new AnalyseQuiz(db, scope.ServiceProvider.GetRequiredService<Learning.Data.ReportsDb>(), revisions, scope.ServiceProvider.GetRequiredService<Learning.Assessment.MarkAttempt>(), cache, new SharedFigures(fresh.GetRequiredService<HybridCache>()));
        var revision = await revisions.GetAsync(db, db.Courses.Single(c => c.Id == ManyAttempts.CourseId).CurrentRevisionId, CancellationToken.None);

        GC.Collect();
        var (before, allocated) = (GC.GetTotalMemory(true), GC.GetTotalAllocatedBytes(true));
        using var watch = new PeakWatch();
        var clock = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        var analysis = await analyse.AnalyseAsync(revision, revision.Activity(ManyAttempts.Activity)!, CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        var worked = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        var most = watch.Stop() - before;
        GC.KeepAlive(analysis);
        return new(seconds, worked, Megabytes(GC.GetTotalAllocatedBytes(true) - allocated), Megabytes(most));
    }

    private static double Megabytes(long bytes) => bytes / 1024.0 / 1024.0;

    private sealed record Measured(double Seconds, double ProcessorSeconds, double AllocatedMegabytes, double AliveMegabytes);

    /// <summary>The most memory that was in use after any collection, looked at fifty times a second.</summary>
    private sealed class PeakWatch : IDisposable
    {
        private readonly Timer _timer;
        private long _most;

        public PeakWatch() => _timer = new(_ => Look(), null, 0, 20);

        public long Stop()
        {
            Look();
            Dispose();
            return _most;
        }

        public void Dispose() => _timer.Dispose();

        private void Look() => _most = Math.Max(_most, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
    }
}
