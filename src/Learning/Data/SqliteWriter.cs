using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

/// <summary>
/// The one connection over which this process writes to SQLite, lent to whoever's turn it is (<see cref="WriteGate"/>). What SQLite has read of the file it forgets when another connection has written; over this one only it writes,
/// so it knows the trees it writes to, where each context's own would read them again for each act. And statements that write are prepared once, not once for each context.
/// </summary>
public sealed class SqliteWriter(SqliteConnections connections) : IDisposable
{
    /// <summary>All that any act asks: there is but this one to keep them.</summary>
    private const int Statements = 1_000;

    /// <summary>In KiB, below nought as SQLite has it.</summary>
    private const string Remembers = "PRAGMA cache_size=-16384;";

    private readonly Lock _lock = new();
    private KeptConnection? _connection;
    private bool _isLent;
    private bool _isDisposed;

    /// <summary>Whoever has it still brings it to its end.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            if (!_isLent)
            {
                Drop();
            }
        }
    }

    /// <summary>What is asked of the context's own connection goes over this one until it is given back. For one at a time.</summary>
    internal Lending Lend(LearningDb db)
    {
        var own = (KeptConnection)db.Database.GetDbConnection();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            own.Through = _connection ??= Open(db.Database.GetConnectionString()!);
            _isLent = true;
        }

        return new(this, own);
    }

    /// <summary>After an act that left something behind, a statement that is still read from or a transaction, the next one gets a new connection.</summary>
    private void TakeBack()
    {
        lock (_lock)
        {
            _isLent = false;
            if (_isDisposed || _connection is { IsAtRest: false })
            {
                Drop();
            }
        }
    }

    private KeptConnection Open(string connectionString)
    {
        var connection = new KeptConnection(connectionString, Statements);
        try
        {
            connection.Open();
            connections.SetUp(connection);
            using var command = new SqliteCommand(Remembers, connection);
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Drop()
    {
        var dropped = _connection;
        _connection = null;
        dropped?.Dispose();
    }

    internal readonly struct Lending(SqliteWriter writer, KeptConnection own) : IDisposable
    {
        public void Dispose()
        {
            own.Through = null;
            writer.TakeBack();
        }
    }
}
