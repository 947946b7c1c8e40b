using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Data;

/// <summary>
/// What EF Core asks of PostgreSQL is asked again when the connection broke before the first row was there, for as long as <see cref="Patience"/> lasts. Within a transaction nothing is: what was done in it is gone, and its act as a
/// whole begins anew (<see cref="Writing"/>). What is saved without a transaction of its own act (accounts, settings) has keys and stamps that were there before, so that saving it a second time is refused and not done twice.
/// </summary>
internal sealed class AskAgain(ExecutionStrategyDependencies dependencies) : IExecutionStrategy
{
    /// <summary>False though it does: EF Core would else hold the whole of each answer in memory, and refuse the transactions that acts begin.</summary>
    public bool RetriesOnFailure => false;

    public TResult Execute<TState, TResult>(TState state, Func<DbContext, TState, TResult> operation, Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded)
    {
        var db = dependencies.CurrentContext.Context;
        var patience = IsWithin(db) ? null : new Patience();
        while (true)
        {
            try
            {
                return operation(db, state);
            }
            catch (Exception e) when (patience?.Lasts(e) == true)
            {
                Thread.Sleep(patience.Next());
            }
        }
    }

    public async Task<TResult> ExecuteAsync<TState, TResult>(
        TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default)
    {
        var db = dependencies.CurrentContext.Context;
        var patience = IsWithin(db) ? null : new Patience();
        while (true)
        {
            try
            {
                return await operation(db, state, cancellationToken);
            }
            catch (Exception e) when (patience?.Lasts(e) == true)
            {
                await patience.WaitAsync(cancellationToken);
            }
        }
    }

    private static bool IsWithin(DbContext db) => db.Database.CurrentTransaction is not null;
}
