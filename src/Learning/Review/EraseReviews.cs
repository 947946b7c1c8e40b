using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Review;

/// <summary>With somebody who is forgotten go the questions that were to come back to her.</summary>
public sealed class EraseReviews(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation) =>
        db.ReviewCards.Where(c => c.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
}
