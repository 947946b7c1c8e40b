using System.Collections.Concurrent;
using System.Globalization;
using Learning.Web.Site;
using Microsoft.Data.Sqlite;

namespace Learning.Benchmarks;

/// <summary>
/// Two hundred learners take the final test of the real course at once: all begin within two seconds, think a second on average before each answer, and hand in. Then the same
/// without thinking, all beginning in the same moment, which is as much as the machine can do. Prints how long each act took; asserts nothing.
/// </summary>
internal static class QuizScenario
{
    private const int Learners = 200;
    private const string Activity = "final-test";
    private const string Quiz = $"/learn/{SiteUnderLoad.Course}/{Activity}";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            await SiteUnderLoad.FillAsync(paths, learners: 0);
            SqliteConnection.ClearAllPools();
            using var site = await ServerProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "Learning.Web"), "/", url => ["--urls", url, "--data", paths.Data]);
            Console.WriteLine($"{Learners} learners sign in ...");
            var people = new List<SignedIn>();
            for (var i = 0; i < Learners; i++)
            {
                people.Add(await SiteUnderLoad.SignInAsync(site.Port, $"bench{i}", Quiz));
            }

            await RoundAsync(site.Port, people, TimeSpan.Zero);   // the runtime optimizes what is called often while it runs
            Print("a second to think before each answer", await RoundAsync(site.Port, people, TimeSpan.FromSeconds(1)));
            Print("no time to think", await RoundAsync(site.Port, people, TimeSpan.Zero));
            Console.WriteLine($"resident after the load: {site.ResidentMegabytes:0} MB");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ConcurrentDictionary<string, ConcurrentBag<double>>> RoundAsync(int port, List<SignedIn> people, TimeSpan thinking)
    {
        var times = new ConcurrentDictionary<string, ConcurrentBag<double>>();
        await Task.WhenAll(people.Select((person, number) => TakeAsync(port, person, thinking, new Random(number), times)));
        return times;
    }

    private static async Task TakeAsync(int port, SignedIn person, TimeSpan thinking, Random chance, ConcurrentDictionary<string, ConcurrentBag<double>> times)
    {
        using var connection = await LoadClient.Connection.OpenAsync(port);
        await Task.Delay(thinking * (2 * chance.NextDouble()));
        var attempt = Guid.CreateVersion7();
        await Act("starting an attempt", $"\"id\":\"{attempt}\",\"verb\":\"Attempted\"");
        var questions = await SiteUnderLoad.QuestionsAsync(port, person, Quiz);
        foreach (var question in questions)
        {
            await Task.Delay(thinking * (0.5 + chance.NextDouble()));
            await Act("saving an answer", $"\"id\":\"{Guid.CreateVersion7()}\",\"verb\":\"Answered\",\"attempt\":\"{attempt}\",\"question\":\"{question}\",\"response\":[\"a\"]");
        }

        await Act("submitting", $"\"id\":\"{Guid.CreateVersion7()}\",\"verb\":\"Submitted\",\"attempt\":\"{attempt}\"");
        if (connection.Refused > 0 || questions.Count == 0)
        {
            throw new InvalidOperationException($"{connection.Refused} acts were refused; the page had {questions.Count} questions.");
        }

        async Task Act(string name, string fields)
        {
            var json = $"{{{fields},\"course\":\"{SiteUnderLoad.Course}\",\"activity\":\"{Activity}\",\"at\":\"{DateTimeOffset.UtcNow:O}\"}}";
            times.GetOrAdd(name, _ => []).Add(await connection.TimeAsync(LoadClient.PostJson(port, "/record", person.Cookie, person.Token, json)));
        }
    }

    private static void Print(string title, ConcurrentDictionary<string, ConcurrentBag<double>> times)
    {
        Console.WriteLine();
        Console.WriteLine($"| {Learners} learners at once, {title} | acts | p50 / p95 / p99 ms |");
        Console.WriteLine("|---|--:|--:|");
        foreach (var (name, all) in times.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var sorted = all.Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {sorted.Length:N0} | {LoadClient.At(sorted, 0.5):0.0} / {LoadClient.At(sorted, 0.95):0.0} / {LoadClient.At(sorted, 0.99):0.0} |"));
        }
    }
}
