using Learning.Courses;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Events;
using Learning.Progress;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Keeping;

/// <summary>
/// A certificate that ends is renewed when its holder passes the final test of the course again, in the days before its end or after it (<see cref="Validity"/>), in the transaction of the result. How long it is valid then is what the course says now.
/// </summary>
public sealed class RenewCredential(LearningDb db, RevisionCache revisions, ChangeCredential change) : IListen<DecideOutcome.OutcomeDecided>
{
    public async Task HearAsync(DecideOutcome.OutcomeDecided what, CancellationToken cancellation)
    {
        // Nearly every outcome is about something else: only where a test was passed just now is a question worth its time.
        if (what.Passed.Count == 0
            || await db.Credentials.Include(c => c.Statuses).SingleOrDefaultAsync(c => c.LearnerId == what.LearnerId && c.CourseId == what.CourseId && c.PathwayId == "" && c.ValidUntil != null, cancellation) is not { IsRevoked: false, ValidUntil: { } until } credential)
        {
            return;
        }

        var current = await db.Courses.AsNoTracking().Where(c => c.Id == what.CourseId).Select(c => c.CurrentRevisionId).SingleAsync(cancellation);
        var outline = (await revisions.ForReaderAsync(db, current, cancellation)).Outline;
        if (outline.Activities.LastOrDefault(a => a.Kind == Authoring.ActivityKind.Test) is { } test && what.Passed.TryGetValue(test.Id, out var at) && Validity.Renews(until, at)
            && outline.Certificate is not { IsIssued: false } && Validity.Until(at, outline.Certificate?.Months) is var next && (next is null || next > until))
        {
            credential.Renew(at, next);
            await change.TellAsync(credential, CredentialDeed.Renewed, "", "", cancellation);
        }
    }
}
