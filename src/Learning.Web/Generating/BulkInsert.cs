using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace Learning.Web.Generating;

/// <summary>
/// Puts many rows into one table: on SQLite by one statement, prepared once; on PostgreSQL, where each statement is a journey, by COPY of what was collected (<see cref="Flush"/>). Values are as the
/// database keeps them.
/// </summary>
internal sealed partial class BulkInsert : IDisposable
{
    private readonly DbConnection _connection;
    private readonly string _table;
    private readonly string _columns;
    private readonly DbCommand? _command;
    private readonly string[] _types = [];
    private readonly List<object?[]> _waiting = [];

    public BulkInsert(DbConnection connection, string table, params string[] columns)
    {
        (_connection, _table, _columns) = (connection, table, string.Join(", ", columns.Select(c => $"\"{c}\"")));
        if (connection is NpgsqlConnection)
        {
            _types = TypesOf(connection);
            return;
        }

        _command = connection.CreateCommand();
        _command.CommandText = $"INSERT INTO \"{table}\" ({_columns}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})";
        for (var i = 0; i < columns.Length; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            _command.Parameters.Add(parameter);
        }
    }

    public void Add(params object?[] values)
    {
        if (_command is null)
        {
            _waiting.Add(values);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = OnSqlite(values[i]);
        }

        _command.ExecuteNonQuery();
    }

    /// <summary>For the next rows: a transaction ends, another begins.</summary>
    public void Within(DbTransaction transaction)
    {
        if (_command is not null)
        {
            _command.Transaction = transaction;
        }
    }

    /// <summary>Before the transaction ends.</summary>
    public void Flush()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        using var copy = ((NpgsqlConnection)_connection).BeginBinaryImport($"COPY \"{_table}\" ({_columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in _waiting)
        {
            copy.StartRow();
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is null)
                {
                    copy.WriteNull();
                }
                else
                {
                    copy.Write(OnPostgres(row[i]!, _types[i]), _types[i]);
                }
            }
        }

        copy.Complete();
        _waiting.Clear();
    }

    public void Dispose() => _command?.Dispose();

    private string[] TypesOf(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {_columns} FROM \"{_table}\" LIMIT 0";
        using var reader = command.ExecuteReader(CommandBehavior.SchemaOnly);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => WithoutLength().Replace(reader.GetDataTypeName(i), ""))];
    }

    [GeneratedRegex(@"\(.*\)")]
    private static partial Regex WithoutLength();

    private static object OnSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Enum word => word.ToString(),
        _ => value,
    };

    private static object OnPostgres(object value, string type) => value switch
    {
        DateTimeOffset time => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()),
        Enum word => word.ToString(),
        int number when type == "bigint" => (long)number,
        _ => value,
    };
}

/// <summary>Ids of version 7 (RFC 9562) made of a time and of chance that can be repeated.</summary>
internal static class BulkIds
{
    public static Guid New(DateTimeOffset at, Random chance)
    {
        Span<byte> bytes = stackalloc byte[16];
        chance.NextBytes(bytes);
        var random = (bytes[6], bytes[7]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        bytes[6] = (byte)((random.Item1 & 0x0F) | 0x70);
        bytes[7] = random.Item2;
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
