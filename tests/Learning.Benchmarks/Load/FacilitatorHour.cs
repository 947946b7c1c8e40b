using System.Globalization;

namespace Learning.Benchmarks.Load;

/// <summary>
/// Ten facilitators do in a row what one does in an hour: the desk, the cohort in several orders, somebody by a part of her name, a member, charts, the report, tables to take along, what waits to be graded, certificates. First by
/// themselves, then while learners use the site as in <see cref="Mix"/>.
/// </summary>
internal static class FacilitatorHour
{
    private const int Rounds = 5;

    public static async Task RunAsync(LoadSite site, ServerProcess server)
    {
        await LookAsync(site, server.Port, rounds: 1);   // to warm up
        var alone = await LookAsync(site, server.Port, Rounds);
        var mix = Mix.RunAsync(site, [server], connections: 8, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        var beside = await LookAsync(site, server.Port, Rounds);
        var learners = await mix;
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {site.Facilitators.Count} facilitators at once, {site.DatabaseName} | alone, p50 / p95 ms | beside learners without pauses, p50 / p95 ms |"));
        Console.WriteLine("|---|--:|--:|");
        foreach (var (page, times) in alone.Times)
        {
            Console.WriteLine($"| {page} | {At(times)} | {At(beside.Times[page])} |");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| learners meanwhile: {learners.ActsPerSecond:N0} acts a second, p95 {learners.At(0.95):0.0} ms; not 200: {alone.Refused + beside.Refused + learners.Refused} | | |"));
    }

    private static async Task<(IReadOnlyDictionary<string, double[]> Times, int Refused)> LookAsync(LoadSite site, int port, int rounds)
    {
        var cohort = $"/cohorts/{site.Cohort}";
        (string Name, Func<int, string> Address)[] pages =
        [
            ("desk", _ => "/desk"),
            ("cohorts", _ => "/cohorts"),
            ("cohort, who needs help first", _ => cohort),
            ("cohort, by name, a later page", n => $"{cohort}?sort=name&page={2 + n}"),
            ("cohort, a part of a name", n => $"{cohort}?name={(char)('a' + (n % 20))}{(char)('a' + (n % 5))}"),
            ("a member", n => $"{cohort}/members/{site.Members[n % site.Members.Count]}"),
            ("charts", _ => cohort + "/charts"),
            ("report", _ => cohort + "/report"),
            ("table of progress (CSV)", _ => cohort + "/export?what=progress&as=csv"),
            ("what waits to be graded", _ => "/grading"),
            ("certificates", _ => "/certificates"),
        ];
        var all = await Task.WhenAll(site.Facilitators.Select(async (person, n) =>
        {
            using var connection = await LoadClient.Connection.OpenAsync(port);
            var times = new List<(string Page, double Milliseconds)>();
            for (var round = 0; round < rounds; round++)
            {
                foreach (var (name, address) in pages)
                {
                    times.Add((name, await connection.TimeAsync(LoadClient.Get(port, address((n * rounds) + round), person.Cookies))));
                    LoadPages.TakeAnswer(connection, person);
                }
            }

            return (Times: times, connection.Refused);
        }));
        var byPage = all.SelectMany(a => a.Times).ToLookup(t => t.Page, t => t.Milliseconds);
        return (pages.ToDictionary(p => p.Name, p => byPage[p.Name].Order().ToArray()), all.Sum(a => a.Refused));
    }

    private static string At(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{LoadClient.At(sorted, 0.5):0.0} / {LoadClient.At(sorted, 0.95):0.0}");
}
