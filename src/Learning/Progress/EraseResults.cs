using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Progress;

/// <summary>With somebody who is forgotten go her results and what was decided about them.</summary>
public sealed class EraseResults(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public async Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation)
    {
        await db.CourseOutcomes.Where(o => o.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
        await db.ActivityResults.Where(r => r.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
    }
}
