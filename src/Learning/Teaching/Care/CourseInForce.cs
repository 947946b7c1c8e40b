using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Teaching.Care;

/// <summary>A course as it is published now: in its own language, and in that of whoever reads, which is the same where the course does not have hers.</summary>
internal sealed record CourseInForce(Revision Own, Revision Shown)
{
    public string Slug => Own.Outline.Slug;
}

internal static class CoursesInForce
{
    /// <summary>Every course, by its address.</summary>
    public static async Task<IReadOnlyList<CourseInForce>> InForceAsync(this RevisionCache revisions, LearningDb db, CancellationToken cancellation)
    {
        var courses = new List<CourseInForce>();
        foreach (var id in await db.Courses.AsNoTracking().OrderBy(c => c.Slug).Select(c => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            courses.Add(new(await revisions.GetAsync(db, id, cancellation), await revisions.ForReaderAsync(db, id, cancellation)));
        }

        return courses;
    }

    /// <summary>The revision in force of one course in its own language; null where there is no such course.</summary>
    public static async Task<Revision?> InForceAsync(this RevisionCache revisions, LearningDb db, string slug, CancellationToken cancellation) =>
        await db.Courses.AsNoTracking().Where(c => c.Slug == slug).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation) is { } id
            ? await revisions.GetAsync(db, id, cancellation)
            : null;
}
