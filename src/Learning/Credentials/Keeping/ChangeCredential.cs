using Learning.Accounts;
using Learning.Credentials.Log;
using Learning.Credentials.Pathways;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Keeping;

/// <summary>
/// What somebody in charge does to a certificate: revokes it, lets it hold again, corrects the name, renews it. Each in one transaction with its line in the log; its address stays. Doing the same twice does it once. For pages to call
/// that have asked who may.
/// </summary>
public sealed class ChangeCredential(LearningDb db, KeepLog log, IssuePathway pathways, DomainEvents events, TimeProvider clock)
{
    /// <param name="Reason">In her words, for the holder; "" where there is none to tell.</param>
    public sealed record CredentialChanged(Guid CredentialId, string LearnerId, CredentialDeed Deed, string Reason, DateTimeOffset At) : IDomainEvent;

    /// <returns>False: it was revoked already.</returns>
    public Task<bool> RevokeAsync(Guid id, RevocationCause cause, string reason, string by, CancellationToken cancellation) => WriteAsync(
        id,
        CredentialDeed.Revoked,
        by,
        reason,
        credential =>
        {
            if (!credential.IsRevoked)
            {
                credential.Revoke(cause, reason, clock.GetUtcNow());
                return true;
            }

            return false;
        },
        cancellation);

    /// <returns>False: it is not revoked.</returns>
    public Task<bool> RestoreAsync(Guid id, string reason, string by, CancellationToken cancellation) => WriteAsync(
        id,
        CredentialDeed.Restored,
        by,
        reason,
        credential =>
        {
            if (credential.IsRevoked)
            {
                credential.Restore();
                return true;
            }

            return false;
        },
        cancellation);

    /// <summary>Revoked ones and those of whom nobody knows any more stay as they are.</summary>
    /// <returns>False: it has that name, or cannot have another.</returns>
    public Task<bool> CorrectAsync(Guid id, string name, string reason, string by, CancellationToken cancellation) => WriteAsync(
        id,
        CredentialDeed.Corrected,
        by,
        reason,
        credential =>
        {
            if (!credential.IsRevoked && credential.HolderName.Length > 0 && credential.HolderName != name)
            {
                credential.Correct(name, clock.GetUtcNow());
                return true;
            }

            return false;
        },
        cancellation);

    /// <param name="until">Null: it does not end any more.</param>
    /// <returns>False: it is valid until then already, or revoked.</returns>
    public Task<bool> RenewAsync(Guid id, DateTimeOffset? until, string reason, string by, CancellationToken cancellation) => WriteAsync(
        id,
        CredentialDeed.Renewed,
        by,
        reason,
        credential =>
        {
            if (!credential.IsRevoked && credential.ValidUntil != until)
            {
                credential.Renew(clock.GetUtcNow(), until);
                return true;
            }

            return false;
        },
        cancellation);

    private async Task<bool> WriteAsync(Guid id, CredentialDeed deed, string by, string reason, Func<Credential, bool> change, CancellationToken cancellation)
    {
        var learner = await db.Credentials.AsNoTracking().Where(c => c.Id == id).Select(c => c.LearnerId).SingleOrDefaultAsync(cancellation);
        return learner is not null && await db.WriteAsync(
            Turn.Of(learner),
            async () => await db.Credentials.Include(c => c.Statuses).SingleOrDefaultAsync(c => c.Id == id, cancellation) is { } credential
                && change(credential) && await CloseRequestsAsync(credential, deed, by, reason, cancellation) && await TellAsync(credential, deed, by, reason, cancellation),
            cancellation);
    }

    /// <summary>What its holder asked for is done, so the question does not wait any more.</summary>
    private async Task<bool> CloseRequestsAsync(Credential credential, CredentialDeed deed, string by, string reason, CancellationToken cancellation)
    {
        RequestKind? kind = deed switch { CredentialDeed.Restored => RequestKind.Appeal, CredentialDeed.Corrected => RequestKind.Correction, _ => null };
        foreach (var request in kind is null ? [] : await db.CredentialRequests.Where(r => r.CredentialId == credential.Id && r.Kind == kind && r.State == RequestState.Open).ToListAsync(cancellation))
        {
            request.Answered(isGranted: true, reason, by, clock.GetUtcNow());
        }

        return true;
    }

    /// <summary>Within a transaction, after the certificate was changed. One that holds again may complete a pathway.</summary>
    internal async Task<bool> TellAsync(Credential credential, CredentialDeed deed, string by, string reason, CancellationToken cancellation)
    {
        await log.AddAsync(credential, deed, by, reason, cancellation);
        await events.PublishAsync(new CredentialChanged(credential.Id, credential.LearnerId, deed, reason, clock.GetUtcNow()), cancellation);
        if (deed is CredentialDeed.Renewed or CredentialDeed.Restored && credential.CourseId.Length > 0 && await db.Learners.FindAsync([credential.LearnerId], cancellation) is { } learner)
        {
            await pathways.CompletedByAsync(credential, learner, cancellation);
        }

        return true;
    }
}
