using Learning.Accounts;
using Learning.Credentials.Holding;
using Learning.Credentials.Keeping;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials;

/// <summary>A certificate of somebody who is forgotten stays checkable; it names nobody any more, nor does the log, and nothing ties it to others of hers. What she hid stays hidden. Her links and requests are gone.</summary>
public sealed class ForgetHolder(LearningDb db, KeepLog log) : IListen<EraseLearner.LearnerErased>
{
    public async Task HearAsync(EraseLearner.LearnerErased what, CancellationToken cancellation)
    {
        var hers = await db.Credentials.Include(c => c.Statuses).Where(c => c.LearnerId == what.LearnerId).ToListAsync(cancellation);
        var ids = hers.ConvertAll(c => c.Id);
        await db.CredentialLinks.Where(l => ids.Contains(l.CredentialId)).ExecuteDeleteAsync(cancellation);
        await db.CredentialRequests.Where(r => ids.Contains(r.CredentialId)).ExecuteDeleteAsync(cancellation);
        foreach (var credential in hers)
        {
            credential.Forget();
            await log.AddAsync(credential, CredentialDeed.Forgotten, "", "", cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await db.CredentialLog.Where(e => ids.Contains(e.CredentialId)).ExecuteUpdateAsync(set => set.SetProperty(e => e.Personal, (string?)null).SetProperty(e => e.Salt, (string?)null), cancellation);
    }
}
