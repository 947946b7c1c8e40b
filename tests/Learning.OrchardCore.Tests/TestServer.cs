using Npgsql;

namespace Learning.OrchardCore.Tests;

/// <summary>
/// Databases of PostgreSQL, where LEARNING_TEST_POSTGRES holds the connection string of somebody who may make them (tests/with-postgres sets it): then Orchard keeps its own tables there and the product its, each tenant
/// in databases of its own. Without it all of them are files.
/// </summary>
internal static class TestServer
{
    private static readonly string? _admin = Environment.GetEnvironmentVariable("LEARNING_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    public static bool IsThere => _admin is not null;

    public static async Task<string> MakeAsync()
    {
        var name = $"orchard_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE \"{name}\" TEMPLATE template0");
        return new NpgsqlConnectionStringBuilder(_admin) { Database = name, MaxPoolSize = 30, ConnectionIdleLifetime = 10, ConnectionPruningInterval = 5 }.ToString();
    }

    public static async Task DropAsync(string connectionString)
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" WITH (FORCE)");
    }

    /// <summary>In the database of whoever may make databases.</summary>
    public static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{_admin};Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
