using System.Data.Common;
using Learning.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Learning.Web.Site;

/// <summary>Of several processes that start on one database at once, one prepares it while the others wait. The turn ends with its process, however that ends.</summary>
internal sealed class StartTurn : IAsyncDisposable
{
    private const long Lock = 0x4C6561726E696E67;   // "Learning"

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly IAsyncDisposable _held;

    private StartTurn(IAsyncDisposable held) => _held = held;

    /// <summary>Makes the database where there is none yet.</summary>
    public static async Task<StartTurn> TakeAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<LearningDatabase>();
        if (!database.IsPostgres)
        {
            return new(await LockFileAsync(database, cancellation));
        }

        await MakeAsync(services, cancellation);

        // Not from the pool: the lock ends with the connection.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ToString());
        var turn = new StartTurn(connection);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Lock})", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();

    /// <summary>A file beside that of SQLite, open for one process at a time.</summary>
    private static async Task<FileStream> LockFileAsync(LearningDatabase database, CancellationToken cancellation)
    {
        var file = $"{SqliteFile.Of(database)}-start";
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException && File.Exists(file) && !DataFolder.IsFull(e))
            {
                await Task.Delay(Moment, cancellation);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
            {
                throw new DatabaseException($"The database {SqliteFile.Of(database)} cannot be opened. Check that its folder is there and that this user may write into it.", e);
            }
        }
    }

    private static async Task MakeAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var creator = scope.ServiceProvider.GetRequiredService<SiteDb>().GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellation))
        {
            try
            {
                await creator.CreateAsync(cancellation);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another process has made it meanwhile.
            }
        }
    }
}
