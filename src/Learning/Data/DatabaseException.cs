using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Learning.Data;

/// <summary>The database cannot be used; its message is one sentence or two for whoever runs the site, with what to do.</summary>
public sealed class DatabaseException(string message, Exception? inner = null) : Exception(message, inner)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Failed = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>What a failure to open or to prepare the database means; null where it is something else: a bug.</summary>
    public static DatabaseException? Of(Exception failure, LearningDatabase database)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is DatabaseException known)
            {
                return known;
            }

            if (Sentence(e, database) is { } sentence)
            {
                return new(sentence, failure);
            }
        }

        return null;
    }

    private static string? Sentence(Exception e, LearningDatabase database) => e switch
    {
        PostgresException refused => Sentence(refused, new(database.ConnectionString)),
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException or System.Security.Authentication.AuthenticationException } or SocketException => NotReached(new(database.ConnectionString), e),
        NpgsqlException and not PostgresException => $"{At(new(database.ConnectionString))} cannot be used: {e.Message.TrimEnd('.')}. Check the connection string.",
        SqliteException { SqliteErrorCode: CannotOpen } => $"The database {FileOf(database)} cannot be opened. Check that its folder is there and that this user may write into it.",
        SqliteException { SqliteErrorCode: NotADatabase } => $"The file {FileOf(database)} is not a database of SQLite. Give another file, or restore a backup.",
        SqliteException { SqliteErrorCode: ReadOnly } => $"The database {FileOf(database)} may be read and not written to. Give the file and its folder to the user this runs as.",
        SqliteException { SqliteErrorCode: Full } => $"The disk is full where the database {FileOf(database)} is. Make room on it and start again; what was kept is there.",
        SqliteException { SqliteErrorCode: Failed } => $"The disk of the database {FileOf(database)} does not do what it is asked ({e.Message.TrimEnd('.')}). Look whether it is full, taken away or failing.",
        SqliteException { SqliteErrorCode: Corrupt } => $"The database {FileOf(database)} is damaged. Put it aside and restore a backup.",
        SqliteException { SqliteErrorCode: Busy or Locked } => $"Another program holds the database {FileOf(database)}. Stop it, or wait until it is done.",
        _ => null,
    };

    private static string? Sentence(PostgresException e, NpgsqlConnectionStringBuilder settings) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{At(settings)} does not let the user {settings.Username} in. Check user name and password in the connection string, and the server's pg_hba.conf.",
        PostgresErrorCodes.InvalidCatalogName => NoDatabase(settings),
        PostgresErrorCodes.InsufficientPrivilege when e.MessageText.Contains("create database", StringComparison.Ordinal) => NoDatabase(settings),
        PostgresErrorCodes.InsufficientPrivilege =>
            $"The user {settings.Username} may not make tables in the database {settings.Database} ({e.MessageText}). Make the user the owner of the database.",
        PostgresErrorCodes.TooManyConnections => $"{At(settings)} takes no more connections. Raise its max_connections, or lower Maximum Pool Size in the connection string.",
        PostgresErrorCodes.DiskFull => $"The disk of {At(settings)} is full. Make room on it and start again; what was kept is there.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"{At(settings)} takes nothing new ({e.MessageText}): it is a copy of another, or set so. Name the server that is written to in the connection string.",
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject =>
            $"The tables in the database {settings.Database} are not those of any version ({e.MessageText}): a change of them was broken off, or they are another program's. Restore the backup from before, or name an empty database.",
        PostgresErrorCodes.CannotConnectNow => $"{At(settings)} is starting or stopping. Try again in a moment.",
        _ => null,
    };

    private static string NoDatabase(NpgsqlConnectionStringBuilder settings) =>
        $"{At(settings)} has no database {settings.Database}, and the user {settings.Username} may not make one. Make it (createdb --owner={settings.Username} {settings.Database}), or name another in the connection string.";

    private static string NotReached(NpgsqlConnectionStringBuilder settings, Exception e) =>
        $"{At(settings)} does not answer ({(e.InnerException ?? e).Message.TrimEnd('.')}). Check that it runs and that host and port in the connection string are right.";

    private static string At(NpgsqlConnectionStringBuilder settings) => $"PostgreSQL at {settings.Host}:{settings.Port}";

    private static string FileOf(LearningDatabase database) => new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
}
