using Learning.Accounts;
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
        await db.Messages.Where(m => m.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
        await db.MailWishes.Where(w => w.LearnerId == what.LearnerId).ExecuteDeleteAsync(cancellation);
    }
}
