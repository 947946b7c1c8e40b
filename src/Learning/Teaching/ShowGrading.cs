using System.Globalization;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Teaching;

/// <summary>
/// Essays that wait to be read, by quiz and question, those that have waited longest first; and the page on which one is graded by its rubric. After each the next one to the same question
/// comes by itself, then those to others. A list shows 100 at most. A facilitator sees those of her own cohorts, and of learners who are in none.
/// </summary>
public static partial class ShowGrading
{
    private const int Most = 100;

    public static void MapShowGrading(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/grading", GetList).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowGrading)}");
        routes.MapGet("/grading/{attempt:guid}/{question}", GetEssay).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowEssay");
    }

    internal static async Task<IResult> GetList(string? graded, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(user, access, db, revisions, texts, cancellation);
        return new View("Teaching/ShowGrading", new GradingModel(Grouped(waiting), waiting.Count, graded is not null, waiting.Count == Most), texts["Grading.Title"]);
    }

    internal static async Task<IResult> GetEssay(
        Guid attempt, string question, string? graded, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var found = await db.Attempts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == attempt && a.SubmittedAt != null, cancellation);
        if (found is null || !found.QuestionIds.Contains(question) || !await access.MayTeachAsync(user, found.LearnerId, cancellation))
        {
            return NotThere("Grading.NoSuchEssay");
        }

        return await EssayAsync(found, question, null, graded is not null, user, access, db, revisions, texts, cancellation);
    }

    /// <summary>The page of one essay, with what was typed into its form where something is wrong with that.</summary>
    internal static async Task<IResult> EssayAsync(
        Attempt found, string question, Typed? typed, bool isNext, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var attempt = found.Id;
        var revision = await revisions.ForReaderAsync(db, found.RevisionId, cancellation);
        if (revision.Question(question) is not Essay essay)
        {
            return NotThere("Grading.NoSuchEssay");
        }

        var response = await db.ItemResponses.AsNoTracking().FirstOrDefaultAsync(r => r.AttemptId == attempt && r.QuestionId == question, cancellation);
        var grade = await db.Grades.AsNoTracking().Where(g => g.AttemptId == attempt && g.QuestionId == question).OrderByDescending(g => g.GradedAt).ThenByDescending(g => g.Id).FirstOrDefaultAsync(cancellation);
        var answer = response?.Response ?? Response.Empty;
        var view = essay.Show(answer, typed is not null ? essay.Mark(answer) with { Points = typed.Points } : grade is null ? essay.Mark(answer) : essay.Graded(grade.Points, grade.Comment), null);
        var others = (await WaitingAsync(user, access, db, revisions, texts, cancellation)).Where(w => w.AttemptId != attempt || w.QuestionId != question).ToArray();
        var model = new EssayModel(
            attempt,
            view,
            revision.Outline.Language,
            revision.Outline.Title,
            revision.ModuleOf(found.ActivityId).Title,
            revision.Activity(found.ActivityId)!.Title,
            LearnerName.Of(await db.Learners.AsNoTracking().FirstOrDefaultAsync(l => l.Id == found.LearnerId, cancellation), texts),
            found.SubmittedAt!.Value,
            answer.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
            typed?.Comment ?? grade?.Comment ?? "",
            grade?.GradedAt,
            Grade.LongestComment,
            isNext,
            others.Length,
            Array.Find(others, w => w.QuestionId == question && w.Course == revision.Outline.Title) ?? others.FirstOrDefault(),
            typed?.Problems ?? []);
        return new View("Teaching/ShowEssay", model, texts["Grading.EssayTitle"])
        {
            Address = $"/grading/{attempt}/{question}",
            Status = typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    /// <summary>Where a form may lead on to: an essay, or the list.</summary>
    internal static string Next(string? asked) => asked is not null && EssayAddress().IsMatch(asked) ? asked : "/grading";

    [GeneratedRegex(@"^/grading/[0-9a-f-]{36}/[A-Za-z0-9_-]{1,100}$")]
    private static partial Regex EssayAddress();

    /// <summary>Each essay of an attempt that waits; an attempt may hold several.</summary>
    private static async Task<IReadOnlyList<WaitingEssay>> WaitingAsync(
        ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var taught = await access.TaughtAsync(user, db.Learners, cancellation);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.AwaitsGrading && a.SubmittedAt != null && taught.Any(l => l.Id == a.LearnerId)).OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id).Take(Most)
            .ToListAsync(cancellation);
        var ids = attempts.Select(a => a.Id).ToList();
        var people = attempts.Select(a => a.LearnerId).Distinct().ToList();
        var learners = await db.Learners.AsNoTracking().Where(l => people.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancellation);
        var graded = (await db.Grades.AsNoTracking().Where(g => ids.Contains(g.AttemptId)).Select(g => new { g.AttemptId, g.QuestionId }).ToListAsync(cancellation)).ToHashSet();
        var answered = (await db.ItemResponses.AsNoTracking().Where(r => ids.Contains(r.AttemptId)).Select(r => new { r.AttemptId, r.QuestionId }).ToListAsync(cancellation)).ToHashSet();

        var waiting = new List<WaitingEssay>();
        foreach (var one in attempts)
        {
            var revision = await revisions.ForReaderAsync(db, one.RevisionId, cancellation);
            waiting.AddRange(
                from id in one.QuestionIds
                let essay = revision.Question(id) as Essay
                let key = new { AttemptId = one.Id, QuestionId = id }
                where essay is not null && answered.Contains(key) && !graded.Contains(key)
                select new WaitingEssay(
                    one.Id,
                    id,
                    essay.Prompt,
                    revision.Outline.Language,
                    revision.Outline.Title,
                    revision.ModuleOf(one.ActivityId).Title,
                    revision.Activity(one.ActivityId)!.Title,
                    LearnerName.Of(learners.GetValueOrDefault(one.LearnerId), texts),
                    one.SubmittedAt!.Value));
        }

        return [.. waiting.Take(Most)];
    }

    /// <summary>The question that has waited longest first. A question whose words have changed is another one to read for.</summary>
    private static IReadOnlyList<WaitingQuestion> Grouped(IReadOnlyList<WaitingEssay> waiting) =>
    [
        .. waiting.GroupBy(w => (w.Course, w.Module, w.Quiz, w.QuestionId, w.Prompt)).Select(g => new WaitingQuestion(
            new(g.Key.Prompt), g.First().Language, g.Key.Course, g.Key.Module, g.Key.Quiz, [.. g])),
    ];

    public sealed record GradingModel(IReadOnlyList<WaitingQuestion> Questions, int Waiting, bool IsGraded, bool IsCut);

    public sealed record WaitingQuestion(
        Microsoft.AspNetCore.Html.HtmlString Prompt, string Language, string Course, string Module, string Quiz, IReadOnlyList<WaitingEssay> Essays);

    public sealed record WaitingEssay(
        Guid AttemptId, string QuestionId, string Prompt, string Language, string Course, string Module, string Quiz, string Learner, DateTimeOffset SubmittedAt)
    {
        public string Href => $"/grading/{AttemptId.ToString("D", CultureInfo.InvariantCulture)}/{QuestionId}";
    }

    public sealed record EssayModel(
        Guid AttemptId,
        QuestionView Question,
        string Language,
        string Course,
        string Module,
        string Quiz,
        string Learner,
        DateTimeOffset SubmittedAt,
        int WordsWritten,
        string Comment,
        DateTimeOffset? GradedAt,
        int LongestComment,
        bool IsNext,
        int Waiting,
        WaitingEssay? Next,
        IReadOnlyList<FieldProblem> Problems);

    /// <summary>Levels that were chosen, -1 for none, the comment, and what is wrong with them.</summary>
    internal sealed record Typed(IReadOnlyList<int> Points, string Comment, IReadOnlyList<FieldProblem> Problems);
}
