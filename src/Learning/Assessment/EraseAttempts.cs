using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>With somebody who is forgotten go her attempts, all that hangs on them, and what she was allowed.</summary>
public sealed class EraseAttempts(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public async Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation)
    {
        var hers = db.Attempts.Where(a => a.LearnerId == what.LearnerId);
        var ids = hers.Select(a => a.Id);
        await db.ItemResponses.Where(r => r.LearnerId == what.LearnerId && ids.Contains(r.AttemptId)).ExecuteDeleteAsync(cancellation);
        await db.Grades.Where(g => g.LearnerId == what.LearnerId && ids.Contains(g.AttemptId)).ExecuteDeleteAsync(cancellation);
        await db.ScoreChanges.Where(c => c.LearnerId == what.LearnerId && ids.Contains(c.AttemptId)).ExecuteDeleteAsync(cancellation);
        await hers.ExecuteDeleteAsync(cancellation);
        await db.Allowances.Where(a => a.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
    }
}
