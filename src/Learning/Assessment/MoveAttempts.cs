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
        var hers = db.Attempts.Where(a => a.LearnerId == what.GuestId);
        var ids = hers.Select(a => a.Id);
        var responses = await db.ItemResponses.Where(r => r.LearnerId == what.GuestId && ids.Contains(r.AttemptId)).ToListAsync(cancellation);
        var grades = await db.Grades.Where(g => g.LearnerId == what.GuestId && ids.Contains(g.AttemptId)).ToListAsync(cancellation);
        var changes = await db.ScoreChanges.Where(c => c.LearnerId == what.GuestId && ids.Contains(c.AttemptId)).ToListAsync(cancellation);
        var allowances = await db.Allowances.Where(a => a.LearnerId == what.GuestId).ToListAsync(cancellation);
        await db.GiveAsync(what.LearnerId, [.. responses, .. grades, .. changes, .. await hers.ToListAsync(cancellation), .. allowances], cancellation);
    }
}
