using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Data;

/// <summary>
/// Sets each SQLite connection up as it is opened: write-ahead log, and commits that <see cref="WalFlush"/> forces to the disk in groups. A context keeps the connection it
/// was given, and that its statements (<see cref="KeptConnection"/>).
/// </summary>
public sealed class SqliteConnections(string pragmas) : DbConnectionInterceptor, IDbCommandInterceptor
{
    public SqliteConnections()
        : this(Grouped)
    {
    }

    /// <summary>For a context that saves without <see cref="Writing"/>: every commit waits for the disk by itself.</summary>
    public const string FullySynchronous = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;";

    private const string Grouped = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;";

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new KeptConnection(eventData.ConnectionString!));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp((SqliteConnection)connection);

    /// <summary>SQLite does nothing beside anything else.</summary>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>One that was opened without EF Core.</summary>
    internal void SetUp(SqliteConnection connection)
    {
        using var command = new SqliteCommand(pragmas, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Lets a command that was run before on its connection run again, prepared as it is, with the values of the new one.</summary>
    public DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        eventData.Connection is KeptConnection connection ? connection.Prepared((SqliteCommand)result) : result;
}
