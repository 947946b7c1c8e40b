using System.Globalization;
using System.Text;
using Learning.Web.Site;
using Microsoft.Data.Sqlite;

namespace Learning.Benchmarks;

/// <summary>
/// The numbers we promise, in one run on one machine: the lesson page of a signed-in learner against a bare server, the record one at a time and
/// in batches, start and memory. Prints a table; asserts nothing, since a busy machine is no bug.
/// </summary>
internal static class LoadScenarios
{
    private const int Learners = 1_000;
    private const int Connections = 16;
    private const int Batch = 100;
    private const string Lesson = $"/learn/{SiteUnderLoad.Course}/nine-branches";

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            Console.WriteLine($"Preparing a site with the real course and {Learners:N0} enrolled learners ...");
            await SiteUnderLoad.FillAsync(paths, Learners);
            var certificate = await SiteUnderLoad.CertifyAsync(paths);
            SqliteConnection.ClearAllPools();

            var rows = new List<string[]>();
            var bare = await BareAsync(folder, duration);
            rows.Add(Row("bare Kestrel, one SQLite row, 15 KB", bare, bare));

            using (var site = await ServerProcess.StartAsync(Program("Learning.Web"), "/", url => ["--urls", url, "--data", paths.Data]))
            {
                var people = new List<SignedIn>();
                for (var i = 0; i < Connections; i++)
                {
                    people.Add(await SiteUnderLoad.SignInAsync(site.Port, $"bench{i}", Lesson));
                }

                var pages = people.Select(p => LoadClient.Get(site.Port, Lesson, p.Cookie)).ToArray();
                rows.Add(Row("lesson page, signed in", await LoadClient.RunAsync(site.Port, Connections, duration, (c, _) => pages[c]), bare));
                var course = LoadClient.Get(site.Port, $"/courses/{SiteUnderLoad.Course}", null);
                var checks = people.Select(p => LoadClient.Get(site.Port, $"/credentials/{certificate}", p.Cookie)).ToArray();
                rows.Add(Row("check page of a certificate, signed in", await LoadClient.RunAsync(site.Port, Connections, duration, (c, _) => checks[c]), bare));
                var check = LoadClient.Get(site.Port, $"/credentials/{certificate}", null);
                rows.Add(Row("check page of a certificate, anonymous", await LoadClient.RunAsync(site.Port, Connections, duration, (_, _) => check), bare));
                rows.Add(Row("course page, anonymous", await LoadClient.RunAsync(site.Port, Connections, duration, (_, _) => course), bare));

                rows.Add(Row("POST /record, one entry", await LoadClient.RunAsync(site.Port, Connections, duration, (c, n) => Record(site.Port, people[c], 1, n)), bare));
                var batches = await LoadClient.RunAsync(site.Port, Connections, duration, (c, n) => Record(site.Port, people[c], Batch, n));
                rows.Add(Row($"POST /record, {Batch} entries (entries a second)", batches with { PerSecond = batches.PerSecond * Batch }, bare));

                Print(rows);
                Console.WriteLine();
                Console.WriteLine($"start to first page, existing database: {site.Startup.TotalSeconds:0.00} s");
                Console.WriteLine($"resident after the load: {site.ResidentMegabytes:0} MB");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static async Task<LoadResult> BareAsync(string folder, TimeSpan duration)
    {
        var database = Path.Combine(folder, "bare.db");
        BareServer.Prepare(database);
        using var bare = await ServerProcess.StartAsync(Program("Learning.Benchmarks"), "/lesson", url => ["bare", database, url]);
        var request = LoadClient.Get(bare.Port, "/lesson", null);
        return await LoadClient.RunAsync(bare.Port, Connections, duration, (_, _) => request);
    }

    /// <summary>What a learner's phone sends while she reads: opened, reached, completed, in turn.</summary>
    private static byte[] Record(int port, SignedIn person, int count, int turn)
    {
        var entries = new StringBuilder(count > 1 ? "{\"entries\":[" : "");
        for (var i = 0; i < count; i++)
        {
            var verb = ((turn + i) % 3) switch { 0 => "Opened", 1 => "Reached", _ => "Completed" };
            entries.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
                $"{{\"id\":\"{Guid.CreateVersion7()}\",\"verb\":\"{verb}\",\"course\":\"{SiteUnderLoad.Course}\",\"activity\":\"nine-branches\",\"place\":\"the-nine\",\"at\":\"{DateTimeOffset.UtcNow:O}\"}}");
        }

        return LoadClient.PostJson(port, "/record", person.Cookie, person.Token, entries.Append(count > 1 ? "]}" : "").ToString());
    }

    private static string Program(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string[] Row(string name, LoadResult result, LoadResult bare) =>
    [
        name,
        result.PerSecond.ToString("N0", CultureInfo.InvariantCulture),
        (result.PerSecond / bare.PerSecond).ToString("0.00", CultureInfo.InvariantCulture),
        $"{result.P50:0.00} / {result.P95:0.00} / {result.P99:0.00}",
        (result.BytesPerAnswer / 1024.0).ToString("0.0", CultureInfo.InvariantCulture),
        result.Refused.ToString(CultureInfo.InvariantCulture),
    ];

    private static void Print(List<string[]> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"| {Connections} connections | a second | ratio to bare | p50 / p95 / p99 ms | KB an answer | not 200 |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        }
    }
}
