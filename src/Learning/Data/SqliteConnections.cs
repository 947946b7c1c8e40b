using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Data;

/// <summary>
/// Sets each SQLite connection up as it is opened: write-ahead log, and commits that <see cref="WalFlush"/> forces to the disk in groups.
/// </summary>
public sealed class SqliteConnections(string pragmas) : DbConnectionInterceptor
{
    public SqliteConnections()
        : this(Grouped)
    {
    }

    /// <summary>For a context that saves without <see cref="Writing"/>: every commit waits for the disk by itself.</summary>
    public const string FullySynchronous = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;";

    private const string Grouped = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000; PRAGMA cache_size=-16000;";

    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, object> _done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsNew(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
        }
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsNew(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The pragmas last as long as the native handle, which the pool hands out again and again.</summary>
    private bool IsNew(DbConnection connection) =>
        connection is Microsoft.Data.Sqlite.SqliteConnection { Handle: { } handle } && _done.TryAdd(handle, handle);
}
