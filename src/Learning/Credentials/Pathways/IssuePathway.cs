using Learning.Accounts;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Events;
using Learning.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Pathways;

/// <summary>Issues the certificate of a pathway to whoever holds a valid one of each of its courses.</summary>
public sealed class IssuePathway(LearningDb db, KeepLog log, DomainEvents events, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>Those that a certificate of a course completes; in its transaction, before it is saved.</summary>
    internal async Task CompletedByAsync(Credential course, Learner learner, CancellationToken cancellation)
    {
        foreach (var pathway in (await db.Pathways.AsNoTracking().Where(p => p.ClosedAt == null).ToListAsync(cancellation)).Where(p => p.CourseIds.Contains(course.CourseId)))
        {
            await IssueAsync(pathway, learner, cancellation);
        }
    }

    /// <summary>To all who had what a pathway asks for before it was made or changed; some hundred at a time, each such step a transaction.</summary>
    /// <returns>How many were issued.</returns>
    public async Task<int> IssueToAllAsync(string pathwayId, CancellationToken cancellation)
    {
        var count = 0;
        for (var after = ""; ;)
        {
            var (last, some) = await db.WriteAsync(() => IssueSomeAsync(pathwayId, after, cancellation), cancellation);
            db.ChangeTracker.Clear();
            count += some;
            if (last is null)
            {
                return count;
            }

            after = last;
        }
    }

    private async Task<(string? Last, int Issued)> IssueSomeAsync(string pathwayId, string after, CancellationToken cancellation)
    {
        if (await db.Pathways.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pathwayId && p.ClosedAt == null, cancellation) is not { } pathway)
        {
            return (null, 0);
        }

        // The first course stands for all: nobody has them all who has not that one.
        var first = pathway.CourseIds[0];
        var learners = await db.Credentials.Where(c => c.CourseId == first && c.LearnerId.CompareTo(after) > 0).OrderBy(c => c.LearnerId).Select(c => c.LearnerId).Take(AtOnce).ToListAsync(cancellation);
        var issued = 0;
        foreach (var learner in await db.Learners.Where(l => learners.Contains(l.Id)).ToListAsync(cancellation))
        {
            issued += await IssueAsync(pathway, learner, cancellation) is null ? 0 : 1;
        }

        return (learners.Count < AtOnce ? null : learners[^1], issued);
    }

    private async Task<Credential?> IssueAsync(Pathway pathway, Learner learner, CancellationToken cancellation)
    {
        if (learner.IsGuest || await db.Credentials.AnyAsync(c => c.LearnerId == learner.Id && c.PathwayId == pathway.Id, cancellation))
        {
            return null;
        }

        var saved = await db.Credentials.Include(c => c.Statuses).Where(c => c.LearnerId == learner.Id && pathway.CourseIds.Contains(c.CourseId)).ToListAsync(cancellation);
        var hers = saved.Concat(db.Credentials.Local.Where(c => c.LearnerId == learner.Id)).Distinct().ToList();   // of this transaction too
        var now = clock.GetUtcNow();
        var courses = pathway.CourseIds.Select(id => hers.Find(c => c.CourseId == id && c.Holds(now))).OfType<Credential>().ToList();
        if (courses.Count < pathway.CourseIds.Count)
        {
            return null;
        }

        var credential = Credential.Issue(pathway, learner.Id, learner.Name, learner.Language, courses, now);
        db.Add(credential);
        db.Tally.Add(Measures.CertificatesIssued, new("learning.certificate.kind", "pathway"));
        await log.AddAsync(credential, CredentialDeed.Issued, "", "", cancellation);
        await events.PublishAsync(new IssueCredential.CredentialIssued(credential.Id, pathway.Id, learner.Id, now), cancellation);
        return credential;
    }
}
