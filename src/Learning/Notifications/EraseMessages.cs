using Learning.Accounts;
using Learning.Cohorts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>With somebody who is forgotten go her inbox and what was sent to her; what still waits is not sent.</summary>
public sealed class EraseMessages(LearningDb db) : IListen<EraseLearner.LearnerErased>
{
    public async Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation)
    {
        await db.Mails.Where(m => m.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
        var invitations = (await db.Invitations.Where(i => i.LearnerId == what.LearnerId).Select(i => i.Id).ToListAsync(cancellation)).ConvertAll(SendInvitation.Key);
        await db.Mails.Where(m => invitations.Contains(m.Key)).ExecuteDeleteAsync(cancellation);   // these went to an address, before she had an account
        await db.Messages.Where(m => m.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
        await db.MailWishes.Where(w => w.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
    }
}
