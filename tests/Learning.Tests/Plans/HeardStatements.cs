using System.Data.Common;
using System.Diagnostics;
using Learning.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Learning.Tests.Plans;

/// <summary>A statement that ran, with the values it ran with.</summary>
public sealed record HeardStatement(string Page, string Sql, IReadOnlyList<DbParameter> Values);

/// <summary>Hears each statement that is run on one database, EF Core's and those in SQL of our own, and remembers for which page; each text once for a page.</summary>
internal sealed class HeardStatements(string database) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Dictionary<(string, string), HeardStatement> _heard = [];

    /// <summary>What is asked for now.</summary>
    public string Page { get; set; } = "";

    public IReadOnlyList<HeardStatement> All
    {
        get
        {
            lock (_heard)
            {
                return [.. _heard.Values];
            }
        }
    }

    public static HeardStatements Of(string database)
    {
        var heard = new HeardStatements(database);
        heard._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(heard));
        return heard;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is Hearing.Name or "Microsoft.EntityFrameworkCore")
        {
            lock (_subscriptions)
            {
                _subscriptions.Add(value.Subscribe(this, name => name == Hearing.Asking || name == RelationalEventId.CommandExecuting.Name));
            }
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        var command = value.Value as DbCommand ?? (value.Value as CommandEventData)?.Command;
        if (command?.Connection is not { } connection || database != (connection is SqliteConnection ? connection.DataSource : connection.Database))
        {
            return;
        }

        lock (_heard)
        {
            _heard.TryAdd((Page, command.CommandText), new(Page, command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(Copy)]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_subscriptions)
        {
            _subscriptions.ForEach(s => s.Dispose());
        }
    }

    private static DbParameter Copy(DbParameter parameter) => parameter switch
    {
        NpgsqlParameter npgsql => npgsql.Clone(),
        SqliteParameter sqlite => new SqliteParameter(sqlite.ParameterName, sqlite.Value) { SqliteType = sqlite.SqliteType },
        _ => throw new NotSupportedException(),
    };
}
