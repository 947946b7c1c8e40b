using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>The query that every step of a learner asks, compiled once for this container.</summary>
public sealed class CohortQueries
{
    private readonly Func<LearningDb, string, string, IAsyncEnumerable<Member>> _members = EF.CompileAsyncQuery((LearningDb db, string learnerId, string courseId) =>
        db.Set<Member>().Where(m => m.LearnerId == learnerId && m.WithdrawnAt == null && db.Set<CohortCourse>().Any(c => c.CohortId == m.CohortId && c.CourseId == courseId)));

    /// <summary>Her places in the cohorts that have this course.</summary>
    public IAsyncEnumerable<Member> MembersOf(LearningDb db, string learnerId, string courseId) => _members(db, learnerId, courseId);
}
