using System.Security.Claims;
using Learning.Data;
using Learning.Events;

namespace Learning.Accounts;

/// <summary>
/// A guest turns out to be somebody who has an account and signs in to it: what she did as a guest becomes hers. Each capability moves its own rows. For a host
/// to call when somebody signs in while she is a guest; a guest who registers keeps her id and needs none of this.
/// </summary>
public sealed class ClaimGuest(LearningDb db, DomainEvents events, TimeProvider clock)
{
    public sealed record GuestClaimed(string GuestId, string LearnerId, DateTimeOffset At) : IDomainEvent;

    /// <exception cref="ArgumentException">The guest and the learner are one: there is nothing to claim, and joining rows with themselves would lose them.</exception>
    public Task ClaimAsync(string guestId, ClaimsPrincipal learner, CancellationToken cancellation) => guestId == learner.LearnerId
        ? throw new ArgumentException("A guest does not claim herself.", nameof(guestId))
        : ClaimOtherAsync(guestId, learner, cancellation);

    private Task ClaimOtherAsync(string guestId, ClaimsPrincipal learner, CancellationToken cancellation) => db.WriteAsync(
        Turn.Of(guestId, learner.LearnerId),
        async () =>
        {
            var now = clock.GetUtcNow();
            await db.RememberLearnerAsync(learner, now, cancellation);
            await events.PublishAsync(new GuestClaimed(guestId, learner.LearnerId, now), cancellation);
            return true;
        },
        cancellation);
}
