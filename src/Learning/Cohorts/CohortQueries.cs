using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>What every step of a learner asks of the cohorts.</summary>
internal static class CohortQueries
{
    private const string Takes = """
        "LearnerId" = @0 AND "WithdrawnAt" IS NULL AND EXISTS (SELECT 1 FROM "CohortCourses" c WHERE c."CohortId" = "Members"."CohortId" AND c."CourseId" = @1)
        """;

    extension(LearningDb db)
    {
        /// <summary>Her places in the cohorts that have this course, to be changed. Most learners have none.</summary>
        public async Task<IReadOnlyList<Member>> MembersOfAsync(string learnerId, string courseId, CancellationToken cancellation)
        {
            var found = await Rows<Member>.Of(db).ReadAsync(db, Takes, cancellation, learnerId, courseId);
            return found.Count == 0 ? found : [.. found.Select(db.Tracked)];
        }

        private Member Tracked(Member member) => db.Members.Local.FindEntry(member.Id)?.Entity ?? db.Attach(member).Entity;
    }
}
