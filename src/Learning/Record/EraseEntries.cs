using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Record;

/// <summary>With somebody who is forgotten go her entries: the one case in which the record loses any.</summary>
public sealed class EraseEntries(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation) =>
        db.Entries.Where(e => e.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
}
