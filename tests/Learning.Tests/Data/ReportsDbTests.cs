using Learning.Accounts;
using Learning.Data;
using Learning.Tests.Monitoring;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Tests.Data;

/// <summary>Reports are read from a standby that really follows its primary, and from the primary where it does not.</summary>
[NeedsDatabase]
public sealed class ReportsDbTests
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task Reports_read_from_the_standby_what_was_written_a_moment_ago_and_from_the_database_while_it_is_away_or_behind()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite has no standby.");
        await using var servers = new TwoServers();
        await servers.StartAsync();
        var folder = Directory.CreateTempSubdirectory("learning-reports-").FullName;
        var clock = new AdjustableClock();
        await using (var app = Build(servers, folder, clock))
        {
            await app.PrepareAsync(Cancellation);
            for (var n = 1; n <= 20; n++)
            {
                Assert.Equal((true, n), await WriteAndReadAsync(app, $"amina-{n}"));
            }

            await TestDatabase.RunAsync("SELECT pg_wal_replay_pause()", servers.Standby);
            Assert.Equal((false, 21), await WriteAndReadAsync(app, "amina-21"));
            await TestDatabase.RunAsync("SELECT pg_wal_replay_resume()", servers.Standby);
            clock.Ahead += TimeSpan.FromSeconds(11);
            Assert.Equal((true, 22), await WriteAndReadAsync(app, "amina-22"));

            await servers.StopStandbyAsync();
            Assert.Equal((false, 23), await WriteAndReadAsync(app, "amina-23"));
            await servers.StartStandbyAsync();
            clock.Ahead += TimeSpan.FromSeconds(11);
            Assert.Equal((true, 24), await WriteAndReadAsync(app, "amina-24"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_report_that_the_standby_breaks_off_is_read_from_the_database_itself()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite has no standby.");
        await using var servers = new TwoServers();
        await servers.StartAsync();
        var folder = Directory.CreateTempSubdirectory("learning-reports-").FullName;
        var (clock, log) = (new AdjustableClock(), new KeptLog());
        await using (var app = Build(servers, folder, clock, log))
        {
            await app.PrepareAsync(Cancellation);
            await WriteAndReadAsync(app, "amina");
            await WriteAndReadAsync(app, "binta");

            var places = new List<bool>();
            Assert.Equal(2, await ReadAsync(app, reports => reports.ReadAsync(CountAsync, Cancellation)));
            Assert.Equal([true, false], places);
            Assert.Single(log.Lines, line => line.Contains("max_standby_streaming_delay", StringComparison.Ordinal));

            places.Clear();
            Assert.Equal(2, await ReadAsync(app, reports => reports.ReadAsync(CountAsync, Cancellation)));
            Assert.Equal([false], places);   // for ten seconds nobody waits for it again

            clock.Ahead += TimeSpan.FromSeconds(11);
            places.Clear();
            Assert.Equal(["amina", "binta"], await ReadAsync(app, reports => reports.RowsAsync(db => NamesAsync(db), Cancellation).ToListAsync(Cancellation).AsTask()));
            Assert.Equal([true, false], places);

            clock.Ahead += TimeSpan.FromSeconds(11);
            var sent = new List<string>();
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(app, async reports =>
            {
                await foreach (var name in reports.RowsAsync(db => NamesAsync(db, breaksAfter: 1), Cancellation))
                {
                    sent.Add(name);
                }

                return true;
            }));
            Assert.Equal(["amina"], sent);   // what was sent on is not sent again
            Assert.Equal(DatabaseFault.Busy, DatabaseFaults.Of(fault));   // "come again", and no bug
            places.Clear();
            Assert.Equal(2, await ReadAsync(app, reports => reports.ReadAsync(CountAsync, Cancellation)));
            Assert.Equal([false], places);

            async Task<int> CountAsync(LearningDb db)
            {
                places.Add(await IsStandbyAsync(db));
                await BreakOffAsync(db, servers, places[^1]);
                return await db.Learners.CountAsync(Cancellation);
            }

            IAsyncEnumerable<string> NamesAsync(LearningDb db, int breaksAfter = 0) => AsyncEnumerable.Range(0, 3).Select(async (int at, CancellationToken _) =>
            {
                if (at == 0)
                {
                    places.Add(await IsStandbyAsync(db));
                }

                if (at == breaksAfter)
                {
                    await BreakOffAsync(db, servers, places[^1]);
                }

                return (await db.Learners.Select(l => l.Id).OrderBy(id => id).Skip(at).Take(1).ToListAsync(Cancellation)).SingleOrDefault();
            }).OfType<string>();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_is_slow_at_the_standby_is_told_to_the_log_too()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite has no standby.");
        await using var servers = new TwoServers();
        await servers.StartAsync();
        var folder = Directory.CreateTempSubdirectory("learning-reports-").FullName;
        var log = new KeptLog();
        await using (var app = Build(servers, folder, new AdjustableClock(), log))
        {
            await app.PrepareAsync(Cancellation);
            app.Services.GetRequiredService<LearningOptions>().SlowQuery = TimeSpan.Zero;

            await ReadAsync(app, reports => reports.ReadAsync(
                async db =>
                {
                    await using var own = await db.CommandAsync("SELECT 40 + 2", Cancellation);
                    return await IsStandbyAsync(db) && await own.ExecuteScalarAsync(Cancellation) is 42;
                },
                Cancellation));

            app.Services.GetRequiredService<LearningOptions>().SlowQuery = null;
            Assert.Contains(log.Lines, line => line.Contains("A query took", StringComparison.Ordinal) && line.Contains("pg_is_in_recovery", StringComparison.Ordinal));
            Assert.Contains(log.Lines, line => line.Contains("A query took", StringComparison.Ordinal) && line.Contains("SELECT 40 + 2", StringComparison.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("Host=standby.example.org;Database=learning", 2)]
    [InlineData("Host=standby.example.org;Database=learning;Timeout=7", 7)]
    public void A_standby_that_gives_no_answer_is_not_waited_for_long(string given, int seconds)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var standby = new ReportsStandby(new() { ReportsDatabase = given }, LearningDatabase.Of("Host=primary.example.org;Database=learning"), services, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ReportsStandby>.Instance);

        Assert.Equal(seconds, new Npgsql.NpgsqlConnectionStringBuilder(standby.ConnectionString).Timeout);
    }

    [Fact]
    public void A_standby_of_a_file_is_refused_at_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:LearningReports", "Host=db.example.org")]).Build();

        var refusal = Assert.Throws<SettingException>(() => ReportsSetting.Read(settings, LearningDatabase.Of("/data/learning.db")));

        Assert.Contains("ConnectionStrings:LearningReports", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Host=db.example.org", ReportsSetting.Read(settings, LearningDatabase.Of("Host=primary.example.org;Database=learning")));
    }

    private static WebApplication Build(TwoServers servers, string folder, TimeProvider clock, KeptLog? log = null)
    {
        var builder = Serve.Builder(new SitePaths(folder, folder, folder) { Connection = $"{servers.Primary};Maximum Pool Size=10" });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(clock);
        if (log is not null)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log);
        }

        var app = builder.Build();
        app.Services.GetRequiredService<LearningOptions>().ReportsDatabase = $"{servers.Standby};Maximum Pool Size=10";
        return app;
    }

    private static async Task<(bool IsStandby, int Learners)> WriteAndReadAsync(WebApplication app, string id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        await db.WriteAsync(() => Task.FromResult(db.Add(Learner.Known(id, id, null, "en", DateTimeOffset.UnixEpoch)) is not null), Cancellation);
        return await scope.ServiceProvider.GetRequiredService<ReportsDb>().ReadAsync(async from => (await IsStandbyAsync(from), await from.Learners.CountAsync(Cancellation)), Cancellation);
    }

    private static async Task<T> ReadAsync<T>(WebApplication app, Func<ReportsDb, Task<T>> read)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ReportsDb>());
    }

    private static async Task<bool> IsStandbyAsync(LearningDb db) => (await db.Database.SqlQueryRaw<bool>("SELECT pg_is_in_recovery() AS \"Value\"").ToListAsync(Cancellation))[0];

    /// <summary>On the standby reads on and on, while the primary locks what is read, until the standby breaks it off to follow.</summary>
    private static async Task BreakOffAsync(LearningDb db, TwoServers servers, bool isStandby)
    {
        if (!isStandby)
        {
            return;
        }

        var reading = db.Database.ExecuteSqlRawAsync("SELECT pg_sleep(60) FROM (SELECT COUNT(*) FROM \"Learner\") l", Cancellation);
        await using (var watch = new Npgsql.NpgsqlConnection($"{servers.Standby};Pooling=False"))
        {
            await watch.OpenAsync(Cancellation);
            await using var sleeps = new Npgsql.NpgsqlCommand("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'", watch);
            while (await sleeps.ExecuteScalarAsync(Cancellation) is 0L)
            {
                await Task.Delay(20, Cancellation);
            }
        }

        await TestDatabase.RunAsync("BEGIN; LOCK TABLE \"Learner\" IN ACCESS EXCLUSIVE MODE; COMMIT", $"{servers.Primary};Pooling=False");
        await reading;
    }
}
