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
        if (File.Exists(file + Before))
        {
            PutBack(file);
            BrokenOff(log, file, file + Broken);
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

    /// <summary>What there is is kept beside, whatever it is. A file that is cut off in the middle of this is put back anew at the next start, since the copy stays.</summary>
    private static void PutBack(string file)
    {
        SqliteConnection.ClearAllPools();
        if (File.Exists(file))
        {
            File.Move(file, file + Broken, overwrite: true);
        }

        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        File.Copy(file + Before, file);
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
}
