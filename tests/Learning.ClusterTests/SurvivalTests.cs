using Npgsql;

namespace Learning.ClusterTests;

/// <summary>
/// While people register, read, answer and hand in, each part of a site on two nodes goes away in turn. Whatever they were told is kept is kept, once; what they are shown meanwhile is the right page or an honest sentence; nobody starts anything
/// again by hand.
/// </summary>
[Collection(nameof(Cluster))]   // one cluster after the other: the machine may be small
public sealed class SurvivalTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int AtOnce = 10;

    private readonly Cluster _cluster = new();
    private readonly Watch _watch = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Whatever_goes_away_nothing_is_lost_nothing_doubled_and_nobody_told_anything_wrong()
    {
        var load = new Load(_cluster.Address, _watch, AtOnce);
        _watch.Begin(Quiet);
        load.Begin(Cancellation);
        await HappensAsync(Quiet, TimeSpan.FromSeconds(4));

        await GoesAwayAsync(NodeKilled, "node-1", "KILL");
        await GoesAwayAsync(NodeStopped, "node-2", "TERM");
        await GoesAwayAsync(DatabaseKilled, "database", "QUIT");   // what PostgreSQL calls immediate: nothing is written, it recovers from its log
        await GoesAwayAsync(CacheKilled, "redis", "KILL");
        await GoesAwayAsync(MailKilled, "mail", "KILL");

        _watch.Begin(ProxyReloads);
        await _cluster.SignalAsync("proxy", "HUP");
        await HappensAsync(ProxyReloads, TimeSpan.FromSeconds(3));

        _watch.Begin("afterwards");
        await Task.Delay(2000, Cancellation);
        await load.EndAsync();
        output.WriteLine($"{load.Learners.Count} people\n{_watch.Summary()}\n{_cluster.Said}");

        Assert.Empty(_watch.Dishonest);
        Assert.All([NodeStopped, CacheKilled, MailKilled, ProxyReloads, "afterwards"], phase => Assert.Equal([], _watch.Noticed(phase).Select(noticed => $"{phase}: {noticed}")));
        Assert.DoesNotContain(_watch.Noticed(NodeKilled), asked => asked.StartsWith("GET", StringComparison.Ordinal) || asked.StartsWith("POST /record", StringComparison.Ordinal));
        Assert.NotEmpty(_watch.Noticed(DatabaseKilled));   // it is away for longer than a request is patient
        Assert.All([Quiet, NodeKilled, NodeStopped, DatabaseKilled, CacheKilled, MailKilled, ProxyReloads], phase => Assert.True(_watch.Count(phase) > Enough, $"{phase}: only {_watch.Count(phase)} answers"));

        Assert.All(load.Learners, learner => Assert.True(learner.HasFinished && learner.Waiting == 0, learner.Name));
        Assert.True(load.Learners.Count > 30, $"Only {load.Learners.Count} people.");
        await EntriesAreThereOnceAsync(load.Learners);
        await CertificatesAreThereOnceAsync(load.Learners);
        await MailArrivesOnceAsync(load.Learners);
    }

    private const int Enough = 20;

    private const string Quiet = "nothing has happened yet";
    private const string NodeKilled = "a node is killed";
    private const string NodeStopped = "a node is stopped";
    private const string DatabaseKilled = "PostgreSQL is killed";
    private const string CacheKilled = "Redis is killed";
    private const string MailKilled = "the mail server is killed";
    private const string ProxyReloads = "the proxy reads its settings again";

    private async Task GoesAwayAsync(string phase, string name, string signal)
    {
        _watch.Begin(phase);
        var former = await _cluster.SignalAsync(name, signal);
        await _cluster.ReturnsAsync(name, former);
        foreach (var node in _cluster.Nodes.Keys)
        {
            await _cluster.ReadyAsync(node);
        }

        await HappensAsync(phase, TimeSpan.FromSeconds(2));
    }

    /// <summary>For so long, and until enough was asked meanwhile to say something of it, however slow this machine is.</summary>
    private async Task HappensAsync(string phase, TimeSpan atLeast)
    {
        await Task.Delay(atLeast, Cancellation);
        await _cluster.UntilAsync(() => Task.FromResult(_watch.Count(phase) > Enough), $"{phase}: hardly anybody asked for anything");
    }

    private async Task EntriesAreThereOnceAsync(IReadOnlyCollection<Learner> learners)
    {
        await using var db = await _cluster.DatabaseAsync();
        var ids = learners.SelectMany(l => l.Kept).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids.Length, learners.Count * 10);
        Assert.Equal(ids.Length, await CountAsync(db, """SELECT count(*) FROM "Entry" WHERE "Id" = ANY (@ids)""", ids));
        Assert.Equal(ids.Length, await CountAsync(db, """SELECT count(*) FROM "Entry" """));
    }

    private async Task CertificatesAreThereOnceAsync(IReadOnlyCollection<Learner> learners)
    {
        await using var db = await _cluster.DatabaseAsync();

        Assert.Equal(learners.Count, await CountAsync(db, """SELECT count(DISTINCT "LearnerId") FROM "Credential" """));
        Assert.Equal(learners.Count, await CountAsync(db, """SELECT count(*) FROM "Credential" """));
        Assert.Equal(learners.Count, await CountAsync(db, """SELECT count(*) FROM "AspNetUsers" """));
        await _cluster.CommandAsync("certificates", "check");
    }

    /// <summary>Rounds send it, within a minute or two; nobody tells them to.</summary>
    private async Task MailArrivesOnceAsync(IReadOnlyCollection<Learner> learners)
    {
        await _cluster.UntilAsync(() => Task.FromResult(_cluster.Mail().Count >= learners.Count), "Not all mail arrived");
        await Task.Delay(2000, Cancellation);
        var mail = _cluster.Mail();

        Assert.Equal(learners.Select(l => l.Mailbox).Order(StringComparer.Ordinal), mail.Select(m => m.Key).Order(StringComparer.Ordinal));
        Assert.All(mail, hers => Assert.Contains("Taking minutes", Assert.Single(hers).Subject, StringComparison.Ordinal));
    }

    private static async Task<int> CountAsync(NpgsqlConnection db, string sql, Guid[]? ids = null)
    {
        await using var command = new NpgsqlCommand(sql, db);
        if (ids is not null)
        {
            command.Parameters.AddWithValue("ids", ids);
        }

        return (int)(long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
