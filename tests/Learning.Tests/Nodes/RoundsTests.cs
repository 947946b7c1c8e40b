using System.Collections.Concurrent;
using Learning.Tests.Monitoring;
using Learning.Web.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Learning.Tests.Nodes;

/// <summary>What a site does by itself is done once, however many nodes it has.</summary>
[NeedsDatabase]
public sealed class RoundsTests
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<(string Node, DateTimeOffset From, DateTimeOffset To)> _runs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_runs_again_and_again_and_one_that_fails_too()
    {
        var failed = 0;
        await using var site = new TestSite
        {
            WorksByItself = true,
            Replace = services => Only(services, new("Failing", TimeSpan.FromSeconds(1), null, (_, _) => throw new InvalidOperationException($"Failed {Interlocked.Increment(ref failed)} times"))),
        };
        await site.InitializeAsync();

        await Eventually.HoldsAsync(() => Task.FromResult(failed >= 3), "it came again after it had failed");
    }

    [Fact]
    public async Task Two_nodes_run_a_round_once_in_its_interval_and_one_goes_on_when_the_other_stops()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "A file of SQLite is one process's.");
        await using var one = new TestSite { WorksByItself = true, Replace = services => Only(services, Counting("one")) };
        await one.InitializeAsync();
        var began = DateTimeOffset.UtcNow;
        await using (var two = new TestSite { Beside = one, WorksByItself = true, Replace = services => Only(services, Counting("two")) })
        {
            await two.InitializeAsync();
            await Eventually.HoldsAsync(() => Task.FromResult(_runs.Count >= 8), "the round ran eight times");
        }

        var (runs, passed) = (_runs.ToArray(), DateTimeOffset.UtcNow - began);
        Assert.InRange(runs.Length, 8, (passed / Each) + 2);   // what began in them, and the first
        var ordered = runs.OrderBy(r => r.From).ToArray();
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From, $"{pair.First} and {pair.Second} ran beside each other."));

        var before = _runs.Count;
        await Eventually.HoldsAsync(() => Task.FromResult(_runs.Skip(before).Count(r => r.Node == "one") >= 2), "the node that is left goes on");
    }

    [Fact]
    public async Task A_node_whose_database_is_away_when_its_rounds_would_begin_serves_on_and_begins_with_them_later()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "A file of SQLite is not away.");
        var log = new KeptLog();
        await using var site = new TestSite { Log = log, WorksByItself = true, Replace = services => services.Replace(ServiceDescriptor.Singleton(new SiteRounds([Counting("one")], TimeSpan.FromSeconds(3)))) };
        await site.InitializeAsync();
        var database = new NpgsqlConnectionStringBuilder(site.Paths.Connection).Database;

        await TestDatabase.RunAsync($"ALTER DATABASE \"{database}\" ALLOW_CONNECTIONS false");
        await TestDatabase.RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
        await Eventually.HoldsAsync(() => Task.FromResult(log.Lines.Any(line => line.Contains("cannot begin yet", StringComparison.Ordinal))), "the log says that the rounds cannot begin");
        Assert.False(site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        Assert.Empty(_runs);

        await TestDatabase.RunAsync($"ALTER DATABASE \"{database}\" ALLOW_CONNECTIONS true");
        await Eventually.HoldsAsync(() => Task.FromResult(!_runs.IsEmpty), "the round runs");
    }

    private Round Counting(string node) => new("Counting", Each, null, async (_, cancellation) =>
    {
        var from = DateTimeOffset.UtcNow;
        await Task.Delay(300, cancellation);
        _runs.Enqueue((node, from, DateTimeOffset.UtcNow));
    });

    private static void Only(IServiceCollection services, Round round) => services.Replace(ServiceDescriptor.Singleton(new SiteRounds([round], TimeSpan.Zero)));
}
