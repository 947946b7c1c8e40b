using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>
/// Somebody comes into a cohort, and with it into its courses, open to all or not. Asking twice gives one place; whoever was withdrawn is back. What she has done in these courses before counts.
/// </summary>
public sealed class JoinCohort(LearningDb db, Enrol enrol, KeepStandings standings, DomainEvents events, TimeProvider clock)
{
    /// <summary>Somebody is in a cohort who was not.</summary>
    public sealed record MemberJoined(Guid MemberId, Guid CohortId, string LearnerId, JoinedBy JoinedBy, DateTimeOffset At) : IDomainEvent;

    /// <summary>Within a transaction of the caller's. She is known to the library (<c>Learners</c>). True: she was not in it before.</summary>
    /// <param name="cohort">The cohort, of this context.</param>
    /// <param name="learnerId">Who joins.</param>
    /// <param name="joinedBy">How.</param>
    /// <param name="by">Who did it: she herself, or a facilitator.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> JoinAsync(Cohort cohort, string learnerId, JoinedBy joinedBy, string by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var member = await db.Members.FirstOrDefaultAsync(m => m.CohortId == cohort.Id && m.LearnerId == learnerId, cancellation);
        if (member is { IsActive: true })
        {
            return false;
        }

        if (member is null)
        {
            member = Member.Join(cohort.Id, learnerId, joinedBy, now);
            db.Add(member);
        }
        else
        {
            member.Rejoin();
        }

        foreach (var course in await CoursesAsync(cohort.Id, cancellation))
        {
            await enrol.PlaceAsync(course, learnerId, now, cancellation);
        }

        db.Add(CohortLogEntry.Of(cohort.Id, by == learnerId ? CohortDeed.Joined : CohortDeed.Added, by, now, learnerId, joinedBy.ToString()));
        await db.SaveChangesAsync(cancellation);   // the standing is read from what stands
        await standings.KeepAsync(member, cancellation);
        await events.PublishAsync(new MemberJoined(member.Id, cohort.Id, learnerId, joinedBy, now), cancellation);
        return true;
    }

    private Task<List<Course>> CoursesAsync(Guid cohortId, CancellationToken cancellation)
    {
        var courses = db.CohortCourses;
        return db.Courses.Where(c => courses.Any(cc => cc.CohortId == cohortId && cc.CourseId == c.Id)).ToListAsync(cancellation);
    }
}
