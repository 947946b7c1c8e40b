using System.Reflection;
using Learning.Data;
using Learning.Web.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Learning.Web.Site;

/// <summary>
/// What a start has to know about the database, read without EF Core: building EF's models takes longer than all else at a start, and nearly every start finds
/// nothing to migrate.
/// </summary>
internal static class StoredState
{
    /// <summary>True when the newest migrations have been applied and the roles are there.</summary>
    public static async Task<bool> IsUpToDateAsync(SitePaths paths, CancellationToken cancellation)
    {
        if (!File.Exists(paths.Database))
        {
            return false;
        }

        await using var connection = await OpenAsync(paths, cancellation);
        var tables = await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'", cancellation);
        if (!tables.Contains(HistoryRepository.DefaultTableName) || !tables.Contains(SiteDb.MigrationsTable))
        {
            return false;
        }

        var applied = await ReadAsync(
            connection, $"SELECT MigrationId FROM {HistoryRepository.DefaultTableName} UNION SELECT MigrationId FROM {SiteDb.MigrationsTable}", cancellation);
        return applied.IsSupersetOf(Migrations<SqliteLearningDb>())
            && applied.IsSupersetOf(Migrations<SiteDb>())
            && (await ReadAsync(connection, "SELECT Name FROM AspNetRoles", cancellation)).IsSupersetOf(Roles.All);
    }

    /// <summary>The settings as they are stored.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> SettingsAsync(SitePaths paths, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(paths, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Name, Value FROM Settings";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var settings = new Dictionary<string, string>();
        while (await row.ReadAsync(cancellation))
        {
            settings.Add(row.GetString(0), row.GetString(1));
        }

        return settings;
    }

    /// <summary>Whether somebody has this role.</summary>
    public static async Task<bool> HasAnyoneAsync(SitePaths paths, string role, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(paths, cancellation);
        return (await ReadAsync(connection, "SELECT DISTINCT r.Name FROM AspNetUserRoles u JOIN AspNetRoles r ON r.Id = u.RoleId", cancellation)).Contains(role);
    }

    private static async Task<SqliteConnection> OpenAsync(SitePaths paths, CancellationToken cancellation)
    {
        var connection = new SqliteConnection($"Data Source={paths.Database};Default Timeout=20");
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task<HashSet<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
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

    private static IEnumerable<string> Migrations<T>() =>
        typeof(T).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(T))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);
}
