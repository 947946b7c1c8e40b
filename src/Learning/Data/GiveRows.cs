using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

/// <summary>
/// Rows turn out to be another learner's. They are taken out and put in again: where they lie may depend on whose they are (<see cref="Placement"/>), and a distributed database moves no row by a change.
/// </summary>
internal static class GiveRows
{
    extension(LearningDb db)
    {
        /// <summary>Those that were read, and no others that may have come since. What hangs on a row stands before it. Within a transaction of the caller's.</summary>
        public async Task GiveAsync(string learnerId, IReadOnlyList<object> rows, CancellationToken cancellation)
        {
            db.RemoveRange(rows);
            await db.SaveChangesAsync(cancellation);
            foreach (var row in rows)
            {
                var entry = db.Entry(row);
                entry.Property(Placement.Distributed[entry.Metadata.GetTableName()!]).CurrentValue = learnerId;
                entry.State = EntityState.Added;
            }

            await db.SaveChangesAsync(cancellation);
        }
    }
}
