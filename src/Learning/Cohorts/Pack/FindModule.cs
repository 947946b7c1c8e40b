using System.Globalization;
using System.Security.Claims;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Pack;

/// <summary>A cohort of somebody's, and a module of one of its courses, as it is in force.</summary>
public sealed record PackModule(Cohort Cohort, Revision Revision, ModuleOutline Module)
{
    public string Href => string.Create(CultureInfo.InvariantCulture, $"/cohorts/{Cohort.Id}/pack/{Revision.Outline.Slug}/{Module.Id}");

    /// <summary>The quizzes of the module, those first that most come for: a survey or a pre-test last.</summary>
    public IReadOnlyList<ActivityOutline> Quizzes =>
        [.. Module.Activities.Where(a => a.IsQuiz).OrderBy(a => a.Kind is ActivityKind.Survey or ActivityKind.PreTest)];
}

/// <summary>Finds what a pack is made of; what is not hers, or not of her cohort, is not there.</summary>
public sealed class FindModule(LearningDb db, RevisionCache revisions, CohortAccess access)
{
    public async Task<PackModule?> FindAsync(ClaimsPrincipal user, Guid cohortId, string slug, string moduleId, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, cohortId, cancellation) is not { } cohort || await CourseAsync(cohortId, slug, cancellation) is not { } course)
        {
            return null;
        }

        var revision = await revisions.GetAsync(db, course.CurrentRevisionId, cancellation);
        return revision.Outline.Modules.FirstOrDefault(m => m.Id == moduleId) is { } module ? new(cohort, revision, module) : null;
    }

    /// <summary>The quiz as a sheet of this code has it, with the revision it was printed from; null where there never was such a sheet.</summary>
    public async Task<(PaperQuiz Quiz, Revision Printed)?> PaperAsync(PackModule found, string quizId, PaperCode code, CancellationToken cancellation)
    {
        var printed = found.Revision;
        if (code.Edition != printed.Number)
        {
            var courseId = printed.Outline.Id;
            if (await db.Revisions.Where(r => r.CourseId == courseId && r.Number == code.Edition).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellation) is not { } earlier)
            {
                return null;
            }

            printed = await revisions.GetAsync(db, earlier, cancellation);
        }

        return printed.Activity(quizId) is { IsQuiz: true } quiz ? (PaperQuiz.Of(printed, quiz, found.Cohort.Id, code.Letter), printed) : null;
    }

    private Task<Course?> CourseAsync(Guid cohortId, string slug, CancellationToken cancellation)
    {
        var courses = db.CohortCourses;
        return db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == slug && courses.Any(cc => cc.CohortId == cohortId && cc.CourseId == c.Id), cancellation);
    }
}
