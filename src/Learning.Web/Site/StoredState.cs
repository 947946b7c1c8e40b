using System.Data.Common;
using System.Reflection;
using Learning.Data;
using Learning.Web.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Learning.Web.Site;

/// <summary>
/// What a start has to know about the database, read without EF Core: building EF's models takes longer than all else at a start, and nearly every start finds
/// nothing to migrate.
/// </summary>
internal static class StoredState
{
    /// <summary>True when the newest migrations have been applied and the roles are there.</summary>
    /// <exception cref="DatabaseException">A newer version has been here.</exception>
    public static async Task<bool> IsUpToDateAsync(LearningDatabase database, CancellationToken cancellation)
    {
        if (await TryOpenAsync(database, cancellation) is not { } opened)
        {
            return false;
        }

        await using var connection = opened;
        var tables = await ReadAsync(connection, database.IsPostgres ? "SELECT tablename::text FROM pg_tables WHERE schemaname = ANY (current_schemas(false))" : "SELECT name FROM sqlite_master WHERE type = 'table'", cancellation);
        if (!tables.Contains(HistoryRepository.DefaultTableName) || !tables.Contains(SiteDb.MigrationsTable))
        {
            return false;
        }

        return await HasAllAsync(connection, HistoryRepository.DefaultTableName, database.IsPostgres ? typeof(PostgresLearningDb) : typeof(SqliteLearningDb), cancellation)
            && await HasAllAsync(connection, SiteDb.MigrationsTable, database.IsPostgres ? typeof(PostgresSiteDb) : typeof(SqliteSiteDb), cancellation)
            && (await ReadAsync(connection, """SELECT "Name" FROM "AspNetRoles" """, cancellation)).IsSupersetOf(Roles.All);
    }

    /// <summary>The settings as they are stored.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> SettingsAsync(LearningDatabase database, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(database, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Name", "Value" FROM "Settings" """;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var settings = new Dictionary<string, string>();
        while (await row.ReadAsync(cancellation))
        {
            settings.Add(row.GetString(0), row.GetString(1));
        }

        return settings;
    }

    /// <summary>Whether somebody has this role.</summary>
    public static async Task<bool> HasAnyoneAsync(LearningDatabase database, string role, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(database, cancellation);
        return (await ReadAsync(connection, """SELECT DISTINCT r."Name" FROM "AspNetUserRoles" u JOIN "AspNetRoles" r ON r."Id" = u."RoleId" """, cancellation)).Contains(role);
    }

    /// <summary>Null where there is no database yet.</summary>
    private static async Task<DbConnection?> TryOpenAsync(LearningDatabase database, CancellationToken cancellation)
    {
        try
        {
            return database.IsPostgres || File.Exists(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource) ? await OpenAsync(database, cancellation) : null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;   // it is made, where the user may
        }
    }

    private static async Task<DbConnection> OpenAsync(LearningDatabase database, CancellationToken cancellation)
    {
        var connection = database.Connect();
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> HasAllAsync(DbConnection connection, string history, Type context, CancellationToken cancellation)
    {
        var known = Migrations(context).ToHashSet(StringComparer.Ordinal);
        var applied = await ReadAsync(connection, $"""SELECT "MigrationId" FROM "{history}" """, cancellation);
        BringUpToDate.RefuseNewer(applied, known);
        return applied.IsSupersetOf(known);
    }

    private static async Task<HashSet<string>> ReadAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var values = new HashSet<string>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation))
        {
            values.Add(row.GetString(0));
        }

        return values;
    }

    private static IEnumerable<string> Migrations(Type context) =>
        context.Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);
}
