using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Learning.Data;

/// <summary>
/// Where reports read: from a standby of PostgreSQL that a host named (<see cref="LearningOptions.ReportsDatabase"/>), so that reading much does not hold up those who learn, or else from the tables themselves. The standby is taken only when it has all that
/// was in the database a moment ago, so what a report says of its time holds whichever it was.
/// </summary>
public sealed class ReportsDb(LearningDb db, ReportsStandby standby) : IAsyncDisposable
{
    private LearningDb? _from;
    private LearningDb? _opened;

    /// <summary>Reads from whichever it is; and where the standby is lost on the way, all of it once more from the tables themselves.</summary>
    /// <param name="read">May run twice, so it begins with nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<T> ReadAsync<T>(Func<LearningDb, Task<T>> read, CancellationToken cancellation)
    {
        var from = await OpenAsync(cancellation);
        try
        {
            return await read(from);
        }
        catch (Exception e) when (from != db && standby.IsLost(e))
        {
            _from = db;
            return await read(db);
        }
    }

    /// <summary>The same for rows that are sent on while they are read: once the first is there, they are not begun anew, and whoever asks again gets them from the tables themselves.</summary>
    public async IAsyncEnumerable<T> RowsAsync<T>(Func<LearningDb, IAsyncEnumerable<T>> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var from = await OpenAsync(cancellation);
        var row = rows(from).GetAsyncEnumerator(cancellation);
        try
        {
            for (var count = 0; ; count++)
            {
                bool isThere;
                try
                {
                    isThere = await row.MoveNextAsync();
                }
                catch (Exception e) when (from != db && standby.IsLost(e) && count == 0)
                {
                    await row.DisposeAsync();
                    from = _from = db;
                    row = rows(db).GetAsyncEnumerator(cancellation);
                    isThere = await row.MoveNextAsync();
                }

                if (!isThere)
                {
                    yield break;
                }

                yield return row.Current;
            }
        }
        finally
        {
            await row.DisposeAsync();
        }
    }

    /// <summary>For reading only. The same until the end of the request, unless the standby is lost (<see cref="ReadAsync"/>).</summary>
    internal async ValueTask<LearningDb> OpenAsync(CancellationToken cancellation)
    {
        if (!standby.IsNamed || db.Database.CurrentTransaction is not null)
        {
            return db;
        }

        return _from ??= _opened = await standby.TryOpenAsync(db, cancellation) ?? db;
    }

    public ValueTask DisposeAsync() => _opened is null || _opened == db ? ValueTask.CompletedTask : _opened.DisposeAsync();
}

/// <summary>The standby, and whether it can be used now.</summary>
public sealed partial class ReportsStandby(LearningOptions options, LearningDatabase database, IServiceProvider services, TimeProvider clock, ILogger<ReportsStandby> log)
{
    private const string Reached = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= CAST(@0 AS pg_lsn)";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NotAgainFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Seconds until a standby that gives no answer is passed over, where its connection string names no others (<c>Timeout</c>): there is another place to read from.</summary>
    private const int ConnectTimeout = 2;

    private readonly Lazy<LearningDatabase> _place = new(() => Place(options.ReportsDatabase!));
    private DbContextOptions<PostgresLearningDb>? _contexts;

    private readonly Lock _lock = new();
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>How it is reached.</summary>
    internal string ConnectionString => _place.Value.ConnectionString;

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
                return new PostgresLearningDb(_contexts ??= Contexts());
            }

            PassOver("it is more than two seconds behind, or is no standby of the database");
        }
        catch (NpgsqlException e)
        {
            PassOver(e.Message);
        }

        return null;
    }

    /// <summary>
    /// Whether a fault means that the standby cannot be read from: it is away; or what it follows the primary in did not wait for this reading any longer (a "conflict with recovery"). The log is told; for ten seconds it is not asked again. What
    /// takes too long there would take as long elsewhere.
    /// </summary>
    internal bool IsLost(Exception e)
    {
        var conflict = Conflict(e);
        if (conflict is null && DatabaseFaults.Of(e) != DatabaseFault.Away)
        {
            return false;
        }

        PassOver(conflict is null ? e.GetBaseException().Message : $"{conflict.MessageText}; where that happens often, raise max_standby_streaming_delay there");
        return true;
    }

    private static PostgresException? Conflict(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } conflict ? conflict
        : e.InnerException is { } inner ? Conflict(inner) : null;

    private static LearningDatabase Place(string given)
    {
        var settings = new NpgsqlConnectionStringBuilder(LearningDatabase.Of(given).ConnectionString);
        if (!settings.ShouldSerialize("Timeout"))
        {
            settings.Timeout = ConnectTimeout;
        }

        return LearningDatabase.Of(settings.ToString());
    }

    /// <summary>As the contexts of the database itself are made: what is slow is told to the log too.</summary>
    private DbContextOptions<PostgresLearningDb> Contexts()
    {
        var builder = new DbContextOptionsBuilder<PostgresLearningDb>();
        _place.Value.Use(builder).UseApplicationServiceProvider(services).AddInterceptors(services.GetRequiredService<SlowQueries>());
        return builder.Options;
    }

    /// <summary>Whether it has got as far as the database was when the report was asked for, or does so in a moment.</summary>
    private async Task<bool> ReachesAsync(string written, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(_place.Value.ConnectionString);
        await connection.OpenAsync(cancellation);
        for (var since = clock.GetTimestamp(); ; await Task.Delay(Between, cancellation))
        {
            await using var command = new NpgsqlCommand(Reached, connection) { Parameters = { new("0", written) }, CommandTimeout = ConnectTimeout };
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
