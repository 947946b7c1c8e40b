using Learning.Accounts;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Analysis;

/// <summary>
/// The quizzes of all courses: how many learners have handed in a first attempt, how reliable each was when it was last measured, how many tasks are open. For facilitators and editors.
/// </summary>
public static class ShowAnalysis
{
    public static void MapShowAnalysis(this IEndpointRouteBuilder routes) =>
        routes.MapGet(AnalysisAddresses.All, Get).RequireAuthorization(Policies.Analyse).AllowCookieRedirect().WithName($"Learning.{nameof(ShowAnalysis)}");

    internal static async Task<IResult> Get(LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var attempts = await AttemptsAsync(db, cancellation);
        var tasks = (await db.ItemTasks.AsNoTracking().Where(t => t.State == TaskState.Open)
            .GroupBy(t => new { t.CourseId, t.ActivityId })
            .Select(g => new { g.Key.CourseId, g.Key.ActivityId, Count = g.Count() })
            .ToListAsync(cancellation)).ToDictionary(t => (t.CourseId, t.ActivityId), t => t.Count);
        var measures = (await db.QuizMeasures.AsNoTracking().ToListAsync(cancellation)).ToDictionary(m => (m.CourseId, m.ActivityId));

        var toGrade = await ToGradeAsync(db, revisions, cancellation);

        var courses = new List<AnalysedCourse>();
        foreach (var revisionId in await db.Courses.AsNoTracking().OrderBy(c => c.Slug).Select(c => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            var revision = await revisions.GetAsync(db, revisionId, cancellation);
            var (id, slug) = (revision.Outline.Id, revision.Outline.Slug);
            courses.Add(new(revision.Outline.Title, revision.Outline.Language, [.. revision.Activities.Where(a => a.IsQuiz).Select(a => new AnalysedQuiz(
                revision.ModuleOf(a.Id).Title,
                a.Title,
                AnalysisAddresses.Quiz(slug, a.Id),
                attempts.GetValueOrDefault((id, a.Id)),
                Figure.Number(measures.GetValueOrDefault((id, a.Id))?.Alpha),
                measures.GetValueOrDefault((id, a.Id))?.MeasuredAt,
                tasks.GetValueOrDefault((id, a.Id)),
                toGrade.GetValueOrDefault((id, a.Id))))]));
        }

        return new View("Analysis/ShowAnalysis", new AnalysisModel([.. courses.Where(c => c.Quizzes.Count > 0)]), texts["Analysis.Title"]);
    }

    private static async Task<Dictionary<(string, string), int>> AttemptsAsync(LearningDb db, CancellationToken cancellation)
    {
        var counts = await db.Attempts.AsNoTracking().Where(a => a.SubmittedAt != null)
            .GroupBy(a => new { a.CourseId, a.ActivityId })
            .Select(g => new { g.Key.CourseId, g.Key.ActivityId, Count = g.Select(a => a.LearnerId).Distinct().Count() })
            .ToListAsync(cancellation);
        return counts.ToDictionary(c => (c.CourseId, c.ActivityId), c => c.Count);
    }

    /// <summary>Texts that nobody has graded yet, of each quiz.</summary>
    private static async Task<Dictionary<(string, string), int>> ToGradeAsync(LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var (responses, grades) = (db.ItemResponses, db.Grades);
        var answered = await (
            from attempt in db.Attempts
            where attempt.AwaitsGrading && attempt.SubmittedAt != null
            join response in responses on attempt.Id equals response.AttemptId
            where !grades.Any(g => g.AttemptId == attempt.Id && g.QuestionId == response.QuestionId)
            group response by new { attempt.CourseId, attempt.ActivityId, attempt.RevisionId, response.QuestionId } into same
            select new { same.Key.CourseId, same.Key.ActivityId, same.Key.RevisionId, same.Key.QuestionId, Count = same.Count() }).ToListAsync(cancellation);
        var counts = new Dictionary<(string, string), int>();
        foreach (var one in answered)
        {
            if ((await revisions.GetAsync(db, one.RevisionId, cancellation)).Question(one.QuestionId) is Essay)
            {
                counts[(one.CourseId, one.ActivityId)] = counts.GetValueOrDefault((one.CourseId, one.ActivityId)) + one.Count;
            }
        }

        return counts;
    }

    public sealed record AnalysisModel(IReadOnlyList<AnalysedCourse> Courses);

    public sealed record AnalysedCourse(string Title, string Language, IReadOnlyList<AnalysedQuiz> Quizzes);

    public sealed record AnalysedQuiz(string Module, string Title, string Href, int Attempts, string Alpha, DateTimeOffset? MeasuredAt, int OpenTasks, int ToGrade);
}
