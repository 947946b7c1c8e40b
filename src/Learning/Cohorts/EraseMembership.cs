using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>With somebody who is forgotten go her places in cohorts and what was noted about her. The log keeps that something was done, and not to whom.</summary>
public sealed class EraseMembership(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public async Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation)
    {
        var learner = what.LearnerId;
        await db.Attendances.Where(a => a.LearnerId == learner).ExecuteDeleteAsync(cancellation);
        await db.FacilitatorNotes.Where(n => n.LearnerId == learner).ExecuteDeleteAsync(cancellation);
        await db.Concessions.Where(c => c.LearnerId == learner).ExecuteDeleteAsync(cancellation);
        await db.Invitations.Where(i => i.LearnerId == learner)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Address, "").SetProperty(i => i.Name, "").SetProperty(i => i.LearnerId, (string?)null), cancellation);
        await db.CohortLog.Where(e => e.LearnerId == learner)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Detail, "").SetProperty(e => e.Reason, "").SetProperty(e => e.LearnerId, (string?)null), cancellation);
        await db.Members.Where(m => m.LearnerId == learner).ExecuteDeleteAsync(cancellation);
        await db.CohortFacilitators.Where(f => f.PersonId == learner).ExecuteDeleteAsync(cancellation);
        await db.Stewards.Where(s => s.PersonId == learner).ExecuteDeleteAsync(cancellation);
    }
}
