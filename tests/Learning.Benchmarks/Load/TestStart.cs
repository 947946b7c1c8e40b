using System.Globalization;

namespace Learning.Benchmarks.Load;

/// <summary>
/// A test begins for everybody at once: each posts the entry that begins her attempt and opens its page with the questions. Once within two seconds, as people press a button when a clock strikes, and once all in the same
/// moment, which nobody does. Each has a connection of her own, open before.
/// </summary>
internal static class TestStart
{
    public const string Test = "final-test";

    public static readonly string Page = $"/learn/{SiteUnderLoad.Course}/{Test}";

    /// <param name="Both">From pressing the button until the questions are there.</param>
    public sealed record Result(double[] Accepted, double[] Questions, double[] Both, int Refused);

    public static async Task<Result> RunAsync(LoadSite site, IReadOnlyList<int> ports, TimeSpan within)
    {
        var people = site.People.Skip(Mix.Active).ToArray();   // those of the mix may have an attempt open
        var connections = new List<LoadClient.Connection>();
        foreach (var n in Enumerable.Range(0, people.Length))
        {
            connections.Add(await LoadClient.Connection.OpenAsync(ports[n % ports.Count]));
        }

        var all = await Task.WhenAll(people.Select(async (person, n) =>
        {
            var (connection, port, attempt) = (connections[n], ports[n % ports.Count], Guid.CreateVersion7());
            var post = LoadClient.PostJson(port, "/record", person.Cookies, person.Token, LoadPages.Entry(Test, "Attempted", id: attempt));
            await Task.Delay(within * new Random(n).NextDouble());
            var accepted = await connection.TimeAsync(post);
            LoadPages.TakeAnswer(connection, person);
            var page = await connection.TimeAsync(LoadClient.Get(port, Page, person.Cookies));
            var hasQuestions = LoadPages.Questions(connection.LastAnswer).Count > 0;
            LoadPages.TakeAnswer(connection, person);
            return (Attempt: attempt, Accepted: accepted, Page: page, IsRight: hasQuestions);
        }));

        // So that each can begin another.
        await Task.WhenAll(people.Select(async (person, n) =>
        {
            await connections[n].TimeAsync(LoadClient.PostJson(ports[n % ports.Count], "/record", person.Cookies, person.Token, LoadPages.Entry(Test, "Submitted", $",\"attempt\":\"{all[n].Attempt}\"")));
            LoadPages.TakeAnswer(connections[n], person);
        }));
        var result = new Result([.. all.Select(a => a.Accepted).Order()], [.. all.Select(a => a.Page).Order()], [.. all.Select(a => a.Accepted + a.Page).Order()], connections.Sum(c => c.Refused) + all.Count(a => !a.IsRight));
        connections.ForEach(c => c.Dispose());
        return result;
    }

    public static string Row(string name, Result result) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {result.Accepted.Length:N0} | {At(result.Accepted)} | {At(result.Questions)} | {At(result.Both)} | {result.Refused} |");

    private static string At(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{LoadClient.At(sorted, 0.5):0} / {LoadClient.At(sorted, 0.95):0} / {LoadClient.At(sorted, 0.99):0}");
}
