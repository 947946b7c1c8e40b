using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Progress;

/// <summary>
/// A new revision may ask for more or less: everybody's outcome is decided again, in the transaction that publishes. Completed stays
/// completed; a revision that asks for less may complete a course for learners who had done enough.
/// </summary>
public sealed class RecountOutcomes(LearningDb db, DomainEvents events) : IListen<PublishCourse.CoursePublished>
{
    /// <summary>Every outcome of a course was decided anew.</summary>
    public sealed record OutcomesRecounted(string CourseId, DateTimeOffset At) : IDomainEvent;

    public async Task HearAsync(PublishCourse.CoursePublished what, CancellationToken cancellation)
    {
        var outcomes = await db.CourseOutcomes.Where(o => o.CourseId == what.CourseId).ToListAsync(cancellation);
        if (outcomes.Count == 0)
        {
            return;
        }

        // Not through the cache: this revision exists for others only once the transaction is committed.
        var row = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == what.RevisionId, cancellation);
        var outline = RevisionCache.OutlineOf(row);
        var reached = (await db.ActivityResults.AsNoTracking().Where(r => r.CourseId == what.CourseId).ToListAsync(cancellation))
            .ToLookup(r => r.LearnerId, r => r.Reached);

        foreach (var outcome in outcomes)
        {
            if (outcome.Decide(CompletionRule.Decide(outline, reached[outcome.LearnerId]), what.RevisionId, what.At))
            {
                await events.PublishAsync(
                    new DecideOutcome.CourseCompleted(outcome.EnrolmentId, outcome.CourseId, outcome.LearnerId, what.RevisionId, what.At), cancellation);
            }
        }

        await events.PublishAsync(new OutcomesRecounted(what.CourseId, what.At), cancellation);
    }
}
