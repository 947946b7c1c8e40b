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
/// The quizzes of all courses: how many learners have handed in a first attempt, how reliable each was when it was last measured, how many tasks are open. Of attempts 1,000 are counted for each quiz; where there are more it says how many there
/// were when it was measured. Of attempts that wait to be graded, those 1,000 that have waited longest. For facilitators and editors.
/// </summary>
public static class ShowAnalysis
{
    private const int MostCounted = 1_000;

    public static void MapShowAnalysis(this IEndpointRouteBuilder routes) =>
        routes.MapGet(AnalysisAddresses.All, Get).RequireAuthorization(Policies.Analyse).AllowCookieRedirect().WithName($"Learning.{nameof(ShowAnalysis)}");

    internal static async Task<IResult> Get(LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var tasks = (await db.ItemTasks.AsNoTracking().Where(t => t.State == TaskState.Open)
            .GroupBy(t => new { t.CourseId, t.ActivityId })
            .Select(g => new { g.Key.CourseId, g.Key.ActivityId, Count = g.Count() })
            .ToListAsync(cancellation)).ToDictionary(t => (t.CourseId, t.ActivityId), t => t.Count);
        var measures = (await db.QuizMeasures.AsNoTracking().ToListAsync(cancellation)).ToDictionary(m => (m.CourseId, m.ActivityId));

        var toGrade = await ToGradeAsync(db, revisions, cancellation);
        var isCut = await db.Attempts.Where(a => a.AwaitsGrading && a.SubmittedAt != null).OrderBy(a => a.SubmittedAt).Take(MostCounted + 1).CountAsync(cancellation) > MostCounted;

        var courses = new List<AnalysedCourse>();
        foreach (var revisionId in await db.Courses.AsNoTracking().OrderBy(c => c.Slug).Select(c => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            var revision = await revisions.GetAsync(db, revisionId, cancellation);
            var (id, slug) = (revision.Outline.Id, revision.Outline.Slug);
            var quizzes = new List<AnalysedQuiz>();
            foreach (var a in revision.Activities.Where(a => a.IsQuiz))
            {
                var measure = measures.GetValueOrDefault((id, a.Id));
                var (attempts, isMore) = await AttemptsAsync(db, id, a.Id, measure, cancellation);
                quizzes.Add(new(
                    revision.ModuleOf(a.Id).Title,
                    a.Title,
                    AnalysisAddresses.Quiz(slug, a.Id),
                    attempts,
                    isMore,
                    Figure.Number(measure?.Alpha),
                    measure?.MeasuredAt,
                    tasks.GetValueOrDefault((id, a.Id)),
                    toGrade.GetValueOrDefault((id, a.Id))));
            }

            courses.Add(new(revision.Outline.Title, revision.Outline.Language, quizzes));
        }

        return new View("Analysis/ShowAnalysis", new AnalysisModel([.. courses.Where(c => c.Quizzes.Count > 0)], isCut), texts["Analysis.Title"]);
    }

    /// <summary>How many learners have handed in, and whether more have.</summary>
    private static async Task<(int Learners, bool IsMore)> AttemptsAsync(LearningDb db, string courseId, string activityId, QuizMeasure? measure, CancellationToken cancellation)
    {
        if (measure?.Attempts >= MostCounted)
        {
            return (measure.Attempts, false);
        }

        var some = db.Attempts.Where(a => a.CourseId == courseId && a.ActivityId == activityId && a.SubmittedAt != null).OrderBy(a => a.SubmittedAt).Take(MostCounted).Select(a => a.LearnerId);
        return (await some.Distinct().CountAsync(cancellation), await some.CountAsync(cancellation) == MostCounted);
    }

    /// <summary>Texts that nobody has graded yet, of each quiz.</summary>
    private static async Task<Dictionary<(string, string), int>> ToGradeAsync(LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var (responses, grades) = (db.ItemResponses, db.Grades);
        var answered = await (
            from attempt in db.Attempts.Where(a => a.AwaitsGrading && a.SubmittedAt != null).OrderBy(a => a.SubmittedAt).Take(MostCounted)
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

    /// <param name="IsCut">More texts wait to be graded than are counted.</param>
    public sealed record AnalysisModel(IReadOnlyList<AnalysedCourse> Courses, bool IsCut);

    public sealed record AnalysedCourse(string Title, string Language, IReadOnlyList<AnalysedQuiz> Quizzes);

    /// <param name="IsMore">There are more attempts than that.</param>
    public sealed record AnalysedQuiz(string Module, string Title, string Href, int Attempts, bool IsMore, string Alpha, DateTimeOffset? MeasuredAt, int OpenTasks, int ToGrade);
}
