using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Learning.Data;

/// <summary>Where the tables are: a file of SQLite, or a database of PostgreSQL. Which of the two, the connection string says.</summary>
public sealed record LearningDatabase
{
    /// <summary>Connections of one process at most, where the connection string does not say.</summary>
    public const int UsualPool = 50;

    private const int KeptStatements = 200;

    private LearningDatabase(bool isPostgres, string connectionString, int writers) => (IsPostgres, ConnectionString, Writers) = (isPostgres, connectionString, writers);

    public bool IsPostgres { get; }

    public string ConnectionString { get; }

    /// <summary>
    /// How many may write at once. SQLite has room for one. On PostgreSQL at most half of the connections, so that writers who wait for each other leave some to those who read.
    /// </summary>
    public int Writers { get; }

    /// <summary>
    /// What begins with a host (<c>Host=db.example.org;Database=learning;Username=learning</c>) is PostgreSQL, as is an address (<c>postgres://…</c>). All else is SQLite: <c>Data Source=…</c>, or just the path of a file.
    /// </summary>
    /// <exception cref="DatabaseException">It can be read as neither.</exception>
    public static LearningDatabase Of(string given)
    {
        var text = given.Trim();
        return IsUrl(text) ? Postgres(OfUrl(text)) : IsPostgresText(text) ? Postgres(text) : Sqlite(text);
    }

    /// <summary>Says so to EF Core; the same for a host's own tables in the same place.</summary>
    public DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, string? historyTable = null) => (IsPostgres
        ? builder.UseNpgsql(ConnectionString, npgsql => npgsql.MigrationsHistoryTable(historyTable ?? PostgresLearningDb.HistoryTable).ExecutionStrategy(parts => new AskAgain(parts))).AddInterceptors(PostgresTexts.Instance, PostgresLike.Instance)
        : builder.UseSqlite(ConnectionString, sqlite => _ = historyTable is null ? sqlite : sqlite.MigrationsHistoryTable(historyTable)))
        .ConfigureWarnings(ThrownIsEnough);

    /// <summary>What fails is thrown, and told where it ends; EF Core would tell the log of it before, also of what is only tried and of acts that run again.</summary>
    public static void ThrownIsEnough(WarningsConfigurationBuilder warnings) =>
        warnings.Log((RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug));

    /// <summary>A connection without EF Core, not open yet.</summary>
    public DbConnection Connect() => IsPostgres ? new NpgsqlConnection(ConnectionString) : new SqliteConnection($"{ConnectionString};Default Timeout=20;Pooling=False");

    /// <summary>The address of the server, or the file.</summary>
    public string Place => IsPostgres
        ? new NpgsqlConnectionStringBuilder(ConnectionString) is var server ? $"{server.Host}:{server.Port}" : ""
        : new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    public override string ToString() => IsPostgres ? "PostgreSQL" : "SQLite";

    private static LearningDatabase Postgres(string text)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrWhiteSpace(settings.Host))
            {
                throw new ArgumentException("There is no host in it.");
            }

            if (!settings.ShouldSerialize("Maximum Pool Size"))
            {
                settings.MaxPoolSize = UsualPool;
            }

            if (!settings.ShouldSerialize("Max Auto Prepare"))
            {
                settings.MaxAutoPrepare = KeptStatements;   // preparing takes longer than running, as on SQLite
            }

            if (!settings.ShouldSerialize("No Reset On Close"))
            {
                settings.NoResetOnClose = true;   // nothing of ours changes a session, and putting it right takes longer than most questions
            }

            settings.ApplicationName ??= "learning";
            settings.PersistSecurityInfo = true;   // the host's own context is made over a connection of the library's
            return new(true, settings.ToString(), Math.Max(1, settings.MaxPoolSize / 2));
        }
        catch (ArgumentException e)
        {
            throw Unread(e);
        }
    }

    private static LearningDatabase Sqlite(string text)
    {
        try
        {
            var settings = text.Contains('=', StringComparison.Ordinal) && !File.Exists(text) ? new SqliteConnectionStringBuilder(text) : new SqliteConnectionStringBuilder { DataSource = text };
            if (settings.DataSource.Length == 0)
            {
                throw new ArgumentException("There is no file in it.");
            }

            return new(false, settings.ToString(), 1);
        }
        catch (ArgumentException e)
        {
            throw Unread(e);
        }
    }

    private static DatabaseException Unread(ArgumentException e) => new(
        $"The connection string of the database cannot be read: {e.Message.TrimEnd('.')}. It has to be like \"Host=db.example.org;Database=learning;Username=learning;Password=…\" for PostgreSQL, or the path of a file for SQLite.", e);

    private static bool IsUrl(string text) => text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static bool IsPostgresText(string text) => text.Split(';').Select(part => part.Split('=')).Any(pair => pair.Length > 1 && pair[0].Trim().ToUpperInvariant() is "HOST" or "SERVER");

    /// <summary>An address as other programs and many hosting services write it.</summary>
    private static string OfUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            throw Unread(new ArgumentException("It is no address."));
        }

        var user = address.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')), Username = Uri.UnescapeDataString(user[0]) };
        if (address.Port > 0)
        {
            settings.Port = address.Port;
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        return settings.ToString();
    }
}
