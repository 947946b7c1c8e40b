using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Data;

/// <summary>
/// Begins a transaction of PostgreSQL and takes its <see cref="Turn"/>. Every act that writes shares a lock on the table of migrations, and one that runs alone has that lock for itself: so nobody writes while it
/// runs, nor while the tables are being changed. (As a lock on a table, and not an advisory one, since only that may wait before the transaction has looked at the data.)
/// </summary>
internal static class PostgresTurns
{
    /// <summary>The number of the transaction, by which the server knows what became of it (<see cref="Commits"/>).</summary>
    private const string Number = "CAST(pg_current_xact_id() AS text)";

    private const string Shared = $"""LOCK TABLE "{PostgresLearningDb.HistoryTable}" IN ROW SHARE MODE""";
    private const string Beside = $"{Shared}; SELECT {Number}";
    private const string Alone = $"""LOCK TABLE "{PostgresLearningDb.HistoryTable}" IN EXCLUSIVE MODE; SELECT {Number}""";

    /// <summary>The lock of each subject, in one order for all, since two who take two could wait for each other.</summary>
    private const string Several = $"{Shared}; SELECT {Number}, COUNT(pg_advisory_xact_lock(hashtextextended(l, 0))) FROM unnest(@0) AS l";

    private const string One = $"{Shared}; SELECT {Number}, pg_advisory_xact_lock(hashtextextended(@0, 0))";

    private const string ForOne = "SELECT pg_advisory_xact_lock(hashtextextended(@0, 0))";

    extension(LearningDb db)
    {
        /// <summary>Within an act, waits until nobody else is at what <paramref name="subject"/> names, and holds it until the act ends. On SQLite whoever writes is alone anyway.</summary>
        /// <param name="subject">A text that nothing else has.</param>
        public async Task WaitForAsync(string subject, CancellationToken cancellation)
        {
            if (db is not SqliteLearningDb)
            {
                await using var wait = await db.CommandAsync(ForOne, cancellation, subject);
                await wait.ExecuteScalarAsync(cancellation);
            }
        }

        /// <summary>The transaction, and its number.</summary>
        public async Task<(IDbContextTransaction Transaction, string Number)> TakeTurnAsync(Turn turn, CancellationToken cancellation)
        {
            // What takes locks sees at each statement what stands then; what takes none sees one state, and the database says when that was not enough.
            var isolation = turn.IsAlone || turn.Subjects is not null ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable;
            var transaction = await ((IRelationalTransactionManager)db.GetService<IDbContextTransactionManager>()).BeginTransactionAsync(isolation, cancellation);   // not by way of AskAgain: the act as a whole is what is asked again
            try
            {
                await using var wait = turn switch
                {
                    { IsAlone: true } => await db.CommandAsync(Alone, cancellation),
                    { Subjects: [var one] } => await db.CommandAsync(One, cancellation, one),
                    { Subjects: { Count: > 1 } some } => await db.CommandAsync(Several, cancellation, (object)some.ToArray()),
                    _ => await db.CommandAsync(Beside, cancellation),
                };
                return (transaction, (string)(await wait.ExecuteScalarAsync(cancellation))!);
            }
            catch
            {
                await transaction.DisposeAsync();
                throw;
            }
        }
    }
}
