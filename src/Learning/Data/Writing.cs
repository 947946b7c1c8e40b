using System.Diagnostics;
using Learning.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Learning.Data;

public static class Writing
{
    private const int MostTries = 10;

    /// <summary>Tries beside others; after that the act waits for its turn alone, so that it comes to an end however many others there are.</summary>
    private const int TriesBesideOthers = 4;

    extension(LearningDb db)
    {
        /// <summary>
        /// Runs an act and saves what it changed, all in one transaction or not at all. When another request was first with the same row
        /// (a unique rule was broken, or two acts decided on what the other changed), or the connection to PostgreSQL broke, the act runs again on fresh data: it must read before it decides, and have no effect outside the database.
        /// Where the connection broke at the very commit the server is asked what became of it, so that nothing is done twice.
        /// </summary>
        /// <exception cref="PerhapsKeptException">The connection broke at the commit, and the server did not come back in time to be asked.</exception>
        public Task<T> WriteAsync<T>(Func<Task<T>> act, CancellationToken cancellation) => db.WriteAsync(Turn.InSomeOrder, act, cancellation);

        /// <summary>The same, with <paramref name="turn"/> to say beside whom it may run on a database that lets many write at once.</summary>
        public async Task<T> WriteAsync<T>(Turn turn, Func<Task<T>> act, CancellationToken cancellation)
        {
            var isSqlite = db is SqliteLearningDb;
            var patience = new Patience(db.GetService<WriteGate>(), db.LinedUpAt);
            db.IsAgain = false;
            for (var attempt = 1; ;)
            {
                try
                {
                    var result = await db.WriteOnceAsync(isSqlite ? null : attempt <= TriesBesideOthers ? turn : Turn.Alone, act, cancellation);
                    if (isSqlite)
                    {
                        await db.GetService<WalFlush>().AfterCommitAsync(db);
                    }

                    db.Tally.Tell();
                    return result;
                }
                catch (Exception e) when (attempt < (isSqlite ? TriesBesideOthers : MostTries) && IsConflict(e))
                {
                    Measures.Conflicts.Add(1);
                    attempt++;
                    db.IsAgain = true;
                    db.ChangeTracker.Clear();
                }
                catch (Exception e) when (!isSqlite && patience.Lasts(e))
                {
                    db.ChangeTracker.Clear();
                    await patience.WaitAsync(cancellation);
                }
            }
        }

        private async Task<T> WriteOnceAsync<T>(Turn? turn, Func<Task<T>> act, CancellationToken cancellation)
        {
            var gate = db.GetService<WriteGate>();
            var asked = Stopwatch.GetTimestamp();
            await gate.EnterAsync(cancellation);
            var began = Stopwatch.GetTimestamp();
            Measures.WriteWait.Record(Stopwatch.GetElapsedTime(asked, began).TotalSeconds);
            db.Tally.Clear();
            try
            {
                using IDisposable? lending = turn is null ? db.GetService<SqliteWriter>().Lend(db) : null;
                db.Database.AutoSavepointsEnabled = false;   // what fails is undone as a whole
                var (begun, number) = turn is null ? (await db.Database.BeginTransactionAsync(cancellation), null) : await db.TakeTurnAsync(turn, cancellation);
                await using var transaction = begun;
                gate.Answered();
                var result = await act();
                await db.SaveChangesAsync(cancellation);
                try
                {
                    await transaction.CommitAsync(cancellation);
                }
                catch (Exception e) when (number is not null && DatabaseFaults.Of(e) is DatabaseFault.Away or DatabaseFault.Busy && !IsConflict(e))
                {
                    if (!await db.WasCommittedAsync(number, e, cancellation))
                    {
                        throw;
                    }
                }

                Measures.WriteTime.RecordSince(began);
                return result;
            }
            finally
            {
                gate.Leave();
            }
        }
    }

    /// <summary>Another act was first. What PostgreSQL says at once EF Core wraps once or twice.</summary>
    private static bool IsConflict(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbUpdateConcurrencyException or SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: [.. "23", _, _, _] or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected })
            {
                return true;
            }
        }

        return false;
    }
}
