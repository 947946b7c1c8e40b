using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Learning.Notifications;
using Learning.Tests.Notifications;
using Learning.Web.Monitoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Tests.Monitoring;

/// <summary>What <c>/health/ready</c> says where something is amiss: 503 only where this node cannot serve.</summary>
[NeedsDatabase]
public sealed class ReadinessTests : IAsyncLifetime
{
    private const string Token = "a-token-of-some-length";

    private readonly KeptLog _log = new();
    private readonly TestSite _site;

    public ReadinessTests() => _site = new() { Log = _log, Settings = new Dictionary<string, string?> { ["Telemetry:Token"] = Token, ["Keys:Store"] = "Folder" } };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_site_that_is_well_says_so_of_each_thing_it_depends_on()
    {
        var (status, all, checks) = await AskAsync();

        Assert.Equal((HttpStatusCode.OK, "healthy"), (status, all));
        Assert.Equal(["clock", "data-folder", "database", "disk", "keys", "mail", "media", "migrations", "search", "stopping"], checks.Keys.Order(StringComparer.Ordinal));
        Assert.All(checks.Values, check => Assert.Equal("healthy", check.Status));
        Assert.All(checks.Values, check => Assert.NotEqual("", check.Sentence));
    }

    [Fact]
    public async Task Strangers_get_the_one_word()
    {
        Assert.Equal("""{"status":"healthy"}""", await _site.Visitor().Page("/health/ready"));
        Assert.Equal("""{"status":"healthy"}""", await (await GetAsync("not-the-token-of-it")).Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_told_of_one_look()
    {
        var ready = _site.Services.GetRequiredService<ReadyReport>();

        var reports = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(ready.ReadAsync)));

        Assert.Single(reports.Distinct());
    }

    [Fact]
    public async Task Without_its_database_it_cannot_serve_and_is_well_again_when_that_is_back()
    {
        await _site.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Settings\" RENAME TO \"Gone\"", Cancellation));
        var (status, all, checks) = await AskAsync();
        await _site.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"Settings\"", Cancellation));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy", "unhealthy"), (status, all, checks["database"].Status));
        Assert.Equal("healthy", (await AskAsync()).Status);
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_no_reason_to_stop_serving()
    {
        await _site.Db(db => db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29991231000000_Later', '99')", Cancellation));

        var (status, all, checks) = await AskAsync();

        Assert.Equal((HttpStatusCode.OK, "degraded", "degraded"), (status, all, checks["migrations"].Status));
        Assert.Contains("newer version", checks["migrations"].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_of_an_earlier_version_are_one()
    {
        await _site.Db(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", Cancellation));

        var (status, _, checks) = await AskAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (status, checks["migrations"].Status));
    }

    [Fact]
    public async Task A_mail_server_that_cannot_be_reached_is_named_and_the_site_serves_on()
    {
        _site.Services.GetRequiredService<LearningOptions>().Mail = new() { Host = "127.0.0.1", Port = 1, Tls = MailTls.None };

        var (status, all, checks) = await AskAsync();

        Assert.Equal((HttpStatusCode.OK, "degraded", "degraded"), (status, all, checks["mail"].Status));
        Assert.Contains("127.0.0.1:1 cannot be reached", checks["mail"].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_that_nobody_sends_is_noticed()
    {
        await _site.Waits("amina@example.org");
        Assert.Equal(("healthy", "1 mail waits."), (await AskAsync()).Checks["mail"]);

        await _site.Db(db => db.Mails.ExecuteUpdateAsync(set => set.SetProperty(m => m.NextTryAt, _site.Clock.GetUtcNow() - TimeSpan.FromMinutes(25)), Cancellation));

        Assert.Contains("due for 25 minutes", (await AskAsync()).Checks["mail"].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_an_hour_off_is_noticed()
    {
        if (!TestDatabase.IsPostgres)
        {
            // There is no other clock to ask; the record knows what time it has been.
            await _site.Publish(Courses.Drafts.Rhythm());
            var amina = await _site.SignedInAs("amina");
            await amina.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
            var id = await _site.LearnerId("amina");
            await _site.With<Learning.Record.RecordEntries, object>(async record => await record.RecordAsync(
                id, [new() { Id = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddYears(150)), Verb = Learning.Record.Verb.Opened, Course = "rhythm", Activity = "beat", At = DateTimeOffset.UtcNow }], Cancellation));   // a phone whose clock is wrong
            await _site.With<Learning.Record.RecordEntries, object>(async record => await record.RecordAsync(
                id, [new() { Id = Guid.CreateVersion7(), Verb = Learning.Record.Verb.Opened, Course = "rhythm", Activity = "beat", At = DateTimeOffset.UtcNow }], Cancellation));
            Assert.Equal("healthy", (await AskAsync()).Checks["clock"].Status);
        }

        _site.Clock.Ahead = TimeSpan.FromHours(-1);
        var (status, _, checks) = await AskAsync();

        Assert.Equal((HttpStatusCode.OK, "degraded"), (status, checks["clock"].Status));
        Assert.Contains("60 minutes behind", checks["clock"].Sentence, StringComparison.Ordinal);
        if (TestDatabase.IsPostgres)
        {
            _site.Clock.Ahead = TimeSpan.FromHours(3);
            Assert.Contains("3 hours ahead of", (await AskAsync()).Checks["clock"].Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Keys_that_are_gone_or_spoilt_are_noticed_before_the_next_start()
    {
        Assert.Equal("healthy", (await AskAsync()).Checks["keys"].Status);
        var file = Assert.Single(Directory.GetFiles(_site.Paths.Keys, "*.xml"));
        var key = await File.ReadAllTextAsync(file, Cancellation);

        await File.WriteAllTextAsync(file, key[..100], Cancellation);
        Assert.Contains("cannot be read where they are kept", (await AskAsync()).Checks["keys"].Sentence, StringComparison.Ordinal);

        File.Delete(file);
        var (status, _, checks) = await AskAsync();
        Assert.Equal((HttpStatusCode.OK, "degraded"), (status, checks["keys"].Status));
        Assert.Contains("are gone", checks["keys"].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_nothing_can_be_kept_in_ends_serving_only_where_the_database_is_in_it()
    {
        var aside = _site.Paths.Data + "-aside";
        Directory.Move(_site.Paths.Data, aside);
        await File.WriteAllTextAsync(_site.Paths.Data, "not a folder", Cancellation);   // the keys would make it anew
        var (status, _, checks) = await AskAsync();
        File.Delete(_site.Paths.Data);
        Directory.Move(aside, _site.Paths.Data);

        Assert.Equal(TestDatabase.IsPostgres ? (HttpStatusCode.OK, "degraded") : (HttpStatusCode.ServiceUnavailable, "unhealthy"), (status, checks["data-folder"].Status));
        Assert.Contains("cannot be written to", checks["data-folder"].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_told_of_what_has_changed_and_only_then()
    {
        _site.Services.GetRequiredService<LearningOptions>().Mail = new() { Host = "127.0.0.1", Port = 1, Tls = MailTls.None };
        var publisher = _site.Services.GetServices<IHealthCheckPublisher>().Single();
        for (var time = 0; time < 3; time++)
        {
            await publisher.PublishAsync(await _site.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation), Cancellation);
        }

        Assert.Single(_log.Lines, line => line.Contains("Health: mail is degraded now. The mail server", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("Health: database", StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> GetAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health/ready", UriKind.Relative)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return await _site.Visitor().Http.SendAsync(request, Cancellation);
    }

    private async Task<(HttpStatusCode Code, string Status, Dictionary<string, (string Status, string Sentence)> Checks)> AskAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(2.1), Cancellation);   // so long a look holds
        var answer = await GetAsync(Token);
        using var read = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return (answer.StatusCode, read.RootElement.GetProperty("status").GetString()!, read.RootElement.GetProperty("checks").EnumerateObject().ToDictionary(
            c => c.Name, c => (c.Value.GetProperty("status").GetString()!, c.Value.GetProperty("sentence").GetString()!)));
    }
}
