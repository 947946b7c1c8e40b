using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Learning.Web.Generating;

/// <summary>Puts many rows into one table: one statement, prepared once. Values are as SQLite keeps them (<see cref="Of"/>).</summary>
internal sealed class BulkInsert : IDisposable
{
    private readonly SqliteCommand _command;

    public BulkInsert(SqliteConnection connection, string table, params string[] columns)
    {
        _command = connection.CreateCommand();
        _command.CommandText =
            $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})";
        _command.Parameters.AddRange(columns.Select((_, i) => new SqliteParameter($"@{i}", null)));
    }

    public void Add(params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = Of(values[i]);
        }

        _command.ExecuteNonQuery();
    }

    /// <summary>For the next rows: a transaction ends, another begins.</summary>
    public void Within(SqliteTransaction transaction) => _command.Transaction = transaction;

    public void Dispose() => _command.Dispose();

    private static object Of(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Enum word => word.ToString(),
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
