using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>A guest's attempts become the learner's, with what she was allowed.</summary>
public sealed class MoveAttempts(LearningDb db) : IListen<ClaimGuest.GuestClaimed>
{
    public async Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation)
    {
        await db.Attempts.Where(a => a.LearnerId == what.GuestId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LearnerId, what.LearnerId), cancellation);
        await db.Allowances.Where(a => a.LearnerId == what.GuestId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LearnerId, what.LearnerId), cancellation);
    }
}
