using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing;

/// <summary>Opens a course for changing. Where somebody has it open already, that draft is the one.</summary>
public sealed class BeginDraft(LearningDb db, TimeProvider clock)
{
    /// <summary>The open draft of a published course.</summary>
    /// <returns>Null where there is no such course, or it was published before files were kept.</returns>
    public Task<Draft?> OfCourseAsync(string slug, string by, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Slug == slug, cancellation);
            if (course is null || !await db.Set<RevisionFile>().AnyAsync(f => f.RevisionId == course.CurrentRevisionId, cancellation))
            {
                return null;
            }

            return await OpenAsync(course.Id, course.Slug, course.CurrentRevisionId, course.CurrentNumber, by, cancellation);
        },
        cancellation);

    /// <summary>The open draft of a course that is not published yet; a new and empty one where there is none.</summary>
    /// <returns>Null where the id or the address is taken by a course that is published.</returns>
    public Task<Draft?> OfNewCourseAsync(string courseId, string slug, string by, CancellationToken cancellation) => db.WriteAsync(
        async () => await db.Courses.AnyAsync(c => c.Id == courseId || c.Slug == slug, cancellation) ? null : await OpenAsync(courseId, slug, null, 0, by, cancellation),
        cancellation);

    private async Task<Draft?> OpenAsync(string courseId, string slug, Guid? revisionId, int number, string by, CancellationToken cancellation)
    {
        if (await db.Drafts.SingleOrDefaultAsync(d => d.OpenCourseId == courseId, cancellation) is { } open)
        {
            return open;
        }

        var draft = Draft.Begin(courseId, slug, revisionId, number, by, clock.GetUtcNow());
        db.Add(draft);
        return draft;
    }
}
