using System.Diagnostics;
using System.Globalization;

namespace Learning.Benchmarks.Load;

/// <summary>
/// The same questions on sites of growing size: what a page and a step of one learner take while she is alone, and what the database takes. The cohort that is looked at has a thousand members in each. The whole record
/// is made, each answer too, so that there are some sixty entries for each learner of the cohort and some dozen for each of the others.
/// </summary>
internal static class Growth
{
    private const int Members = 1_000;
    private const int Looks = 300;

    /// <param name="connection">Gives a database for a size; null: SQLite.</param>
    /// <param name="sizes">How many learners.</param>
    /// <param name="made">The data folder of a site of the last size that <c>generate</c> has filled before; null: it is made as the others are.</param>
    public static async Task RunAsync(Func<int, string>? connection, IReadOnlyList<int> sizes, string? made = null)
    {
        var first = new Dictionary<string, double>();
        foreach (var size in sizes)
        {
            var clock = Stopwatch.StartNew();
            using var site = await LoadSite.MakeAsync(connection?.Invoke(size), size, Math.Min(Members, size), people: 16, facilitators: 1, wholeRecord: true, made: size == sizes[^1] ? made : null);
            var making = clock.Elapsed;
            using var server = await site.StartAsync();
            await site.OpenPagesAsync(server.Port, "/my");
            var (entries, answers, megabytes) = (await site.CountAsync("Entry"), await site.CountAsync("ItemResponse"), await site.DatabaseMegabytesAsync());
            Console.WriteLine();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {site.DatabaseName}, {size:N0} learners, {entries:N0} entries, {answers:N0} answers, {megabytes:N0} MB (made in {making.TotalSeconds:0} s) | p50 / p95 ms | to the smallest (p50) |"));
            Console.WriteLine("|---|--:|--:|");
            var quiz = $"/learn/{SiteUnderLoad.Course}/{site.Practice[0]}";
            await RowAsync("lesson page", site, server.Port, first, (person, n) => LoadClient.Get(server.Port, $"/learn/{SiteUnderLoad.Course}/{site.Lessons[n % site.Lessons.Count]}", person.Cookies));
            await RowAsync("a lesson completed", site, server.Port, first, (person, n) => Post(server.Port, person, LoadPages.Entry(site.Lessons[n % site.Lessons.Count], "Completed")));
            await RowAsync("a quiz begun and handed in", site, server.Port, first, (person, _) => Post(server.Port, person, BeginAndHandIn(site.Practice[0])));
            await RowAsync("its page", site, server.Port, first, (person, _) => LoadClient.Get(server.Port, quiz, person.Cookies));
            await RowAsync("my learning", site, server.Port, first, (person, _) => LoadClient.Get(server.Port, "/my", person.Cookies));
            await RowAsync("course page", site, server.Port, first, (person, _) => LoadClient.Get(server.Port, $"/courses/{SiteUnderLoad.Course}", person.Cookies));
            await RowAsync("check page of a certificate", site, server.Port, first, (person, _) => LoadClient.Get(server.Port, $"/credentials/{site.Certificate}", person.Cookies));
            await RowAsync("search", site, server.Port, first, (person, _) => LoadClient.Get(server.Port, "/search?q=pension", person.Cookies));
            await RowAsync("cohort of 1,000", site, server.Port, first, (_, _) => LoadClient.Get(server.Port, $"/cohorts/{site.Cohort}", site.Facilitators[0].Cookies));
            await RowAsync("a member of it", site, server.Port, first, (_, n) => LoadClient.Get(server.Port, $"/cohorts/{site.Cohort}/members/{site.Members[n % site.Members.Count]}", site.Facilitators[0].Cookies));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| resident: {server.ResidentMegabytes:0} MB | | |"));
        }
    }

    private static string BeginAndHandIn(string quiz)
    {
        var attempt = Guid.CreateVersion7();
        return $"{{\"entries\":[{LoadPages.Entry(quiz, "Attempted", id: attempt)},{LoadPages.Entry(quiz, "Submitted", $",\"attempt\":\"{attempt}\"")}]}}";
    }

    private static byte[] Post(int port, LoadPerson person, string json) => LoadClient.PostJson(port, "/record", person.Cookies, person.Token, json);

    private static async Task RowAsync(string name, LoadSite site, int port, Dictionary<string, double> first, Func<LoadPerson, int, byte[]> request)
    {
        using var connection = await LoadClient.Connection.OpenAsync(port);
        var times = new List<double>();
        for (var n = 0; n < Looks + (Looks / 3); n++)
        {
            var person = site.People[n % site.People.Count];
            var time = await connection.TimeAsync(request(person, n));
            LoadPages.TakeAnswer(connection, person);
            if (n >= Looks / 3)
            {
                times.Add(time);
            }
        }

        var sorted = times.Order().ToArray();
        var middle = LoadClient.At(sorted, 0.5);
        first.TryAdd(name, middle);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name}{(connection.Refused > 0 ? $" ({connection.Refused} refused!)" : "")} | {middle:0.00} / {LoadClient.At(sorted, 0.95):0.00} | {middle / first[name]:0.00} |"));
    }
}
