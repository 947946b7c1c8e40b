using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Learning.Record;

/// <summary>
/// Makes the partitions of the months to come, on PostgreSQL, long before they are needed; where it is late, what has gone into the default partition meanwhile moves into its own. Whichever node runs it makes them, once: nobody else writes while it does.
/// On SQLite there are none.
/// </summary>
public sealed partial class KeepPartitions(LearningDb db, TimeProvider clock, ILogger<KeepPartitions> log)
{
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        if (db is not PostgresLearningDb || (await MissingAsync(cancellation)).Count == 0)
        {
            return;
        }

        foreach (var made in await db.WriteAsync(Turn.Alone, () => MakeAsync(cancellation), cancellation))
        {
            Made(log, made.Name);
        }
    }

    private async Task<IReadOnlyList<Partition>> MakeAsync(CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = '2s'", cancellation);   // behind a dump that is being made everybody would wait who writes; the round comes again
        var missing = await MissingAsync(cancellation);   // another node may have been first
        foreach (var one in missing)
        {
#pragma warning disable EF1002, EF1003 // A table's name cannot be a parameter, nor a bound; both are made here of a month.
            await db.Database.ExecuteSqlRawAsync(
                $"""
                CREATE TABLE "{one.Name}" (LIKE "Entry" INCLUDING ALL);
                WITH early AS (DELETE FROM "{Partitions.Default}" WHERE "Id" >= '{one.From}' AND "Id" < '{one.To}' RETURNING *) INSERT INTO "{one.Name}" SELECT * FROM early;
                ALTER TABLE "Entry" ATTACH PARTITION "{one.Name}" FOR VALUES FROM ('{one.From}') TO ('{one.To}');
                """,
                cancellation);
#pragma warning restore EF1002, EF1003
        }

        return missing;
    }

    private async Task<IReadOnlyList<Partition>> MissingAsync(CancellationToken cancellation)
    {
        var names = await db.Database.SqlQueryRaw<string>("""SELECT c.relname::text AS "Value" FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '"Entry"'::regclass""").ToListAsync(cancellation);
        return Partitions.Missing(names, clock.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The record has a partition for the month to come: {Name}.")]
    private static partial void Made(ILogger log, string name);
}
