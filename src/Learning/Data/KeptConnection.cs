using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Learning.Data;

/// <summary>
/// A SQLite connection that stays open as long as its context lives, from request to request (that of <see cref="SqliteWriter"/>: as long as the process), and keeps its statements prepared: opening it and preparing a statement each
/// take longer than running the statement.
/// </summary>
/// <param name="most">Statements kept at most: when there would be more, they begin anew.</param>
internal sealed class KeptConnection(string connectionString, int most = KeptConnection.Usual)
    : SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString())
{
    private const int Usual = 200;

    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);
    private int _lent;
    private bool _isDisposing;

    /// <summary>Over which all goes that is asked of this one, which need not be open then (<see cref="SqliteWriter"/>). No command may be made before and run within, or made within and run after.</summary>
    public KeptConnection? Through { get; set; }

    /// <summary>Nobody reads from it, and no transaction is under way.</summary>
    public bool IsAtRest => base.State == ConnectionState.Open && SQLitePCL.raw.sqlite3_get_autocommit(base.Handle) != 0 && _lent == 0;

    public override ConnectionState State => Through?.State ?? base.State;

    public override string DataSource => Through?.DataSource ?? base.DataSource;

    public override SQLitePCL.sqlite3? Handle => Through is { } writer ? writer.Handle : base.Handle;

    public override SqliteCommand CreateCommand() => Through is { } writer
        ? new TurnCommand { Connection = writer, CommandTimeout = writer.DefaultTimeout, Transaction = writer.Transaction }
        : base.CreateCommand();

    /// <summary>The command with its values, ready to run: the statement that was prepared before, unless somebody still reads from it.</summary>
    public SqliteCommand Prepared(SqliteCommand command)
    {
        if (Through is { } writer)
        {
            return writer.Prepared(command);
        }

        if (State != ConnectionState.Open)
        {
            return command;
        }

        var statement = Statement(command.CommandText);
        if (!statement.TryLend(command))
        {
            return command;
        }

        command.Dispose();   // a connection holds on to every command that is not
        return statement;
    }

    private PreparedStatement Statement(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
        {
            if (_statements.Count >= most)
            {
                EndThoseAtRest();
            }

            statement = new PreparedStatement(this) { Connection = this, CommandText = text };
            _statements.Add(text, statement);
        }

        return statement;
    }

    /// <summary>All begin anew, since those that came first need not be those that come most often.</summary>
    private void EndThoseAtRest()
    {
        foreach (var (text, statement) in _statements.Where(known => !known.Value.IsLent).ToArray())
        {
            _statements.Remove(text);
            statement.End();
        }
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

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Through is { } writer
        ? new TurnTransaction(this, writer.BeginTransaction(isolationLevel))
        : base.BeginDbTransaction(isolationLevel);

    /// <summary>One over another connection, which says that it is of this one: EF Core takes none else.</summary>
    private sealed class TurnTransaction(KeptConnection connection, SqliteTransaction turn) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => turn.IsolationLevel;

        public SqliteTransaction Turn => turn;

        protected override DbConnection? DbConnection => turn.Connection is null ? null : connection;

        public override void Commit() => turn.Commit();

        public override void Rollback() => turn.Rollback();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                turn.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>Takes the transaction that EF Core gives it for the one beneath.</summary>
    private sealed class TurnCommand : SqliteCommand
    {
        protected override DbTransaction? DbTransaction
        {
            get => base.DbTransaction;
            set => base.DbTransaction = value is TurnTransaction { Turn: var turn } ? turn : value;
        }
    }

    private sealed class PreparedStatement(KeptConnection connection) : SqliteCommand
    {
        public bool IsLent { get; private set; }

        /// <summary>False while somebody still reads from it: one statement cannot run twice at a time.</summary>
        public bool TryLend(SqliteCommand command)
        {
            if (IsLent)
            {
                return false;
            }

            IsLent = true;
            connection._lent++;
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
            connection._lent -= IsLent ? 1 : 0;
            IsLent = false;
        }
    }
}
