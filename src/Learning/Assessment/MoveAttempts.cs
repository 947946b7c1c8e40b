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
        // What hangs on an attempt first, as long as it is known by her.
        var moved = db.Attempts.Where(a => a.LearnerId == what.GuestId);
        var ids = moved.Select(a => a.Id);
        await db.ItemResponses.Where(r => r.LearnerId == what.GuestId && ids.Contains(r.AttemptId)).ExecuteUpdateAsync(set => set.SetProperty(r => r.LearnerId, what.LearnerId), cancellation);
        await db.Grades.Where(g => g.LearnerId == what.GuestId && ids.Contains(g.AttemptId)).ExecuteUpdateAsync(set => set.SetProperty(g => g.LearnerId, what.LearnerId), cancellation);
        await db.ScoreChanges.Where(c => c.LearnerId == what.GuestId && ids.Contains(c.AttemptId)).ExecuteUpdateAsync(set => set.SetProperty(c => c.LearnerId, what.LearnerId), cancellation);
        await moved.ExecuteUpdateAsync(set => set.SetProperty(a => a.LearnerId, what.LearnerId), cancellation);
        await db.Allowances.Where(a => a.LearnerId == what.GuestId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LearnerId, what.LearnerId), cancellation);
    }
}
