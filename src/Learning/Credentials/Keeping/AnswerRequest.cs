using Learning.Credentials.Log;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Keeping;

/// <summary>Answers what a holder asked: grants it, and does at once what she asked for, or declines it. Once. For pages to call that have asked who may.</summary>
public sealed class AnswerRequest(LearningDb db, ChangeCredential change, DomainEvents events, TimeProvider clock)
{
    public sealed record RequestDeclined(Guid CredentialId, Guid RequestId, string LearnerId, RequestKind Kind, string Answer, DateTimeOffset At) : IDomainEvent;

    /// <returns>False: it was answered already, or the certificate is no longer such that it can be done.</returns>
    public async Task<bool> AnswerAsync(Guid requestId, bool isGranted, string answer, string by, CancellationToken cancellation)
    {
        var credentials = db.Credentials;
        var learner = await db.CredentialRequests.Where(r => r.Id == requestId).Join(credentials, r => r.CredentialId, c => c.Id, (_, c) => c.LearnerId).SingleOrDefaultAsync(cancellation);
        return learner is not null && await db.WriteAsync(
            Turn.Of(learner),
            async () =>
            {
                if (await db.CredentialRequests.SingleAsync(r => r.Id == requestId, cancellation) is not { State: RequestState.Open } request)
                {
                    return false;
                }

                var credential = await db.Credentials.Include(c => c.Statuses).SingleAsync(c => c.Id == request.CredentialId, cancellation);
                var now = clock.GetUtcNow();
                request.Answered(isGranted, answer, by, now);
                if (!isGranted)
                {
                    await events.PublishAsync(new RequestDeclined(credential.Id, requestId, learner, request.Kind, answer, now), cancellation);
                    return true;
                }

                if (request.Kind == RequestKind.Appeal && credential.IsRevoked)
                {
                    credential.Restore();
                    return await change.TellAsync(credential, CredentialDeed.Restored, by, answer, cancellation);
                }

                if (request.Kind == RequestKind.Correction && credential is { IsRevoked: false, HolderName.Length: > 0 } && credential.HolderName != request.Name)
                {
                    credential.Correct(request.Name, now);
                    return await change.TellAsync(credential, CredentialDeed.Corrected, by, answer, cancellation);
                }

                db.ChangeTracker.Clear();   // nothing of it is kept
                return false;
            },
            cancellation);
    }
}
