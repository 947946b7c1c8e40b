using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Learning.Data;

/// <summary>
/// Where reports read: from a standby of PostgreSQL that a host named (<see cref="LearningOptions.ReportsDatabase"/>), so that reading much does not hold up those who learn, or else from the tables themselves. The standby is taken only when it has all that
/// was in the database a moment ago, so what a report says of its time holds whichever it was.
/// </summary>
public sealed class ReportsDb(LearningDb db, ReportsStandby standby) : IAsyncDisposable
{
    private LearningDb? _standby;

    /// <summary>For reading only. The same until the end of the request.</summary>
    public async ValueTask<LearningDb> OpenAsync(CancellationToken cancellation)
    {
        if (!standby.IsNamed || db.Database.CurrentTransaction is not null)
        {
            return db;
        }

        return _standby ??= await standby.TryOpenAsync(db, cancellation) ?? db;
    }

    public ValueTask DisposeAsync() => _standby is null || _standby == db ? ValueTask.CompletedTask : _standby.DisposeAsync();
}

/// <summary>The standby, and whether it can be used now.</summary>
public sealed partial class ReportsStandby(LearningOptions options, LearningDatabase database, TimeProvider clock, ILogger<ReportsStandby> log)
{
    private const string Reached = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= CAST(@0 AS pg_lsn)";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NotAgainFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private readonly Lazy<LearningDatabase> _place = new(() => LearningDatabase.Of(options.ReportsDatabase!));
    private readonly Lazy<DbContextOptions<PostgresLearningDb>> _contexts = new(() =>
    {
        var builder = new DbContextOptionsBuilder<PostgresLearningDb>();
        LearningDatabase.Of(options.ReportsDatabase!).Use(builder);
        return builder.Options;
    });

    private readonly Lock _lock = new();
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public bool IsNamed => options.ReportsDatabase is not null && database.IsPostgres;

    /// <summary>Null where it is away, or so far behind that a report would not show what is there. The log is told; for ten seconds it is not asked again.</summary>
    internal async Task<LearningDb?> TryOpenAsync(LearningDb db, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (clock.GetUtcNow() < _notBefore)
            {
                return null;
            }
        }

        await using var ask = await db.CommandAsync("SELECT CAST(pg_current_wal_lsn() AS text)", cancellation);
        var written = (string)(await ask.ExecuteScalarAsync(cancellation))!;
        try
        {
            if (await ReachesAsync(written, cancellation))
            {
                return new PostgresLearningDb(_contexts.Value);
            }

            PassOver("it is more than two seconds behind, or is no standby of the database");
        }
        catch (NpgsqlException e)
        {
            PassOver(e.Message);
        }

        return null;
    }

    /// <summary>Whether it has got as far as the database was when the report was asked for, or does so in a moment.</summary>
    private async Task<bool> ReachesAsync(string written, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(_place.Value.ConnectionString);
        await connection.OpenAsync(cancellation);
        for (var since = clock.GetTimestamp(); ; await Task.Delay(Between, cancellation))
        {
            await using var command = new NpgsqlCommand(Reached, connection) { Parameters = { new("0", written) } };
            if (await command.ExecuteScalarAsync(cancellation) is true)
            {
                return true;
            }

            if (clock.GetElapsedTime(since) > Longest)
            {
                return false;
            }
        }
    }

    private void PassOver(string why)
    {
        lock (_lock)
        {
            _notBefore = clock.GetUtcNow() + NotAgainFor;
        }

        PassedOver(log, _place.Value.Place, why.TrimEnd('.'));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reports read from the database itself, since the standby at {Place} cannot be used: {Why}.")]
    private static partial void PassedOver(ILogger log, string place, string why);
}
