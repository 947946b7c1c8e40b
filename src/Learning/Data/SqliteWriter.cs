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

    private KeptConnection? _connection;

    public void Dispose() => Drop();

    /// <summary>What is asked of the context's own connection goes over this one until it is given back. For one at a time.</summary>
    internal Lending Lend(LearningDb db)
    {
        var own = (KeptConnection)db.Database.GetDbConnection();
        own.Through = _connection ??= Open(db.Database.GetConnectionString()!);
        return new(this, own);
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
        _connection?.Dispose();
        _connection = null;
    }

    internal sealed class Lending(SqliteWriter writer, KeptConnection own) : IDisposable
    {
        private bool _isKept;

        /// <summary>The act has been committed. After any other nobody has to find out what it left behind: the next one gets a new connection.</summary>
        public void Keep() => _isKept = true;

        public void Dispose()
        {
            own.Through = null;
            if (!_isKept)
            {
                writer.Drop();
            }
        }
    }
}
