using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Learning.Benchmarks.Load;

/// <summary>What a mixed load brought. Times in milliseconds, by kind of act.</summary>
/// <param name="Acts">The hundred parts of the mix.</param>
/// <param name="Requests">All that was sent: a lesson's entries, and what begins an attempt, come on top of the mix.</param>
internal sealed record MixResult(double Seconds, int Acts, int Requests, int Refused, Machine.Use Processor, IReadOnlyDictionary<string, double[]> Times)
{
    public double ActsPerSecond => Acts / Seconds;

    public double RequestsPerSecond => Requests / Seconds;

    public double At(double share) => LoadClient.At([.. Times.Values.SelectMany(t => t).Order()], share);
}

/// <summary>
/// An ordinary evening, compressed: of a hundred acts 30 look around (home, catalogue, course, my learning, search), 40 open a lesson, 25 answer a question of the final test, 3 hand it in, 2 look at a cohort. As the site's own scripts do,
/// each lesson is followed by its entries (opened, reached, completed, in one post), and a test begins with a post and its page. Each connection carries some people, who act one after the other without pauses.
/// </summary>
internal static class Mix
{
    public const string Browse = "looks around";
    public const string Read = "opens a lesson";
    public const string Entries = "– its entries";
    public const string Begin = "– begins a test";
    public const string Answer = "answers";
    public const string Submit = "hands in";
    public const string Dashboard = "looks at a cohort";

    /// <summary>So many act in turn, so that each answers several questions before she hands in.</summary>
    public const int Active = 320;

    private static readonly string[] Around = ["/", "/courses", $"/courses/{SiteUnderLoad.Course}", "/my", "/search?q=pension"];

    /// <param name="site">With people and facilitators whose pages are open.</param>
    /// <param name="nodes">Connections are spread over them.</param>
    /// <param name="connections">At once.</param>
    /// <param name="warmUp">Not counted.</param>
    /// <param name="duration">Counted.</param>
    public static async Task<MixResult> RunAsync(LoadSite site, IReadOnlyList<ServerProcess> nodes, int connections, TimeSpan warmUp, TimeSpan duration)
    {
        var visitors = new List<Visitor>();
        for (var i = 0; i < connections; i++)
        {
            var own = site.People.Take(Active).Where((_, n) => n % connections == i).ToArray();
            var port = nodes[i % nodes.Count].Port;
            visitors.Add(new(site, await LoadClient.Connection.OpenAsync(port), port, own, site.Facilitators[i % site.Facilitators.Count], new Random(i)));
        }

        await Task.WhenAll(visitors.Select(v => v.ActForAsync(warmUp)));
        visitors.ForEach(v => v.Forget());
        var database = site.Paths.Connection is { } connection ? await Machine.PostgresAsync(connection) : (int?)null;
        var (machine, clock) = (new Machine([.. nodes.Select(n => n.Id)], database), Stopwatch.StartNew());
        await Task.WhenAll(visitors.Select(v => v.ActForAsync(duration)));
        var (seconds, processor) = (clock.Elapsed.TotalSeconds, machine.Seconds);
        visitors.ForEach(v => v.Dispose());
        var times = visitors.SelectMany(v => v.Times).GroupBy(t => t.Kind).ToDictionary(g => g.Key, g => g.Select(t => t.Milliseconds).Order().ToArray());
        return new(seconds, visitors.Sum(v => v.Acts), times.Values.Sum(t => t.Length), visitors.Sum(v => v.Refused), processor, times);
    }

    private sealed class Visitor(LoadSite site, LoadClient.Connection connection, int port, LoadPerson[] people, LoadPerson facilitator, Random chance) : IDisposable
    {
        public List<(string Kind, double Milliseconds)> Times { get; } = new(100_000);

        public int Acts { get; private set; }

        public int Refused => connection.Refused;

        public void Forget()
        {
            Times.Clear();
            Acts = 0;
            connection.Forget();
        }

        public void Dispose() => connection.Dispose();

        public async Task ActForAsync(TimeSpan duration)
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < duration)
            {
                var person = people[chance.Next(people.Length)];
                await (chance.Next(100) switch
                {
                    < 30 => GetAsync(Browse, Around[chance.Next(Around.Length)], person),
                    < 70 => ReadAsync(person),
                    < 95 => AnswerAsync(person),
                    < 98 => SubmitAsync(person),
                    _ => GetAsync(Dashboard, $"/cohorts/{site.Cohort}{(chance.Next(2) == 0 ? "" : "?need=Behind")}", facilitator),
                });
                Acts++;
            }
        }

        private async Task ReadAsync(LoadPerson person)
        {
            var lesson = site.Lessons[chance.Next(site.Lessons.Count)];
            await GetAsync(Read, $"/learn/{SiteUnderLoad.Course}/{lesson}", person);
            await PostAsync(Entries, person, $"{{\"entries\":[{Entry(lesson, "Opened")},{Entry(lesson, "Reached", ",\"place\":\"sources\"")},{Entry(lesson, "Completed")}]}}");
        }

        private async Task AnswerAsync(LoadPerson person)
        {
            if (person.Attempt is null)
            {
                await BeginAsync(person);
            }

            var question = person.Questions[person.Answered++ % person.Questions.Count];
            await PostAsync(Answer, person, Entry(TestStart.Test, "Answered", $",\"attempt\":\"{person.Attempt}\",\"question\":\"{question}\",\"response\":[\"a\"]"));
        }

        private async Task SubmitAsync(LoadPerson person)
        {
            if (person.Attempt is null)
            {
                await BeginAsync(person);
            }

            await PostAsync(Submit, person, Entry(TestStart.Test, "Submitted", $",\"attempt\":\"{person.Attempt}\""));
            person.Attempt = null;
        }

        private async Task BeginAsync(LoadPerson person)
        {
            var attempt = Guid.CreateVersion7();
            await PostAsync(Begin, person, Entry(TestStart.Test, "Attempted", id: attempt));
            await GetAsync(Begin, $"/learn/{SiteUnderLoad.Course}/{TestStart.Test}", person);
            (person.Attempt, person.Questions, person.Answered) = (attempt, LoadPages.Questions(connection.LastAnswer), 0);
            if (person.Questions.Count == 0)
            {
                throw new InvalidOperationException($"The page of the test had no questions.");
            }
        }

        private static string Entry(string activity, string verb, string more = "", Guid? id = null) => LoadPages.Entry(activity, verb, more, id);

        private async Task GetAsync(string kind, string address, LoadPerson person) => await SendAsync(kind, person, LoadClient.Get(port, address, person.Cookies));

        private async Task PostAsync(string kind, LoadPerson person, string json) => await SendAsync(kind, person, LoadClient.PostJson(port, "/record", person.Cookies, person.Token, json));

        private async Task SendAsync(string kind, LoadPerson person, byte[] request)
        {
            Times.Add((kind, await connection.TimeAsync(request)));
            LoadPages.TakeAnswer(connection, person);
        }
    }
}

/// <summary>What scenarios take out of answers, and put into posts.</summary>
internal static class LoadPages
{
    private static readonly byte[] Session = Encoding.ASCII.GetBytes($"Set-Cookie: {LoadSite.SessionCookie}=");

    public static string Entry(string activity, string verb, string more = "", Guid? id = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"{id ?? Guid.CreateVersion7()}\",\"verb\":\"{verb}\",\"course\":\"{SiteUnderLoad.Course}\",\"activity\":\"{activity}\",\"at\":\"{DateTimeOffset.UtcNow:O}\"{more}}}");

    /// <exception cref="InvalidOperationException">The record did not take an entry.</exception>
    public static void TakeAnswer(LoadClient.Connection connection, LoadPerson person)
    {
        TakeSession(connection, person);
        if (!connection.LastAnswer.StartsWith("HTTP/1.1 200"u8))
        {
            Console.Error.WriteLine(Encoding.UTF8.GetString(connection.LastAnswer[..Math.Min(300, connection.LastAnswer.Length)]));
        }

        if (connection.LastAnswer.IndexOf("\"refused\""u8) is >= 0 and var at && connection.LastAnswer.IndexOf("application/json"u8) is >= 0 and var type && type < at)
        {
            throw new InvalidOperationException($"Refused: {Encoding.UTF8.GetString(connection.LastAnswer)}");
        }
    }

    /// <summary>The session is prolonged once a minute; a browser takes the new cookie, and so does this.</summary>
    private static void TakeSession(LoadClient.Connection connection, LoadPerson person)
    {
        var answer = connection.LastAnswer;
        var head = answer[..Math.Max(0, answer.IndexOf("\r\n\r\n"u8))];
        var at = head.IndexOf(Session);
        if (at >= 0)
        {
            var value = head[(at + Session.Length)..];
            person.Session = Encoding.ASCII.GetString(value[..value.IndexOf((byte)';')]);
        }
    }

    public static IReadOnlyList<string> Questions(ReadOnlySpan<byte> page)
    {
        var found = new List<string>();
        for (var at = page.IndexOf("data-question=\""u8); at >= 0; at = page.IndexOf("data-question=\""u8))
        {
            page = page[(at + 15)..];
            found.Add(Encoding.UTF8.GetString(page[..page.IndexOf((byte)'"')]));
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }
}
