using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Learning.Data;

/// <summary>What is wrong with the database itself, whatever was asked of it.</summary>
public enum DatabaseFault
{
    /// <summary>It does not answer, or the connection broke: it may be back in a moment.</summary>
    Away,

    /// <summary>Somebody else held it, or it was too slow, for longer than we wait.</summary>
    Busy,

    /// <summary>There is no room to write anything more.</summary>
    NoRoom,

    /// <summary>It takes nothing new.</summary>
    ReadOnly,

    /// <summary>What is stored cannot be read or written as it should.</summary>
    Damaged,
}

/// <summary>Knows such faults by the exceptions in which both products tell of them.</summary>
public static class DatabaseFaults
{
    /// <summary>Null: it is something else, a bug.</summary>
    public static DatabaseFault? Of(Exception? failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (OfOne(e) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>For whoever runs the site: what is wrong, and what to do.</summary>
    public static string Advice(DatabaseFault fault, Exception failure, LearningDatabase database)
    {
        var place = $"{database} at {database.Place}";
        return fault switch
        {
            DatabaseFault.Away => DatabaseException.Of(failure, database)?.Message ?? $"{place} has broken the connection. Check that it runs.",
            DatabaseFault.Busy when database.IsPostgres => $"{place} did not answer in time, or something held what was asked for. Look into pg_stat_activity for what runs so long, or raise Command Timeout or Maximum Pool Size in the connection string.",
            DatabaseFault.Busy => $"{place} was locked for too long. Another program has it open and writes: end that program.",
            DatabaseFault.NoRoom => $"{place} has no room left: nothing can be kept. Make room on its disk; nothing else has to be done.",
            DatabaseFault.ReadOnly when database.IsPostgres => $"{place} takes nothing new: it is a standby, or default_transaction_read_only is on. Name the primary in the connection string.",
            DatabaseFault.ReadOnly => $"{place} may not be written to. Check the rights of the file and of its folder, and that the disk is not mounted read-only.",
            _ => $"{place} cannot be read or written as it should. Check the disk; where the data is damaged, restore a backup.",
        };
    }

    private static DatabaseFault? OfOne(Exception e) => e switch
    {
        PostgresException refused => OfState(refused.SqlState),
        NpgsqlException { InnerException: TimeoutException } => DatabaseFault.Busy,
        NpgsqlException { InnerException: IOException or SocketException } => DatabaseFault.Away,
        NpgsqlException { IsTransient: true } => DatabaseFault.Away,
        SqliteException { SqliteErrorCode: 5 or 6 } => DatabaseFault.Busy,          // BUSY, LOCKED
        SqliteException { SqliteErrorCode: 13 } => DatabaseFault.NoRoom,            // FULL
        SqliteException { SqliteErrorCode: 8 } => DatabaseFault.ReadOnly,           // READONLY
        SqliteException { SqliteErrorCode: 14 } => DatabaseFault.Away,              // CANTOPEN
        SqliteException { SqliteErrorCode: 10 or 11 or 26 } => DatabaseFault.Damaged,   // IOERR, CORRUPT, NOTADB
        _ => null,
    };

    private static DatabaseFault? OfState(string state) => state switch
    {
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.IdleSessionTimeout or "25P03" => DatabaseFault.Away,   // the last: idle_in_transaction_session_timeout
        [.. "08", _, _, _] or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidPassword => DatabaseFault.Away,
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => DatabaseFault.Busy,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => DatabaseFault.Busy,   // an act that was never first; on a standby also what it could not wait for any longer
        PostgresErrorCodes.DiskFull => DatabaseFault.NoRoom,
        PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseFault.ReadOnly,
        PostgresErrorCodes.IoError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => DatabaseFault.Damaged,
        _ => null,
    };
}
