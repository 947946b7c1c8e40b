using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Accounts;

/// <summary>
/// Somebody is forgotten: what she did, her answers and results are deleted, each capability its own, in one transaction. Her certificates stay checkable and name nobody any more. For a
/// host to call when an account is deleted; somebody this site never met is forgotten already.
/// Source: Regulation (EU) 2016/679, Article 17 (right to erasure).
/// </summary>
public sealed class EraseLearner(LearningDb db, DomainEvents events, TimeProvider clock)
{
    public sealed record LearnerErased(string LearnerId, DateTimeOffset At) : IDomainEvent;

    public Task EraseAsync(string learnerId, CancellationToken cancellation) => db.WriteAsync(
        Turn.Alone,   // what others are writing about her meanwhile would be left over
        async () =>
        {
            await events.PublishAsync(new LearnerErased(learnerId, clock.GetUtcNow()), cancellation);
            await db.LearnerProfiles.Where(p => p.LearnerId == learnerId).ExecuteDeleteAsync(cancellation);
            await db.Learners.Where(l => l.Id == learnerId).ExecuteDeleteAsync(cancellation);
            return true;
        },
        cancellation);
}
