using Learning.Authoring;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>What the rounds ask of a cohort.</summary>
internal static class RunningCohorts
{
    /// <summary>It has begun, and is neither over nor archived: at other times the site writes to nobody by itself.</summary>
    public static bool IsRunning(Cohort cohort, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, QuietHours.ZoneOf(null, cohort.TimeZone)).DateTime);
        return cohort.ArchivedAt is null && cohort.StartsOn <= today && (cohort.EndsOn is not { } end || today <= end);
    }

    /// <summary>The first moment of its first day, near enough for counting days.</summary>
    public static DateTimeOffset StartOf(Cohort cohort)
    {
        var day = cohort.StartsOn.ToDateTime(TimeOnly.MinValue);
        return new(day, QuietHours.ZoneOf(null, cohort.TimeZone).GetUtcOffset(day));
    }

    /// <summary>Its courses as they are in force, in their order.</summary>
    public static async Task<IReadOnlyList<CourseOutline>> OutlinesAsync(LearningDb db, RevisionCache revisions, Guid cohortId, CancellationToken cancellation)
    {
        var courses = db.Courses.Where(c => !c.IsClosed);
        var outlines = new List<CourseOutline>();
        foreach (var revision in await db.CohortCourses.Where(c => c.CohortId == cohortId).OrderBy(c => c.Position).Join(courses, c => c.CourseId, c => c.Id, (_, c) => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            outlines.Add((await revisions.GetAsync(db, revision, cancellation)).Outline);
        }

        return outlines;
    }
}
