using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Enrolments;

/// <summary>With somebody who is forgotten go her places on courses.</summary>
public sealed class EraseEnrolments(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation) =>
        db.Enrolments.Where(e => e.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
}
