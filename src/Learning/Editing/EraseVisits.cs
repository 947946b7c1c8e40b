using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing;

/// <summary>With somebody who is forgotten goes which texts she had open. What she wrote is the course's, and stays.</summary>
public sealed class EraseVisits(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation) =>
        db.Set<DraftVisit>().Where(v => v.EditorId == what.LearnerId).ExecuteDeleteAsync(cancellation);
}
