using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials;

/// <summary>A certificate of somebody who is forgotten stays checkable; it names nobody any more.</summary>
public sealed class ForgetHolder(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation) =>
        db.Credentials.Where(c => c.LearnerId == what.LearnerId).ExecuteUpdateAsync(set => set.SetProperty(c => c.HolderName, ""), cancellation);
}
