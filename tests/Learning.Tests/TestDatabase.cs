using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Learning.Tests;

/// <summary>
/// Databases of PostgreSQL for tests, where LEARNING_TEST_POSTGRES holds the connection string of somebody who may make them (tests/with-postgres sets it): one for each site, made in a moment from one
/// that was migrated once, and gone afterwards. Without it sites keep their tables in a file of SQLite, copied from one that was.
/// </summary>
public static class TestDatabase
{
    private const int ConnectionsOfASite = 40;

    private static readonly string? Admin = Environment.GetEnvironmentVariable("LEARNING_TEST_POSTGRES") is { Length: > 0 } given ? given : null;
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static readonly Lazy<Task<string>> TemplateFile = new(MakeTemplateFileAsync);

    public static bool IsPostgres => Admin is not null;

    /// <summary>The connection string of a database of its own with all tables and roles, and nothing else in it. Null: it is the file.</summary>
    /// <param name="file">Where a site without a connection string keeps its database.</param>
    public static async Task<string?> MakeAsync(string file)
    {
        if (IsPostgres)
        {
            return await MakeAsNewAsync($"TEMPLATE \"{await Template.Value}\"");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(await TemplateFile.Value, file);
        return null;
    }

    /// <summary>A database without tables. Only where <see cref="IsPostgres"/>.</summary>
    public static Task<string> MakeEmptyAsync() => MakeAsNewAsync("TEMPLATE template0");

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

    private static async Task<string> MakeAsNewAsync(string from)
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

    private static async Task<string> MakeTemplateFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("learning-template-").FullName;
        var paths = new SitePaths(folder, folder, folder);
        await using (var app = Serve.Builder(paths).Build())
        {
            await app.PrepareAsync(CancellationToken.None);
        }

        // All of it in the one file: what is still in the journal beside it would not be copied.
        SqliteConnection.ClearAllPools();
        await using (var connection = new SqliteConnection($"Data Source={paths.DatabaseFile};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return paths.DatabaseFile;
    }
}
