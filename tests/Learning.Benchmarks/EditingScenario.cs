using System.Diagnostics;
using System.Globalization;
using System.Text;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Search;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Learning.Web.Site;
using Markdig;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>
/// A course of 500 lessons in four languages: reading it whole (<c>check</c>), publishing it while learners read, showing a text while it is typed, searching in it. The reference is Markdig alone on the same lesson.
/// Prints tables; asserts nothing.
/// </summary>
internal static class EditingScenario
{
    private const int Keystrokes = 200;

    private static readonly string[] _queries =
        ["social security", "convention", "pension", "maternity benefit", "coverage", "sécurité sociale", "syndicat", "prestations", "convenio", "seguridad social", "الضمان الاجتماعي", "نقابة", "minimum standards", "recomendation", "article 26"];

    public static async Task<int> RunAsync(int lessons, bool opensOnly = false)
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            var files = LargeCourse.Files(paths.Content, lessons);
            var texts = files.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal)).ToArray();
            Console.WriteLine($"{files.Count(f => LargeCourse.IsLesson(f.Path))} lessons, {texts.Length:N0} texts, {texts.Sum(f => f.Bytes.Length) / 1048576.0:0.0} MB; load {Load()}");
            var drafts = Check(files);

            var builder = Serve.Builder(paths, "http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            await using var app = builder.Build();
            var port = await StartAsync(app);
            await PublishAsync(app, port, drafts);
            await ReadAndPublishAsync(app, files);
            if (!opensOnly)
            {
                await PreviewAsync(app, files);
                await SearchAsync(app, port);
            }

            await app.StopAsync();
            await OpenAsync(paths, files);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> StartAsync(WebApplication app)
    {
        await app.PrepareAsync(CancellationToken.None);
        app.UseSite();
        await app.StartAsync();
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    /// <summary>What an editor waits for who opens a text, each time on a site that knows nothing of the draft yet: the page, what it asks for at once, and after a pause the first text she typed.</summary>
    private static async Task OpenAsync(SitePaths paths, IReadOnlyList<ContentFile> files)
    {
        var lesson = files.Where(f => LargeCourse.IsLesson(f.Path)).ElementAt(250);
        Console.WriteLine();
        Console.WriteLine("| opening a text of a draft | its page ms | the first preview ms | the next ms | the page again ms | the draft's page ms | again ms |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        for (var run = 1; run <= 4; run++)
        {
            var builder = Serve.Builder(paths, "http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            await using var app = builder.Build();
            var port = await StartAsync(app);
            var name = $"editor-{run}";
            await SiteUnderLoad.JoinAsync(port, name, SiteUnderLoad.Course, null);
            Guid draft;
            await using (var scope = app.Services.CreateAsyncScope())
            {
                var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
                await accounts.AddToRoleAsync((await accounts.FindByNameAsync(name))!, Roles.Editor);
                draft = (await scope.ServiceProvider.GetRequiredService<BeginDraft>().OfCourseAsync(SiteUnderLoad.Course, "bench", CancellationToken.None))!.Id;
            }

            using var handler = new HttpClientHandler { UseCookies = false };
            using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            http.DefaultRequestHeaders.Add("Cookie", await SiteUnderLoad.SignInAgainAsync(port, name));
            _ = await http.GetStringAsync(new Uri("/drafts", UriKind.Relative));   // what every page needs is compiled by then
            var page = new Uri($"/drafts/{draft}/text?path={Uri.EscapeDataString(lesson.Path)}", UriKind.Relative);
            var (opened, html) = await TimedAsync(() => http.GetStringAsync(page));
            http.DefaultRequestHeaders.Add("RequestVerificationToken", System.Text.RegularExpressions.Regex.Match(html, "name=\"csrf\" content=\"([^\"]+)\"").Groups[1].Value);
            var text = Encoding.UTF8.GetString(lesson.Bytes);
            var (first, _) = await TimedAsync(() => PreviewedAsync(text));
            var (next, _) = await TimedAsync(() => PreviewedAsync(text + "Typed.\n"));
            var (again, _) = await TimedAsync(() => http.GetStringAsync(page));
            var whole = new Uri($"/drafts/{draft}", UriKind.Relative);
            var (outline, _) = await TimedAsync(() => http.GetStringAsync(whole));
            var (outlined, _) = await TimedAsync(() => http.GetStringAsync(whole));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {(run == 1 ? "to warm up" : "a new site")} | {opened:0} | {first:0} | {next:0} | {again:0} | {outline:0} | {outlined:0} |"));
            await app.StopAsync();

            async Task<string> PreviewedAsync(string typed)
            {
                using var answer = await http.PostAsync(new Uri($"/drafts/{draft}/previews", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { path = lesson.Path, text = typed }));
                return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            }
        }

        static async Task<(double Milliseconds, string Answer)> TimedAsync(Func<Task<string>> act)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await act();
            return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, answer);
        }
    }

    private static CourseDraft[] Check(IReadOnlyList<ContentFile> files)
    {
        using var folder = new TemporaryFolder(files);
        using var content = new PhysicalFileProvider(folder.Path);
        Console.WriteLine();
        Console.WriteLine("| check of the whole course | seconds | of a processor | allocated MB |");
        Console.WriteLine("|---|--:|--:|--:|");
        var drafts = new List<CourseDraft>();
        for (var run = 1; run <= 3; run++)
        {
            var (clock, processor, allocated) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            var reading = CourseReader.Read(content, LargeCourse.Folder);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| run {run} | {clock.Elapsed.TotalSeconds:0.00} | {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.00} | {(GC.GetTotalAllocatedBytes() - allocated) / 1048576:N0} |"));
            drafts.Add(reading.Draft ?? throw new InvalidOperationException(string.Join('\n', reading.Problems.Take(5))));
        }

        // another revision each time, in one word of the outline
        return [.. drafts.Take(2).Select((draft, i) => draft with { Outline = draft.Outline with { Summary = $"{draft.Outline.Summary} {i}" } })];
    }

    /// <summary>What importing does, in a process that is warm: the files are read, and what they say is published.</summary>
    private static async Task ReadAndPublishAsync(WebApplication app, IReadOnlyList<ContentFile> files)
    {
        using var folder = new TemporaryFolder(files);
        using var content = new PhysicalFileProvider(folder.Path);
        var clock = Stopwatch.StartNew();
        var draft = CourseReader.Read(content, LargeCourse.Folder).Draft!;
        var read = clock.Elapsed.TotalSeconds;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PublishCourse>().PublishAsync(draft, CancellationToken.None);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| read first ({read:0.00} s) | {clock.Elapsed.TotalSeconds:0.00} | | | |"));
    }

    private static async Task PublishAsync(WebApplication app, int port, CourseDraft[] drafts)
    {
        Console.WriteLine();
        Console.WriteLine("| publishing | seconds | lesson pages meanwhile | p50 / p95 / most ms | not 200 |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        var lesson = $"/learn/{SiteUnderLoad.Course}/{drafts[0].Outline.Activities.First(a => !a.IsQuiz).Id}";
        for (var i = 0; i < drafts.Length; i++)
        {
            var reader = i == 0 ? null : await SiteUnderLoad.JoinAsync(port, "bench-reader", SiteUnderLoad.Course, null);
            using var connection = await LoadClient.Connection.OpenAsync(port);
            using var stop = new CancellationTokenSource();
            var reading = i == 0 ? Task.CompletedTask : Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    connection.Times.Add(await connection.TimeAsync(LoadClient.Get(port, lesson, reader!.Cookie)));
                    await Task.Delay(5);
                }
            });
            await Task.Delay(i == 0 ? 0 : 3000);
            connection.Forget();
            var clock = Stopwatch.StartNew();
            await using (var scope = app.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<PublishCourse>().PublishAsync(drafts[i], CancellationToken.None);
            }

            var seconds = clock.Elapsed.TotalSeconds;
            await Task.Delay(i == 0 ? 0 : 1000);
            await stop.CancelAsync();
            await reading;
            var times = connection.Times.Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| revision {i + 1} | {seconds:0.00} | {times.Length} | {Spread(times)} | {connection.Refused} |"));
        }
    }

    private static async Task PreviewAsync(WebApplication app, IReadOnlyList<ContentFile> files)
    {
        var lesson = files.Where(f => LargeCourse.IsLesson(f.Path)).ElementAt(250);
        var bare = Bare(Encoding.UTF8.GetString(lesson.Bytes));
        Console.WriteLine();
        Console.WriteLine("| showing a text | KB | first ms | p50 / p95 / most ms | to bare Markdig (p50) |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        Draft draft;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            draft = (await scope.ServiceProvider.GetRequiredService<BeginDraft>().OfCourseAsync(SiteUnderLoad.Course, "bench", CancellationToken.None))!;
        }

        var quiz = files.Last(f => f.Path.EndsWith(".quiz.md", StringComparison.Ordinal)).Path;
        foreach (var (name, path) in new[]
        {
            ("a lesson, nothing known yet", lesson.Path), ("the same again", lesson.Path), ("its translation", lesson.Path.Replace(".md", ".ar.md", StringComparison.Ordinal)), ("the last quiz", quiz),
            ("its translation", quiz.Replace(".md", ".fr.md", StringComparison.Ordinal)), ("course.md", LargeCourse.Folder + "/course.md"), ("sources.csv", "sources.csv"), ("glossary.csv", "glossary.csv"),
        })
        {
            await RowAsync(name, path, isKept: false);
        }

        await RowAsync("a lesson, kept after each keystroke", lesson.Path, isKept: true);

        async Task RowAsync(string name, string path, bool isKept)
        {
            var text = Encoding.UTF8.GetString(files.Single(f => f.Path == path).Bytes);
            var times = new List<double>();
            for (var i = 0; i < Keystrokes; i++)
            {
                await using var scope = app.Services.CreateAsyncScope();
                if (isKept)
                {
                    await scope.ServiceProvider.GetRequiredService<WriteDraft>().BytesAsync(draft.Id, path, Encoding.UTF8.GetBytes(text + $"Kept {i}.\n"), "bench", CancellationToken.None);
                    draft = (await scope.ServiceProvider.GetRequiredService<BeginDraft>().OfCourseAsync(SiteUnderLoad.Course, "bench", CancellationToken.None))!;
                }

                var start = Stopwatch.GetTimestamp();
                var shown = await scope.ServiceProvider.GetRequiredService<PreviewText>().OfAsync(draft, path, path.EndsWith(".md", StringComparison.Ordinal) ? text + $"Typed {i}.\n" : text, CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                ArgumentNullException.ThrowIfNull(shown);
            }

            var sorted = times.Skip(1).Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {text.Length / 1024.0:0.0} | {times[0]:0.0} | {Spread(sorted)} | {LoadClient.At(sorted, 0.5) / bare:0.0} |"));
        }
    }

    /// <summary>Parsing and rendering by Markdig as it comes: milliseconds, the median.</summary>
    private static double Bare(string text)
    {
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().Build();
        var times = new double[Keystrokes];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = Markdown.ToHtml(text + i, pipeline);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nbare Markdig on one lesson: {Spread(times)} ms; load {Load()}"));
        return LoadClient.At(times, 0.5);
    }

    private static async Task SearchAsync(WebApplication app, int port)
    {
        var index = app.Services.GetRequiredService<SearchIndex>();
        var clock = Stopwatch.StartNew();
        await index.RebuildAsync(CancellationToken.None);
        var built = clock.Elapsed.TotalSeconds;
        using var connection = await LoadClient.Connection.OpenAsync(port);

        // Signs at the end mean nothing and make it another query, so that it is not found among the kept ones.
        var first = await TimesAsync(i => $"{_queries[i % _queries.Length]} {Convert.ToString(i, 2).Replace('0', '.').Replace('1', ',')}");
        var again = await TimesAsync(i => _queries[i % _queries.Length]);

        await using var scope = app.Services.CreateAsyncScope();
        var passages = (await index.SearcherAsync(scope.ServiceProvider.GetRequiredService<LearningDb>(), CancellationToken.None)).IndexReader.NumDocs;
        Console.WriteLine();
        Console.WriteLine($"| search over {passages:N0} passages, terms and explanations (index made in {built:0.0} s) | p50 / p95 / most ms | not 200 |");
        Console.WriteLine("|---|--:|--:|");
        Console.WriteLine($"| the page | {first} | {connection.Refused} |");
        Console.WriteLine($"| what somebody looked for before | {again} | {connection.Refused} |");

        async Task<string> TimesAsync(Func<int, string> query)
        {
            for (var i = 0; i < 600; i++)
            {
                if (i == 150)
                {
                    connection.Forget();
                }

                connection.Times.Add(await connection.TimeAsync(LoadClient.Get(port, $"/search?q={Uri.EscapeDataString(query(i))}", null)));
            }

            var spread = Spread([.. connection.Times.Order()]);
            connection.Forget();
            return spread;
        }
    }

    private static string Spread(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{LoadClient.At(sorted, 0.5):0.0} / {LoadClient.At(sorted, 0.95):0.0} / {(sorted.Length > 0 ? sorted[^1] : 0):0.0}");

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
