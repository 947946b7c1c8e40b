using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Analysis;

/// <summary>A quiz in the revision in force of its course.</summary>
internal sealed record QuizPlace(Revision Revision, ActivityOutline Activity)
{
    public string CourseId => Revision.Outline.Id;

    public ModuleOutline Module => Revision.ModuleOf(Activity.Id);

    public string Slug => Revision.Outline.Slug;

    /// <summary>Null where there is no such course, or no such quiz in it.</summary>
    public static async Task<QuizPlace?> FindAsync(string slug, string activity, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var revisionId = await db.Courses.Where(c => c.Slug == slug).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
        if (revisionId is not { } id)
        {
            return null;
        }

        var revision = await revisions.GetAsync(db, id, cancellation);
        return revision.Activity(activity) is { IsQuiz: true } quiz ? new(revision, quiz) : null;
    }
}
