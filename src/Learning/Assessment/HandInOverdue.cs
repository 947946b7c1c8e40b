using Learning.Data;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>
/// Hands in the attempts whose time is over, grace included, with what was answered in time. An entry of the record does it, as if she had pressed the button at the end of the time. For a
/// host to run now and then; whoever comes first does it, and doing it twice is harmless.
/// </summary>
public sealed class HandInOverdue(LearningDb db, RecordEntries record, HandInAttempt handIn, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>Returns how many were handed in.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var over = clock.GetUtcNow() - AttemptLimits.Grace;
        var overdue = await db.Attempts.AsNoTracking().Where(a => a.SubmittedAt == null && a.EndsAt < over).OrderBy(a => a.EndsAt).Take(AtOnce).ToListAsync(cancellation);
        foreach (var attempt in overdue)
        {
            var entry = new EntryDraft
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Verb = Verb.Submitted,
                Course = attempt.CourseId,
                Activity = attempt.ActivityId,
                Attempt = attempt.Id,
                At = attempt.EndsAt!.Value,
            };
            if ((await record.RecordAsync(attempt.LearnerId, [entry], cancellation))[0].Status == ReceiptStatus.Refused)
            {
                // She has left the course, or the quiz is not in it any more: the attempt ends all the same, and counts for nothing.
                await db.WriteAsync(Turn.Of(attempt.LearnerId), () => CloseAsync(attempt.LearnerId, attempt.Id, cancellation), cancellation);
            }

            db.ChangeTracker.Clear();
        }

        return overdue.Count;
    }

    private async Task<bool> CloseAsync(string learnerId, Guid id, CancellationToken cancellation)
    {
        var attempt = await db.Attempts.SingleAsync(a => a.LearnerId == learnerId && a.Id == id, cancellation);
        if (attempt is { IsOpen: true, EndsAt: { } end })
        {
            await handIn.HandInAsync(attempt, end, cancellation);
        }

        return true;
    }
}
