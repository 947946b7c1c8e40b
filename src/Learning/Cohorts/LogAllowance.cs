using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>More time, attempts or days that a learner was given for a quiz stand in the log of each cohort that takes her through its course.</summary>
public sealed class LogAllowance(LearningDb db, TimeProvider clock)
{
    public Task LogAsync(string learnerId, string courseId, string quiz, string reason, string by, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var courses = db.CohortCourses;
            var cohorts = await db.Members.Where(m => m.LearnerId == learnerId && m.WithdrawnAt == null && courses.Any(c => c.CohortId == m.CohortId && c.CourseId == courseId)).Select(m => m.CohortId).ToListAsync(cancellation);
            db.AddRange(cohorts.Select(cohort => CohortLogEntry.Of(cohort, CohortDeed.Allowed, by, clock.GetUtcNow(), learnerId, quiz, reason)));
            return cohorts.Count;
        },
        cancellation);
}
