using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Learning.Data;
using Learning.Notifications;
using Learning.Questions;
using Learning.Record;
using Learning.Tests.Courses;
using Learning.Tests.Notifications;
using Learning.Web.Monitoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Tests.Monitoring;

/// <summary>What a site tells whoever watches it: after a walk through it, every measure is there that the dashboard, the alerts and the guide name, and none has a person in it.</summary>
[NeedsDatabase]
public sealed partial class MetricsTests : IAsyncLifetime
{
    private const string Token = "a-token-of-some-length";

    /// <summary>Only PostgreSQL's driver has them.</summary>
    private static readonly string[] OfPostgres = ["db_client_"];

    private readonly TestSite _site = new()
    {
        Settings = new Dictionary<string, string?> { ["Telemetry:Metrics"] = "http://127.0.0.1:0", ["Telemetry:Token"] = Token },
        Configure = options => options.SlowQuery = TimeSpan.Zero,
    };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task After_a_walk_through_the_site_every_measure_is_there_that_somebody_may_look_at()
    {
        await WalkAsync();

        var given = await ScrapeAsync();
        var there = Sample().Matches(given).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        foreach (var file in new[] { "docs/monitoring/learning-dashboard.json", "docs/monitoring/learning-alerts.yml" })
        {
            var named = Named(await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), Cancellation));
            Assert.NotEmpty(named);
            Assert.Equal([], named.Where(name => !there.Contains(name)).Select(name => $"{file} names {name}"));
        }

        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/operations.md"), Cancellation);
        var ours = Type().Matches(given).Select(m => m.Groups[1].Value).Where(name => name.StartsWith("learning_", StringComparison.Ordinal)).ToArray();
        Assert.Equal([], ours.Where(name => !guide.Contains($"`{name}`", StringComparison.Ordinal)).Select(name => $"The guide does not say what {name} means."));
        Assert.Equal([], GuideName().Matches(guide).Select(m => m.Groups[1].Value).Where(name => !ours.Contains(name)).Select(name => $"The guide names {name}, which is not there."));
    }

    [Fact]
    public async Task No_label_has_a_person_or_an_address_in_it()
    {
        await WalkAsync();

        var given = await ScrapeAsync();
        var amina = await _site.LearnerId("amina");

        Assert.DoesNotContain("amina", given, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(amina, given, StringComparison.Ordinal);
        Assert.DoesNotMatch(Id(), given);
        Assert.DoesNotContain("rhythm", given, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/learn/{slug}/{activity}\"", given, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_counted_is_what_was_kept()
    {
        await _site.Publish(Drafts.Rhythm());
        await _site.SignedInAs("bonita");
        var before = Value(await ScrapeAsync(), "learning_record_entries_total", "learning_verb=\"Opened\"", "learning_outcome=\"Accepted\"");
        var conflicts = Value(await ScrapeAsync(), "learning_write_conflicts_total");
        var tries = 0;

        await _site.Db(db => db.WriteAsync(
            () =>
            {
                db.Tally.Add(Learning.Telemetry.Measures.CertificatesIssued, new("learning.certificate.kind", "of-this-test"));
                return ++tries < 3 ? throw new DbUpdateConcurrencyException() : Task.FromResult(true);
            },
            Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _site.Db(db => db.WriteAsync<bool>(
            () =>
            {
                db.Tally.Add(Learning.Telemetry.Measures.CertificatesIssued, new("learning.certificate.kind", "of-this-test"));
                throw new InvalidOperationException();
            },
            Cancellation)));
        await RecordAsync("bonita", [new() { Id = Guid.CreateVersion7(), Verb = Verb.Opened, Course = "nowhere", Activity = "beat", At = _site.Clock.GetUtcNow() }]);

        var after = await ScrapeAsync();
        Assert.Equal(1, Value(after, "learning_certificates_issued_total", "of-this-test"));
        Assert.True(Value(after, "learning_write_conflicts_total") >= conflicts + 2);
        Assert.True(Value(after, "learning_record_entries_total", "learning_verb=\"Opened\"", "error_type=\"Record.NoSuchCourse\"", "learning_outcome=\"Refused\"") >= 1);
        Assert.True(Value(after, "learning_record_entries_total", "learning_verb=\"Opened\"", "learning_outcome=\"Accepted\"") >= before);
    }

    [Fact]
    public async Task Nobody_reads_them_without_the_token_and_the_site_itself_has_no_such_page()
    {
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Address("/metrics"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Address("/health/ready"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("/metrics", "a-token-of-some-lengtH")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/metrics", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/courses", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visitor().Get("/metrics")).StatusCode);
    }

    [Fact]
    public async Task A_round_that_fails_is_counted_by_its_name_and_what_failed()
    {
        var round = new Round("OfThisTest", TimeSpan.FromDays(1), null, (_, _) => Learning.Telemetry.MeasureRound.RunAsync("OfThisTest", _site.Clock, () => throw new TimeoutException()));

        await Assert.ThrowsAsync<TimeoutException>(() => round.RunOnceAsync(_site.Services, Cancellation));

        var given = await ScrapeAsync();
        Assert.Equal(1, Value(given, "learning_round_duration_seconds_count", "learning_round=\"OfThisTest\"", "error_type=\"System.TimeoutException\""));
        Assert.DoesNotMatch("learning_round_last_success_seconds.*OfThisTest", given);
    }

    /// <summary>What makes every measure have been measured once.</summary>
    private async Task WalkAsync()
    {
        await _site.Publish(Drafts.Rhythm());
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        await amina.Page("/learn/rhythm/beat");
        await amina.Page("/search?q=pulse");
        var (at, exam, check) = (_site.Clock.GetUtcNow(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await RecordAsync("amina", [.. new[] { "beat", "bar" }.Select(lesson => new EntryDraft { Id = Guid.CreateVersion7(), Verb = Verb.Completed, Course = "rhythm", Activity = lesson, At = at })]);
        foreach (var (quiz, attempt, questions) in new[] { ("check", check, new[] { "q1", "q2" }), ("exam", exam, new[] { "p1", "p2", "p3" }) })
        {
            await RecordAsync("amina", [.. questions.Select(question => new EntryDraft { Id = Guid.CreateVersion7(), Verb = Verb.Answered, Course = "rhythm", Activity = quiz, Attempt = attempt, Question = question, Response = new Response(["a"]), At = at })]);
            await RecordAsync("amina", [new() { Id = Guid.CreateVersion7(), Verb = Verb.Submitted, Course = "rhythm", Activity = quiz, Attempt = attempt, At = at }]);
        }

        var credential = await _site.Db(db => db.Set<Learning.Credentials.Credential>().Select(c => c.Id).SingleAsync(Cancellation));
        await amina.Page($"/credentials/{credential}");
        await _site.Waits($"cy-{Guid.NewGuid():N}@example.org");
        foreach (var round in Round.For(_site.Services.GetRequiredService<LearningOptions>()))
        {
            await using var scope = _site.Services.CreateAsyncScope();
            await round.RunOnceAsync(scope.ServiceProvider, Cancellation);
        }

        await _site.Visitor().PostForm("/sign-in", "/sign-in", ("username", "amina"), ("secret", "not her secret"));
        var tries = 0;
        await _site.Db(db => db.WriteAsync(() => ++tries < 2 ? throw new DbUpdateConcurrencyException() : Task.FromResult(true), Cancellation));
        foreach (var publisher in _site.Services.GetServices<IHealthCheckPublisher>())
        {
            await publisher.PublishAsync(await _site.Services.GetRequiredService<ReadyReport>().ReadAsync(), Cancellation);
        }

        GC.Collect();
    }

    private async Task RecordAsync(string name, IReadOnlyList<EntryDraft> drafts)
    {
        var id = await _site.LearnerId(name);
        await _site.With<RecordEntries, IReadOnlyList<Receipt>>(record => record.RecordAsync(id, drafts, Cancellation));
    }

    private async Task<string> ScrapeAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(0.4), Cancellation);   // an answer is kept 0.3 seconds for those who ask at once
        var answer = await AskAsync("/metrics", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return await http.SendAsync(request, Cancellation);
    }

    private Uri Address(string path) => new(new Uri(_site.Services.GetRequiredService<PrivateServer>().Address!), path);

    /// <summary>All samples of a name with these in their labels, together.</summary>
    private static double Value(string given, string name, params string[] labels) => given.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is '{' or ' ' && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
        .Sum(line => double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    private static string[] Named(string file) =>
        [.. MetricName().Matches(file).Select(m => m.Value).Where(name => TestDatabase.IsPostgres || !OfPostgres.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Distinct()];

    [GeneratedRegex(@"^([a-z_][a-z0-9_]*)[{ ]", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^# TYPE ([a-z0-9_]+) ", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"\b(?:learning|http|dotnet|microsoft|db|kestrel|aspnetcore)_[a-z0-9_]+(?:_total|_bytes|_seconds|_bucket|_count|_sum|_requests|_waiting|_status|_max|_dbcontexts)\b")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^\| `(learning_[a-z0-9_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex GuideName();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}")]
    private static partial Regex Id();
}
