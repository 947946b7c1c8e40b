using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Progress;

/// <summary>What a guest reached is joined with what the learner reached, and the outcome of each course decided anew.</summary>
public sealed class MoveResults(LearningDb db, RevisionCache revisions, DomainEvents events) : IListen<ClaimGuest.GuestClaimed>
{
    public async Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation)
    {
        var guests = await db.CourseOutcomes.Where(o => o.LearnerId == what.GuestId).ToListAsync(cancellation);
        foreach (var outcome in guests)
        {
            var (results, passed) = await JoinAsync(what, outcome.CourseId, cancellation);
            var hers = await db.CourseOutcomes.FirstOrDefaultAsync(o => o.LearnerId == what.LearnerId && o.CourseId == outcome.CourseId, cancellation);
            if (hers is null)
            {
                hers = outcome.CopyFor(await db.Enrolments.SingleAsync(e => e.LearnerId == what.LearnerId && e.CourseId == outcome.CourseId, cancellation));
                db.Add(hers);
            }
            else
            {
                hers.Join(outcome);
            }

            db.Remove(outcome);

            var course = (await db.Courses.FindAsync([hers.CourseId], cancellation))!;
            var revision = await revisions.GetAsync(db, course.CurrentRevisionId, cancellation);
            var isNew = hers.Decide(CompletionRule.Decide(revision.Outline, results.Select(r => r.Reached)), revision.Id, what.At);
            await db.SaveChangesAsync(cancellation);   // whoever hears of an outcome finds it
            if (isNew || hers.CompletedAt is not null)
            {
                // A guest who had completed the course has no certificate yet; issuing twice gives one.
                await events.PublishAsync(
                    new DecideOutcome.CourseCompleted(hers.EnrolmentId, hers.CourseId, what.LearnerId, hers.CompletedRevisionId ?? hers.RevisionId, what.At), cancellation);
            }

            await events.PublishAsync(new DecideOutcome.OutcomeDecided(hers.CourseId, what.LearnerId, passed, what.At), cancellation);
        }
    }

    private async Task<(List<ActivityResult> Results, Dictionary<string, DateTimeOffset> Passed)> JoinAsync(ClaimGuest.GuestClaimed what, string courseId, CancellationToken cancellation)
    {
        var hers = await db.ActivityResults.Where(r => r.LearnerId == what.LearnerId && r.CourseId == courseId).ToListAsync(cancellation);
        var passed = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var guests in await db.ActivityResults.Where(r => r.LearnerId == what.GuestId && r.CourseId == courseId).ToListAsync(cancellation))
        {
            var known = hers.Find(r => r.ActivityId == guests.ActivityId);
            if (known is null)
            {
                known = new ActivityResult(what.LearnerId, courseId, guests.ActivityId);
                hers.Add(known);
                db.Add(known);
            }

            var before = known.LastPassedAt;
            known.Join(guests);
            if (known.LastPassedAt is { } at && at != before)
            {
                passed.Add(known.ActivityId, at);
            }

            db.Remove(guests);
        }

        return (hers, passed);
    }
}
