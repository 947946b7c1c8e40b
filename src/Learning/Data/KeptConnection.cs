using System.Data;
using Microsoft.Data.Sqlite;

namespace Learning.Data;

/// <summary>
/// A SQLite connection that stays open as long as its context lives, from request to request, and keeps its statements prepared: opening it and preparing a statement each
/// take longer than running the statement.
/// </summary>
internal sealed class KeptConnection(string connectionString)
    : SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString())
{
    /// <summary>Statements kept at most: those that come later are prepared each time.</summary>
    private const int Most = 200;

    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);
    private bool _isDisposing;

    /// <summary>The command with its values, ready to run: the statement that was prepared before, unless somebody still reads from it.</summary>
    public SqliteCommand Prepared(SqliteCommand command)
    {
        if (State != ConnectionState.Open || Statement(command.CommandText) is not { } statement || !statement.TryLend(command))
        {
            return command;
        }

        command.Dispose();   // a connection holds on to every command that is not
        return statement;
    }

    private PreparedStatement? Statement(string text)
    {
        if (!_statements.TryGetValue(text, out var statement) && _statements.Count < Most)
        {
            statement = new PreparedStatement { Connection = this, CommandText = text };
            _statements.Add(text, statement);
        }

        return statement;
    }

    /// <summary>EF Core closes after each query and when a context goes back to its pool; this connection closes when it is disposed.</summary>
    public override void Close()
    {
        if (_isDisposing)
        {
            base.Close();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposing = true;
        foreach (var statement in _statements.Values)
        {
            statement.End();
        }

        _statements.Clear();
        base.Dispose(disposing);
    }

    private sealed class PreparedStatement : SqliteCommand
    {
        private bool _isLent;

        /// <summary>False while somebody still reads from it: one statement cannot run twice at a time.</summary>
        public bool TryLend(SqliteCommand command)
        {
            if (_isLent)
            {
                return false;
            }

            _isLent = true;
            CommandTimeout = command.CommandTimeout;
            Transaction = command.Transaction;
            foreach (SqliteParameter parameter in command.Parameters)
            {
                Parameters.Add(parameter);
            }

            return true;
        }

        public void End() => base.Dispose(true);

        /// <summary>Given back, still prepared.</summary>
#pragma warning disable CA2215 // The base would finalize the statement; End does.
        protected override void Dispose(bool disposing)
#pragma warning restore CA2215
        {
            Parameters.Clear();
            Transaction = null;
            _isLent = false;
        }
    }
}
