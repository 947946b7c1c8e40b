using System.Globalization;
using Learning.Data;
using Microsoft.Data.Sqlite;

namespace Learning.Web.Site;

/// <summary>
/// The file of SQLite while its tables are changed. SQLite cannot change all of them in one transaction, so a machine that dies meanwhile would leave tables of no version. A copy is set aside before; where it is still there at the next start, it is put back, and the
/// change begins anew.
/// </summary>
internal static partial class SqliteFile
{
    private const string Before = "-before";
    private const string Part = "-before.part";
    private const string Broken = "-broken";

    public static string Of(LearningDatabase database) => Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);

    /// <summary>Within the turn of this process (<see cref="StartTurn"/>).</summary>
    public static async Task SetAsideAsync(LearningDatabase database, ILogger log, CancellationToken cancellation)
    {
        if (database.IsPostgres)
        {
            return;   // there a change of tables is a transaction
        }

        var file = Of(database);
        if (File.Exists(file + Before) && await WasServedSinceAsync(database, file, cancellation))
        {
            var stale = Free(file + Before + "-old");
            File.Move(file + Before, stale);
            LeftOver(log, file, stale);
        }

        if (File.Exists(file + Before))
        {
            BrokenOff(log, file, PutBack(file));
        }
        else
        {
            File.Delete(file + Part);
            await CopyAsync(database, file, cancellation);
            File.Move(file + Part, file + Before);
        }

        await MakeReadyAsync(database, file, cancellation);
    }

    /// <summary>The tables are those of this version: the copy is of no more use.</summary>
    public static void Forget(LearningDatabase database)
    {
        if (!database.IsPostgres && Of(database) is var file && File.Exists(file + Before))
        {
            File.Delete(file + Before);
        }
    }

    /// <summary>
    /// Whether people have learned since the copy was made: then another version, which knows nothing of copies, has served this file, and what is in the copy is long out of date. A file whose tables are half changed was never served.
    /// </summary>
    private static async Task<bool> WasServedSinceAsync(LearningDatabase database, string file, CancellationToken cancellation)
    {
        try
        {
            await using var connection = database.Connect();
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = """SELECT MAX("ReceivedAt") FROM "Entry" """;
            return await command.ExecuteScalarAsync(cancellation) is long received && DateTimeOffset.FromUnixTimeMilliseconds(received) > File.GetLastWriteTimeUtc(file + Before);
        }
        catch (SqliteException)
        {
            return false;   // it cannot be read, or has no such table: broken off
        }
    }

    /// <summary>What there is is kept beside, whatever it is, with its write-ahead log. A file that is cut off in the middle of this is put back anew at the next start, since the copy stays.</summary>
    /// <returns>Where it is kept.</returns>
    private static string PutBack(string file)
    {
        SqliteConnection.ClearAllPools();
        var broken = Free(file + Broken);
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(file + part))
            {
                File.Move(file + part, broken + part);
            }
        }

        File.Copy(file + Before, file);
        return broken;
    }

    /// <summary>A name that nothing has, so that nothing is written over.</summary>
    private static string Free(string name)
    {
        var free = name;
        for (var n = 2; File.Exists(free); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
        }

        return free;
    }

    private static async Task CopyAsync(LearningDatabase database, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            await File.WriteAllBytesAsync(file + Part, [], cancellation);   // nothing is there yet: an empty file is an empty database
            return;
        }

        await using (var connection = database.Connect())
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO @0";
            command.Parameters.Add(new SqliteParameter("@0", file + Part));
            await command.ExecuteNonQueryAsync(cancellation);
        }

        using var copy = File.OpenHandle(file + Part, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(copy);
    }

    /// <summary>
    /// EF Core would wait for ever for the lock of a process that died; whoever has the turn knows that nobody alive has it. It also looks first whether it may read, and a file that was put back cannot be given its write-ahead log by somebody who reads.
    /// </summary>
    private static async Task MakeReadyAsync(LearningDatabase database, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            return;
        }

        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(cancellation);
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if ((long)(await command.ExecuteScalarAsync(cancellation))! > 0)
        {
            command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A change of the tables in {File} was broken off. It begins anew from how they were before; what was left of it is in {Broken}.")]
    private static partial void BrokenOff(ILogger log, string file, string broken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Beside {File} was a copy from a change of the tables long ago. People have learned since, so it is not put back; it is in {Stale} now.")]
    private static partial void LeftOver(ILogger log, string file, string stale);
}
