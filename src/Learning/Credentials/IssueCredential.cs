using System.Text.Json;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Credentials.Log;
using Learning.Credentials.Pathways;
using Learning.Data;
using Learning.Events;
using Learning.Progress;
using Learning.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials;

/// <summary>
/// Issues the certificate at the moment the course is complete, in the same transaction, and with it that of a pathway which this course completes; the unique rule on learner, course and pathway lets there be only
/// one. A course may say that it gives none. A guest has no name to put on it: hers is issued when she registers.
/// </summary>
public sealed class IssueCredential(LearningDb db, KeepLog log, IssuePathway pathways, DomainEvents events, TimeProvider clock) : IListen<DecideOutcome.CourseCompleted>
{
    /// <param name="CourseId">Or the id of the pathway.</param>
    public sealed record CredentialIssued(Guid CredentialId, string CourseId, string LearnerId, DateTimeOffset At) : IDomainEvent;

    public Task HearAsync(DecideOutcome.CourseCompleted what, CancellationToken cancellation) =>
        IssueAsync(what.LearnerId, what.CourseId, what.RevisionId, cancellation);

    /// <summary>Issues what a learner has earned and does not have yet. For the host to call when a guest has registered.</summary>
    public Task IssueEarnedAsync(string learnerId, CancellationToken cancellation) => db.WriteAsync(
        Turn.Of(learnerId),
        async () =>
        {
            var earned = await db.CourseOutcomes.AsNoTracking()
                .Where(o => o.LearnerId == learnerId && (o.CompletedAt != null || o.CompletedRevisionId != null))
                .Select(o => new { o.CourseId, RevisionId = o.CompletedRevisionId ?? o.RevisionId })
                .ToListAsync(cancellation);
            foreach (var course in earned)
            {
                await IssueAsync(learnerId, course.CourseId, course.RevisionId, cancellation);
            }

            return earned.Count;
        },
        cancellation);

    private async Task IssueAsync(string learnerId, string courseId, Guid revisionId, CancellationToken cancellation)
    {
        var learner = await db.Learners.FindAsync([learnerId], cancellation);
        if (learner is null or { IsGuest: true } || await db.Credentials.AnyAsync(c => c.LearnerId == learnerId && c.CourseId == courseId, cancellation))
        {
            return;
        }

        var row = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == revisionId, cancellation);
        var own = RevisionCache.OutlineOf(row);
        if (own.Certificate is { IsIssued: false })
        {
            return;
        }

        var outline = await InLanguageOfAsync(learner, own, revisionId, cancellation);
        var now = clock.GetUtcNow();
        var credential = Credential.Issue(courseId, learnerId, learner.Name, outline, row.Number, await TestPercentAsync(learnerId, outline, cancellation), now);
        db.Add(credential);
        db.Tally.Add(Measures.CertificatesIssued, new("learning.certificate.kind", "course"));
        await log.AddAsync(credential, CredentialDeed.Issued, "", "", cancellation);
        await events.PublishAsync(new CredentialIssued(credential.Id, courseId, learnerId, now), cancellation);
        await pathways.CompletedByAsync(credential, learner, cancellation);
    }

    /// <summary>The certificate speaks the language she learned in, where the course has it: its reader is where she lives.</summary>
    private async Task<CourseOutline> InLanguageOfAsync(Learner learner, CourseOutline own, Guid revisionId, CancellationToken cancellation)
    {
        if (learner.Language == own.Language || !own.Languages.Contains(learner.Language))
        {
            return own;
        }

        var text = await db.Set<RevisionTranslation>().AsNoTracking()
            .Where(t => t.RevisionId == revisionId && t.Language == learner.Language && t.ActivityId == RevisionTranslation.Outline)
            .Select(t => t.Text).SingleAsync(cancellation);
        return JsonSerializer.Deserialize(text, CourseJson.Default.CourseOutline)!;
    }

    private async Task<int?> TestPercentAsync(string learnerId, CourseOutline outline, CancellationToken cancellation)
    {
        if (outline.Activities.LastOrDefault(a => a.Kind == ActivityKind.Test) is not { } test)
        {
            return null;
        }

        // Found among the changes of this very transaction too: the test may be what completed the course.
        var result = await db.ActivityResults.FindAsync([learnerId, outline.Id, test.Id], cancellation);
        return result?.Best.Percent;
    }
}
