using Learning.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Learning.OrchardCore.Tests;

/// <summary>Keeps a database from those who use it until it is disposed: of SQLite somebody else holds the lock to write, of PostgreSQL all connections are ended and it is not found.</summary>
internal sealed class Withheld : IAsyncDisposable
{
    private readonly Func<Task> _giveBack;

    private Withheld(Func<Task> giveBack) => _giveBack = giveBack;

    public static async Task<Withheld> FromAsync(LearningDatabase database)
    {
        if (database.IsPostgres)
        {
            var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
            // Nobody comes in while those who are in are ended; then it is not there by its name.
            await TestServer.RunAsync($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS false");
            await TestServer.RunAsync($"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'");
            await TestServer.RunAsync($"ALTER DATABASE \"{name}\" RENAME TO \"{name}_away\"");
            return new(async () =>
            {
                await TestServer.RunAsync($"ALTER DATABASE \"{name}_away\" RENAME TO \"{name}\"");
                await TestServer.RunAsync($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS true");
            });
        }

        var connection = (SqliteConnection)database.Connect();
        await connection.OpenAsync();
        var writing = connection.BeginTransaction(deferred: false);
        return new(async () =>
        {
            await writing.DisposeAsync();
            await connection.DisposeAsync();
        });
    }

    public async ValueTask DisposeAsync() => await _giveBack();
}
