using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>A guest's attempts become the learner's.</summary>
public sealed class MoveAttempts(LearningDb db) : IListen<ClaimGuest.GuestClaimed>
{
    public Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation) =>
        db.Attempts.Where(a => a.LearnerId == what.GuestId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LearnerId, what.LearnerId), cancellation);
}
