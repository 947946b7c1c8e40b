using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Learning.Data;
using Learning.Web.Accounts;
using Learning.Web.Commands;
using Learning.Web.Generating;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>
/// A cohort of 10,000 on a course of 60 activities among 100,000 learners, all made by <c>generate</c>: its page and the pages behind it, each table to take along, and what membership adds to one
/// learner's step. Beside it, in the same run, the bare server. Prints tables; asserts nothing.
/// </summary>
internal static class CohortScenario
{
    private const string Learner = "bench-learner";
    private const string Outsider = "bench-outsider";
    private const string Boss = "bench-boss";
    private const string Course = GeneratedCourse.Id;

    public static async Task<int> RunAsync(int learners, int members)
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            await Generate.RunAsync(new(learners, members), paths, TextWriter.Null, Console.Error, CancellationToken.None);
            var (cohort, code) = await PrepareAsync(paths);
            SqliteConnection.ClearAllPools();
            var bare = await LoadScenarios.BareAsync(folder, TimeSpan.FromSeconds(4));
            using var site = await ServerProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "Learning.Web"), "/", url => ["--urls", url, "--data", paths.Data]);
            var boss = await SiteUnderLoad.SignInAgainAsync(site.Port, Boss);
            var page = $"/cohorts/{cohort}";
            Console.WriteLine($"{members:N0} members, {learners:N0} learners; bare: {bare.PerSecond.ToString("N0", CultureInfo.InvariantCulture)} a second, p95 {Ms(bare.P95)} ms");
            Console.WriteLine();
            Console.WriteLine("| page | first ms | p50 / p95 / most ms | to bare (p95) | KB as sent | KB unpacked |");
            Console.WriteLine("|---|--:|--:|--:|--:|--:|");
            foreach (var (name, address) in new[]
            {
                ("cohort, who needs help first", page), ("cohort, only those behind", page + "?need=Behind"), ("cohort, by name", page + "?sort=name"), ("cohort, last page", page + "?page=999"),
                ("cohort, a part of a name", page + "?name=ba"), ("charts", page + "/charts"), ("report", page + "/report"),
            })
            {
                await PageAsync(name, site.Port, address, boss, bare);
            }

            Console.WriteLine();
            Console.WriteLine("| table | seconds, first | seconds, again | MB | resident MB before | most while it ran |");
            Console.WriteLine("|---|--:|--:|--:|--:|--:|");
            foreach (var what in new[] { "progress", "grades", "attendance", "certificates" })
            {
                foreach (var format in new[] { "csv", "xlsx" })
                {
                    await ExportAsync($"{what}.{format}", site, $"{page}/export?what={what}&as={format}", boss);
                }
            }

            await StepsAsync(site.Port, page, code, boss);
            Console.WriteLine($"resident at the end: {site.ResidentMegabytes:0} MB");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(Guid Cohort, string Code)> PrepareAsync(SitePaths paths)
    {
        var builder = Serve.Builder(paths);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await app.PrepareAsync(CancellationToken.None);
        await Serve.RunRecipeOnceAsync(app, paths, CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var boss = new Account { UserName = Boss };
        await accounts.CreateAsync(boss, SiteUnderLoad.Secret);
        await accounts.AddToRoleAsync(boss, Roles.Administrator);
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var one = await db.Set<Learning.Cohorts.Cohort>().Select(c => new { c.Id, c.Code }).SingleAsync();
        return (one.Id, one.Code);
    }

    private static async Task PageAsync(string name, int port, string address, string cookie, LoadResult bare)
    {
        using var connection = await LoadClient.Connection.OpenAsync(port);
        var request = LoadClient.Get(port, address, cookie);
        var first = await connection.TimeAsync(request);
        for (var i = 0; i < 20; i++)
        {
            await connection.TimeAsync(request);
        }

        var times = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            times.Add(await connection.TimeAsync(request));
        }

        var sorted = times.Order().ToArray();
        var (sent, unpacked) = await SizesAsync(port, address, cookie);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name}{(connection.Refused > 0 ? " (refused!)" : "")} | {first:0} | {Ms(LoadClient.At(sorted, 0.5))} / {Ms(LoadClient.At(sorted, 0.95))} / {Ms(sorted[^1])} | {LoadClient.At(sorted, 0.95) / bare.P95:0} | {sent / 1024.0:0.0} | {unpacked / 1024.0:0.0} |"));
    }

    private static async Task<(long Sent, long Unpacked)> SizesAsync(int port, string address, string cookie)
    {
        return (await LengthAsync("br"), await LengthAsync("identity"));

        async Task<long> LengthAsync(string encoding)
        {
            using var answer = await SendAsync(port, address, cookie, encoding);
            return (await answer.Content.ReadAsByteArrayAsync()).LongLength;
        }
    }

    private static async Task ExportAsync(string name, ServerProcess site, string address, string cookie)
    {
        var times = new List<double>();
        var (before, most, bytes) = (site.ResidentMegabytes, 0.0, 0L);
        for (var run = 0; run < 3; run++)
        {
            using var stop = new CancellationTokenSource();
            var watch = Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    most = Math.Max(most, site.ResidentMegabytes);
                    await Task.Delay(20);
                }
            });
            var clock = Stopwatch.StartNew();
            using var answer = await SendAsync(site.Port, address, cookie, "identity");
            bytes = (await answer.Content.ReadAsByteArrayAsync()).LongLength;
            times.Add(clock.Elapsed.TotalSeconds);
            await stop.CancelAsync();
            await watch;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[0]:0.00} | {times[1..].Min():0.00} | {bytes / 1024.0 / 1024.0:0.0} | {before:0} | {most:0} |"));
    }

    private static async Task StepsAsync(int port, string page, string code, string boss)
    {
        var outside = await SiteUnderLoad.JoinAsync(port, Outsider, Course, null);
        var inside = await SiteUnderLoad.JoinAsync(port, Learner, Course, code);
        Console.WriteLine();
        Console.WriteLine("| one learner's step (a lesson completed) | p50 / p95 ms |");
        Console.WriteLine("|---|--:|");
        foreach (var round in new[] { false, true })
        {
            foreach (var (name, person) in new[] { ("not in a cohort", outside), ("one of the cohort", inside) })
            {
                using var connection = await LoadClient.Connection.OpenAsync(port);
                for (var i = 0; i < 200; i++)
                {
                    await connection.TimeAsync(Step(port, person, round ? 2 : 1));
                }

                if (round)
                {
                    var sorted = connection.Times.Count > 0 ? connection.Times.Order().ToArray() : await TimesAsync(connection, port, person);
                    Console.WriteLine($"| {name}{(connection.Refused > 0 ? " (refused!)" : "")} | {Ms(LoadClient.At(sorted, 0.5))} / {Ms(LoadClient.At(sorted, 0.95))} |");
                }
            }
        }

        using var answer = await SendAsync(port, $"{page}?name={Learner}", boss, "identity");
        var row = await answer.Content.ReadAsStringAsync();
        Console.WriteLine();
        Console.WriteLine($"her row shows the step at the next look: {(row.Contains("2 of 6", StringComparison.Ordinal) ? "yes" : "NO")}");
    }

    private static async Task<double[]> TimesAsync(LoadClient.Connection connection, int port, SignedIn person)
    {
        var times = new List<double>();
        for (var i = 0; i < 500; i++)
        {
            times.Add(await connection.TimeAsync(Step(port, person, 2)));
        }

        return [.. times.Order()];
    }

    private static byte[] Step(int port, SignedIn person, int lesson) => LoadClient.PostJson(
        port,
        "/record",
        person.Cookie,
        person.Token,
        $"{{\"id\":\"{Guid.CreateVersion7()}\",\"verb\":\"Completed\",\"course\":\"{Course}\",\"activity\":\"lesson-{lesson:00}\",\"at\":\"{DateTimeOffset.UtcNow:O}\"}}");

    private static async Task<HttpResponseMessage> SendAsync(int port, string address, string cookie, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}{address}"));
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Accept-Encoding", encoding);
        var answer = await SiteUnderLoad.Http.SendAsync(request);
        return answer.EnsureSuccessStatusCode();
    }

    private static string Ms(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
