using Learning.Web.Commands;
using Learning.Web.Site;
using Npgsql;

namespace Learning.Tests;

/// <summary>
/// Databases of PostgreSQL for tests, where LEARNING_TEST_POSTGRES holds the connection string of somebody who may make them (tests/with-postgres sets it): one for each site, made in a moment from one
/// that was migrated once, and gone afterwards. Without it sites keep their tables in SQLite.
/// </summary>
public static class TestDatabase
{
    private const int ConnectionsOfASite = 40;

    private static readonly string? Admin = Environment.GetEnvironmentVariable("LEARNING_TEST_POSTGRES") is { Length: > 0 } given ? given : null;
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    public static bool IsPostgres => Admin is not null;

    /// <summary>The connection string of a database of its own with all tables and roles, and nothing else in it. Null: a file will do.</summary>
    public static async Task<string?> MakeAsync() => IsPostgres ? await MakeAsync($"TEMPLATE \"{await Template.Value}\"") : null;

    /// <summary>A database without tables. Only where <see cref="IsPostgres"/>.</summary>
    public static Task<string> MakeEmptyAsync() => MakeAsync("TEMPLATE template0");

    /// <summary>A time as the database keeps it, for SQL of a test's own.</summary>
    public static object Stored(DateTimeOffset time) => IsPostgres ? time : time.ToUnixTimeMilliseconds();

    public static async Task DropAsync(string? connectionString)
    {
        if (connectionString is not null)
        {
            await using (var pool = new NpgsqlConnection(connectionString))
            {
                NpgsqlConnection.ClearPool(pool);
            }

            await RunAsync($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" WITH (FORCE)");
        }
    }

    public static async Task RunAsync(string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection(connectionString ?? $"{Admin};Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As the tests reach another database of the same server.</summary>
    public static string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(Admin) { Database = database, MaxPoolSize = ConnectionsOfASite, ConnectionIdleLifetime = 10, ConnectionPruningInterval = 5 }.ToString();

    private static async Task<string> MakeAsync(string from)
    {
        var name = $"learning_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE \"{name}\" {from}");
        return ConnectionTo(name);
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var connectionString = await MakeEmptyAsync();
        var folder = Directory.CreateTempSubdirectory("learning-template-").FullName;
        await using (var app = Serve.Builder(new SitePaths(folder, folder, folder) { Connection = $"{connectionString};Pooling=False" }).Build())
        {
            await app.PrepareAsync(CancellationToken.None);
        }

        Directory.Delete(folder, recursive: true);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropAsync(connectionString).GetAwaiter().GetResult();
        return name;
    }
}
