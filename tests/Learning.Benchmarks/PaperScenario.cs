using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.Authoring;
using Learning.Credentials;
using Learning.Credentials.Badges;
using Learning.Data;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>
/// Certificates on paper and as cards, asked for one after the other by one reader over HTTP: each a different name, in four languages, the signature of the badge and the reading of the database included. Then what a card holds is read and
/// judged. Prints a table; asserts nothing.
/// </summary>
internal static class PaperScenario
{
    private const int Rounds = 25;

    private static readonly Dictionary<string, (string Title, string[] Names)> _languages = new()
    {
        ["en"] = ("The right to social security", ["Amina Okonkwo", "Siobhán O’Brien-Kelly", "Nguyễn Thị Hạnh", "Zoë van der Westhuizen", "Наталья Щербакова"]),
        ["fr"] = ("Le droit à la sécurité sociale", ["Aïssatou Ndiaye-Lefèvre", "Jean-Baptiste Ouédraogo", "Łukasz Świętosławski", "Hélène Çelik", "Ελένη Παπαδοπούλου"]),
        ["es"] = ("El derecho a la seguridad social", ["Íñigo Peña Ñandú", "María Fernanda Guadalupe del Carmen Rodríguez y Fernández de Córdoba Montenegro", "José Luis Quispe", "أمينة محمد Núñez", "Ana Sofía Guzmán"]),
        ["ar"] = ("الحق في الضمان الاجتماعي", ["فاطمة الزهراء بنت محمد الأمين", "أمينة محمد", "عبد الرحمن ولد سيدي", "سلمى Haddad", "محمّد عليّ"]),
    };

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;
        try
        {
            var paths = SitePaths.Find(Path.Combine(folder, "data"), null);
            var builder = Serve.Builder(paths, "http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            await using var app = builder.Build();
            await app.PrepareAsync(CancellationToken.None);
            app.UseSite();
            await app.StartAsync();
            using var http = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
            var ids = await IssueAsync(app);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ids.Count} certificates, each {Rounds} times; load {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown")}"));
            Console.WriteLine("| | first ms | p50 ms | p95 ms | most ms | most KB |");
            Console.WriteLine("|---|--:|--:|--:|--:|--:|");
            foreach (var (name, ending) in new[] { ("PDF, A4", ".pdf"), ("PDF, Letter", ".pdf?paper=letter"), ("card, PNG", ".png"), ("card, SVG", ".svg"), ("Open Badge", ".json") })
            {
                await AskAsync(http, name, ids.ConvertAll(id => $"/credentials/{id}{ending}"));
            }

            await JudgeAsync(http, ids[0]);
            await app.StopAsync();
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<Guid>> IssueAsync(WebApplication app)
    {
        var outline = new CourseOutline
        {
            Id = "rights", Slug = "rights", Title = "", Summary = "", Level = "", Language = "en", Hours = 6, Licence = "", Objectives = [], Modules = [],
            Completion = new(Requirement.Done, Requirement.None, Requirement.None),
        };
        var credentials = (
            from language in _languages
            from name in language.Value.Names
            select Credential.Issue("rights", Guid.NewGuid().ToString("N"), name, outline with { Title = language.Value.Title, Language = language.Key }, 3, 87, DateTimeOffset.UtcNow)).ToList();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        await db.WriteAsync(
            () =>
            {
                db.AddRange(credentials);
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return credentials.ConvertAll(c => c.Id);
    }

    private static async Task AskAsync(HttpClient http, string name, List<string> addresses)
    {
        var times = new List<double>();
        var most = 0;
        foreach (var address in Enumerable.Repeat(addresses, Rounds).SelectMany(a => a))
        {
            var clock = Stopwatch.StartNew();
            var bytes = await http.GetByteArrayAsync(address);
            times.Add(clock.Elapsed.TotalMilliseconds);
            most = Math.Max(most, bytes.Length);
        }

        Print(name, times, most);
    }

    /// <summary>The card as somebody sends it to be checked: the badge is found in it, the signature and the list of what was revoked are looked at.</summary>
    private static async Task JudgeAsync(HttpClient http, Guid id)
    {
        var card = await http.GetByteArrayAsync($"/credentials/{id}.png");
        var issuer = JsonSerializer.Deserialize<JsonObject>(await http.GetByteArrayAsync("/.well-known/did.json"));
        var list = JudgeBadge.ReadList(await http.GetByteArrayAsync("/credentials/status/1"), issuer!)!;
        var times = new List<double>();
        for (var i = 0; i < 500; i++)
        {
            var clock = Stopwatch.StartNew();
            var judged = JudgeBadge.Judge(Baking.Read(card), issuer, (_, place) => StatusList.IsSet(list.Encoded, place), DateTimeOffset.UtcNow.AddMinutes(1));
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (judged.Verdict != Verdict.Genuine)
            {
                throw new InvalidOperationException($"The card was found to be {judged.Verdict}.");
            }
        }

        Print("the badge read out of a PNG and judged", times, card.Length);
    }

    private static void Print(string name, List<double> times, int most)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[0]:0.0} | {sorted[sorted.Count / 2]:0.0} | {sorted[(int)(sorted.Count * 0.95)]:0.0} | {sorted[^1]:0.0} | {most / 1024.0:0.0} |"));
    }
}
