using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

/// <summary>
/// Makes commits durable in groups. SQLite would wait for the disk inside each commit, one after the other (synchronous=FULL); instead commits are written to the
/// write-ahead log at once (NORMAL), and before anybody is told "accepted" the log is forced to the disk once for all who committed meanwhile. After
/// <see cref="AfterCommitAsync"/> a commit survives a power cut as it would with FULL.
/// </summary>
public sealed class WalFlush
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Completes when what was committed before this call is on the disk.</summary>
    public Task AfterCommitAsync(LearningDb db)
    {
        var log = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + "-wal";
        lock (_lock)
        {
            // A flush under way may have begun before this commit was written; the next one has not.
            return _next ??= FlushAfterAsync(_running, log);
        }
    }

    private async Task FlushAfterAsync(Task running, string log)
    {
        // Always later, never within the caller's lock; how the flush before ended is for those who waited for it.
        await running.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _running = _next!;
            _next = null;
        }

        Flush(log);
    }

    private static void Flush(string log)
    {
        // SQLite deletes the log after the last connection has moved everything into the database and synced that; then there is nothing to do.
        try
        {
            using var file = File.OpenHandle(log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(file);
        }
        catch (FileNotFoundException)
        {
        }
    }
}
