using Learning.Accounts;
using Learning.Data;
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
    public void A_standby_of_a_file_is_refused_at_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:LearningReports", "Host=db.example.org")]).Build();

        var refusal = Assert.Throws<SettingException>(() => ReportsSetting.Read(settings, LearningDatabase.Of("/data/learning.db")));

        Assert.Contains("ConnectionStrings:LearningReports", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Host=db.example.org", ReportsSetting.Read(settings, LearningDatabase.Of("Host=primary.example.org;Database=learning")));
    }

    private static WebApplication Build(TwoServers servers, string folder, TimeProvider clock)
    {
        var builder = Serve.Builder(new SitePaths(folder, folder, folder) { Connection = $"{servers.Primary};Maximum Pool Size=10" });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(clock);
        var app = builder.Build();
        app.Services.GetRequiredService<LearningOptions>().ReportsDatabase = $"{servers.Standby};Maximum Pool Size=10";
        return app;
    }

    private static async Task<(bool IsStandby, int Learners)> WriteAndReadAsync(WebApplication app, string id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        await db.WriteAsync(() => Task.FromResult(db.Add(Learner.Known(id, id, null, "en", DateTimeOffset.UnixEpoch)) is not null), Cancellation);
        var from = await scope.ServiceProvider.GetRequiredService<ReportsDb>().OpenAsync(Cancellation);
        var isStandby = await from.Database.SqlQueryRaw<bool>("SELECT pg_is_in_recovery() AS \"Value\"").ToListAsync(Cancellation);
        return (isStandby[0], await from.Learners.CountAsync(Cancellation));
    }
}
