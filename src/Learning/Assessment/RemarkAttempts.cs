using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>
/// After a key was corrected, marks the attempts again that had been handed in. In small steps, each a transaction of its own that remembers how far it came: nobody waits long for her
/// turn to write, and a round that was cut off goes on where it stopped. For a host to run now and then.
/// </summary>
public sealed class RemarkAttempts(LearningDb db, ReviseResult revise, TimeProvider clock)
{
    public const int AtOnce = 100;

    /// <summary>Until nothing is left to mark. Returns how many attempts were looked at.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var seen = 0;
        while (await db.KeyCorrections.AsNoTracking().Where(c => c.MarkedAt == null).OrderBy(c => c.Id).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancellation) is { } id)
        {
            seen += await db.WriteAsync(Turn.Alone, () => StepAsync(id, cancellation), cancellation);
            db.ChangeTracker.Clear();
        }

        return seen;
    }

    private async Task<int> StepAsync(Guid id, CancellationToken cancellation)
    {
        var correction = await db.KeyCorrections.SingleAsync(c => c.Id == id, cancellation);
        var attempts = await ReadCorrection.HandedIn(db, correction.CourseId, correction.QuestionId).AsTracking()
            .Where(a => a.Id > correction.MarkedUpTo).OrderBy(a => a.Id).Take(AtOnce).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        foreach (var attempt in attempts)
        {
            await revise.ReviseAsync(attempt, correction.Id, correction.Reason, now, cancellation);
        }

        if (attempts.Count < AtOnce)
        {
            correction.Finish(now);
        }
        else
        {
            correction.MarkUpTo(attempts[^1].Id);
        }

        return attempts.Count;
    }
}
