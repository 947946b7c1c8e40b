using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

/// <summary>Brings the tables of a context up to this version; of several processes that start at once one does it and the others wait.</summary>
public static class BringUpToDate
{
    extension(DbContext db)
    {
        /// <exception cref="DatabaseException">A newer version of the program has changed the tables: this one would not know what they mean.</exception>
        public async Task BringUpToDateAsync(CancellationToken cancellation)
        {
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            if (await db.Database.CanConnectAsync(cancellation))
            {
                RefuseNewer(await db.Database.GetAppliedMigrationsAsync(cancellation), known);
            }

            await db.Database.MigrateAsync(cancellation);
        }
    }

    /// <exception cref="DatabaseException">Some that were applied are not known.</exception>
    public static void RefuseNewer(IEnumerable<string> applied, IReadOnlySet<string> known)
    {
        if (applied.Where(migration => !known.Contains(migration)).Max(StringComparer.Ordinal) is { } newer)
        {
            throw new DatabaseException($"The database was changed by a newer version of this program (its last change is {newer}). Start that version, or restore the backup from before it.");
        }
    }
}
