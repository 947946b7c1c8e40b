using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Learning.Data;

/// <summary>
/// Lets one writer of this process at a time into SQLite, which has room for one anyway: waiting here is fair and wakes at once, waiting in
/// SQLite is polling. Other databases pass freely.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public void Dispose() => _one.Dispose();

    internal Task EnterAsync(CancellationToken cancellation) => _one.WaitAsync(cancellation);

    internal void Leave() => _one.Release();
}

public static class Writing
{
    private const int MostTries = 4;

    extension(LearningDb db)
    {
        /// <summary>
        /// Runs an act and saves what it changed, all in one transaction or not at all. When another request was first with the same row
        /// (a unique rule was broken), the act runs again on fresh data: it must read before it decides, and have no effect outside the database.
        /// </summary>
        public async Task<T> WriteAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var result = await db.WriteOnceAsync(act, cancellation);
                    if (db.Database.IsSqlite())
                    {
                        await db.GetService<WalFlush>().AfterCommitAsync(db);
                    }

                    return result;
                }
                catch (DbUpdateException e) when (attempt < MostTries && IsConflict(e))
                {
                    db.ChangeTracker.Clear();
                }
            }
        }

        private async Task<T> WriteOnceAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
        {
            var gate = db.Database.IsSqlite() ? db.GetService<WriteGate>() : null;
            await (gate?.EnterAsync(cancellation) ?? Task.CompletedTask);
            try
            {
                db.Database.AutoSavepointsEnabled = false;   // what fails is undone as a whole
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                var result = await act();
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return result;
            }
            finally
            {
                gate?.Leave();
            }
        }
    }

    private static bool IsConflict(DbUpdateException e) =>
        e is DbUpdateConcurrencyException || e.InnerException is SqliteException { SqliteErrorCode: 19 };
}
