using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Learning.Tests.Courses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Tests.Monitoring;

/// <summary>The real program, told to send what it measures to a collector, which is listening: what arrives there, and what does not.</summary>
[NeedsDatabase]
public sealed class OtlpTests : IAsyncLifetime
{
    private const string Password = "password-of-the-database";

    private readonly TestSite _site = new();
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _arrived = new();
    private WebApplication _collector = null!;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(Drafts.Rhythm());
        var recipes = Directory.CreateDirectory(Path.Combine(_site.Paths.Content, "recipes"));
        await File.WriteAllTextAsync(Path.Combine(recipes.FullName, "learning.recipe.json"), """{ "name": "nothing", "steps": [{ "name": "feature", "enable": [] }] }""", Cancellation);
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _collector = builder.Build();
        _collector.MapPost("/v1/{signal}", async (string signal, HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            _arrived.Enqueue((signal, body.ToArray()));
            http.Response.ContentType = "application/x-protobuf";   // an empty message: all of it was taken
        });
        await _collector.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _collector.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Traces_measures_and_the_log_arrive_with_routes_and_statements_and_nothing_of_anybody()
    {
        var learner = await RunAsync();

        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            Assert.NotEmpty(Bodies(signal));
            Assert.All(Bodies(signal), body => Assert.Equal("learning", Attribute(Assert.Single(body.Messages(1, 1)), 1, "service.name")));
        }

        var spans = Bodies("traces").SelectMany(body => body.Messages(1, 2).SelectMany(scope => scope.Messages(2).Select(span => (Scope: scope.Messages(1).Single().Text(1), Span: span)))).ToList();
        var page = Assert.Single(spans, s => Attribute(s.Span, 9, "http.route") == "/courses/{slug}" && Attribute(s.Span, 9, "http.request.method") == "GET");
        Assert.Equal(("GET /courses/{slug}", "/courses/{slug}"), (page.Span.Text(5), Attribute(page.Span, 9, "url.path")));
        Assert.Single(spans, s => Attribute(s.Span, 9, "http.route") == "/record");
        if (TestDatabase.IsPostgres)
        {
            var within = spans.Where(s => s.Scope == "Npgsql" && s.Span.Bytes(1).SequenceEqual(page.Span.Bytes(1))).ToList();   // of the same trace
            Assert.Contains(within, s => Attribute(s.Span, 9, "db.query.text")?.Contains("\"Course\"", StringComparison.Ordinal) == true);
        }

        var measures = Bodies("metrics").SelectMany(body => body.Messages(1, 2, 2)).Select(measure => measure.Text(1)).ToList();
        Assert.Contains("learning.record.entries", measures);
        Assert.Contains("http.server.request.duration", measures);

        var everything = string.Concat(_arrived.Select(a => Encoding.UTF8.GetString(a.Body)));
        Assert.All(
            [learner, "amina-of-accra", "Amina Mensah", "amina@example.org", "a long enough secret", "token-of-the-setup", "JOINCODE", "words-she-searched", "rhythm", Password],
            secret => Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Somebody registers, looks at a course, joins it and reads; and addresses with secrets in them are opened. Then the program is told to end.</summary>
    /// <returns>Her id.</returns>
    private async Task<string> RunAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Learning.Web"), ["--data", _site.Paths.Data, "--content", _site.Paths.Content, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment =
            {
                ["Telemetry__Otlp"] = _collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
                ["Telemetry__TraceShare"] = "1",
            },
        };
        if (_site.Paths.Connection is { } connection)
        {
            start.Environment["ConnectionStrings__Learning"] = $"{connection};Password={Password}";
        }

        using var program = Process.Start(start)!;
        try
        {
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await AddressAsync(program) };
            await PostAsync(http, "/register", "/register", ("username", "amina-of-accra"), ("secret", "a long enough secret"), ("name", "Amina Mensah"), ("email", "amina@example.org"));
            await GetAsync(http, "/courses/rhythm?from=words-she-searched");
            await PostAsync(http, "/my", "/courses/rhythm/enrolments");
            using var entry = new HttpRequestMessage(HttpMethod.Post, new Uri("/record", UriKind.Relative)) { Content = JsonContent.Create(new { id = Guid.CreateVersion7(), verb = "Opened", course = "rhythm", activity = "beat", at = DateTimeOffset.UtcNow }) };
            entry.Headers.Add("RequestVerificationToken", Visitor.Token(await (await GetAsync(http, "/my")).Content.ReadAsStringAsync(Cancellation)));
            Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(entry, Cancellation)).StatusCode);
            await GetAsync(http, "/setup?token=token-of-the-setup");
            await GetAsync(http, "/join/JOINCODE");
            await GetAsync(http, "/search?q=words-she-searched");

            using var end = Process.Start("kill", ["-TERM", $"{program.Id}"]);   // what was not sent yet is sent then
            await program.WaitForExitAsync(Cancellation);
            Assert.Equal(0, program.ExitCode);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }
        }

        return await _site.LearnerId("amina-of-accra");
    }

    private static async Task<Uri> AddressAsync(Process program)
    {
        const string Says = "The site is at ";
        while (await program.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith(Says, StringComparison.Ordinal))
            {
                _ = program.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = program.StandardError.ReadToEndAsync(CancellationToken.None);
                return new(line[Says.Length..]);
            }
        }

        throw new InvalidOperationException($"It did not start. {await program.StandardError.ReadToEndAsync(Cancellation)}");
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

    private static async Task PostAsync(HttpClient http, string from, string to, params (string Name, string Value)[] fields)
    {
        var token = Visitor.Token(await (await GetAsync(http, from)).Content.ReadAsStringAsync(Cancellation))!;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        Assert.Equal(HttpStatusCode.Found, (await http.PostAsync(new Uri(to, UriKind.Relative), form, Cancellation)).StatusCode);
    }

    private IEnumerable<WireMessage> Bodies(string signal) => _arrived.Where(a => a.Signal == signal).Select(a => new WireMessage(a.Body));

    /// <summary>Of the attributes of a span or a resource, as OTLP has them: pairs of a name and a value, which is a text here.</summary>
    private static string? Attribute(WireMessage of, int field, string name) => of.Messages(field).Where(pair => pair.Text(1) == name).Select(pair => pair.Messages(2).Single().Text(1)).FirstOrDefault();
}
