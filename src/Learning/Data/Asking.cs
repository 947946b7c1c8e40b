using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

public static class Asking
{
    extension(LearningDb db)
    {
        /// <summary>
        /// A question in SQL of our own, for the very few that every page asks: there EF Core's part takes longer than the database's. The text has to be
        /// read alike by every database product we run on; parameters are @0, @1 …, times among them as <see cref="DateTimeOffset"/>, and times that are read or reckoned with are
        /// <c>MillisecondsOf</c> a column. On SQLite it is prepared if it was asked before. Dispose it.
        /// </summary>
        internal ValueTask<Asked> CommandAsync(string sql, CancellationToken cancellation, params object[] values) =>
            db.CommandAsync(sql, values, Bind, cancellation);

        /// <summary>The same; <paramref name="bind"/> adds the parameters.</summary>
        internal async ValueTask<Asked> CommandAsync<TGiven>(string sql, TGiven given, Action<DbCommand, TGiven> bind, CancellationToken cancellation)
        {
            var connection = db.Database.GetDbConnection();
            var opens = connection.State != ConnectionState.Open;
            if (opens)
            {
                await db.Database.OpenConnectionAsync(cancellation);
            }

            var command = connection.CreateCommand();
            command.CommandText = sql;
            bind(command, given);
            Hearing.Tell(command);
            return connection is KeptConnection kept
                ? new(kept.Prepared((SqliteCommand)command), null, db.SlowQueries)
                : new(command, opens ? db : null, db.SlowQueries);
        }

        /// <summary>A column of times in SQL of our own: whole milliseconds since 1970, as SQLite keeps them.</summary>
        internal string MillisecondsOf(string column) => db is SqliteLearningDb ? column : $"CAST(EXTRACT(EPOCH FROM {column}) * 1000 AS bigint)";
    }

    private static void Bind(DbCommand command, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            parameter.Value = command is SqliteCommand ? OnSqlite(values[i]) : OnPostgres(values[i]);
            command.Parameters.Add(parameter);
        }
    }

    private static object OnSqlite(object value) => value is DateTimeOffset time ? time.ToUnixTimeMilliseconds() : value;

    private static object OnPostgres(object value) => value is DateTimeOffset time ? time.ToUniversalTime() : PostgresTexts.Without(value)!;
}

/// <summary>A question in SQL of our own, ready to be put. A connection that was opened for it goes back when it is disposed; on such a one it is put again when that broke (<see cref="Patience"/>).</summary>
internal sealed class Asked(DbCommand command, LearningDb? opened, SlowQueries? slow) : IAsyncDisposable
{
    private readonly long _began = Stopwatch.GetTimestamp();

    public Task<DbDataReader> ExecuteReaderAsync(CancellationToken cancellation) => AgainAsync(command.ExecuteReaderAsync, cancellation);

    public Task<object?> ExecuteScalarAsync(CancellationToken cancellation) => AgainAsync(command.ExecuteScalarAsync, cancellation);

    /// <summary>Within a transaction only: it is not put again.</summary>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteNonQueryAsync(CancellationToken cancellation) => command.ExecuteNonQueryAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        slow?.Note(command, _began);
        await command.DisposeAsync();
        if (opened is not null)
        {
            await opened.Database.CloseConnectionAsync();
        }
    }

    private async Task<T> AgainAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        var patience = opened is null ? null : new Patience();
        while (true)
        {
            try
            {
                return await ask(cancellation);
            }
            catch (Exception e) when (patience?.Lasts(e) == true)
            {
                await patience.WaitAsync(cancellation);
                await opened!.Database.CloseConnectionAsync();
                await opened.Database.OpenConnectionAsync(cancellation);
            }
        }
    }
}
