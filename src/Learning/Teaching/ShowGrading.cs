using System.Globalization;
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
using static Learning.Theming.Refusals;

namespace Learning.Teaching;

/// <summary>
/// Essays that wait to be read, those that have waited longest first, and the page on which one is graded by its rubric. After each the next one is a link away. A list shows 100 at most.
/// </summary>
public static class ShowGrading
{
    private const int Most = 100;

    public static void MapShowGrading(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/grading", GetList).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowGrading)}");
        routes.MapGet("/grading/{attempt:guid}/{question}", GetEssay).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowEssay");
    }

    internal static async Task<IResult> GetList(string? graded, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(db, revisions, cancellation);
        return new View("Teaching/ShowGrading", new GradingModel(waiting, graded is not null, waiting.Count == Most), texts["Grading.Title"]);
    }

    internal static async Task<IResult> GetEssay(
        Guid attempt, string question, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var found = await db.Attempts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == attempt && a.SubmittedAt != null, cancellation);
        if (found is null || !found.QuestionIds.Contains(question))
        {
            return NotThere("Grading.NoSuchEssay");
        }

        var revision = await revisions.GetAsync(db, found.RevisionId, cancellation);
        if (revision.Question(question) is not Essay essay)
        {
            return NotThere("Grading.NoSuchEssay");
        }

        var response = await db.ItemResponses.AsNoTracking().FirstOrDefaultAsync(r => r.AttemptId == attempt && r.QuestionId == question, cancellation);
        var grade = await db.Grades.AsNoTracking().Where(g => g.AttemptId == attempt && g.QuestionId == question).OrderByDescending(g => g.GradedAt).ThenByDescending(g => g.Id).FirstOrDefaultAsync(cancellation);
        var answer = response?.Response ?? Response.Empty;
        var view = essay.Show(answer, grade is null ? essay.Mark(answer) : essay.Graded(grade.Points, grade.Comment), null);
        var others = await WaitingAsync(db, revisions, cancellation);
        var model = new EssayModel(
            attempt,
            view,
            revision.Outline.Language,
            revision.Outline.Title,
            revision.Activity(found.ActivityId)!.Title,
            await NameAsync(db, found.LearnerId, cancellation),
            found.SubmittedAt!.Value,
            answer.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
            grade?.Comment ?? "",
            grade?.GradedAt,
            Grade.LongestComment,
            others.FirstOrDefault(w => w.AttemptId != attempt || w.QuestionId != question));
        return new View("Teaching/ShowEssay", model, texts["Grading.EssayTitle"]);
    }

    /// <summary>Each essay of an attempt that waits; an attempt may hold several.</summary>
    private static async Task<IReadOnlyList<WaitingEssay>> WaitingAsync(LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var learners = db.Learners;
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.AwaitsGrading && a.SubmittedAt != null).OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id).Take(Most)
            .Select(a => new { Attempt = a, Name = learners.Where(l => l.Id == a.LearnerId).Select(l => l.Name).FirstOrDefault() })
            .ToListAsync(cancellation);
        var ids = attempts.Select(a => a.Attempt.Id).ToList();
        var graded = (await db.Grades.AsNoTracking().Where(g => ids.Contains(g.AttemptId)).Select(g => new { g.AttemptId, g.QuestionId }).ToListAsync(cancellation)).ToHashSet();
        var answered = (await db.ItemResponses.AsNoTracking().Where(r => ids.Contains(r.AttemptId)).Select(r => new { r.AttemptId, r.QuestionId }).ToListAsync(cancellation)).ToHashSet();

        var waiting = new List<WaitingEssay>();
        foreach (var one in attempts)
        {
            var revision = await revisions.GetAsync(db, one.Attempt.RevisionId, cancellation);
            waiting.AddRange(
                from id in one.Attempt.QuestionIds
                let essay = revision.Question(id) as Essay
                let key = new { AttemptId = one.Attempt.Id, QuestionId = id }
                where essay is not null && answered.Contains(key) && !graded.Contains(key)
                select new WaitingEssay(
                    one.Attempt.Id, id, new(essay.Prompt), revision.Outline.Language, revision.Outline.Title, one.Name ?? "", one.Attempt.SubmittedAt!.Value));
        }

        return [.. waiting.Take(Most)];
    }

    private static async Task<string> NameAsync(LearningDb db, string learnerId, CancellationToken cancellation) =>
        await db.Learners.Where(l => l.Id == learnerId).Select(l => l.Name).FirstOrDefaultAsync(cancellation) ?? "";

    public sealed record GradingModel(IReadOnlyList<WaitingEssay> Essays, bool IsGraded, bool IsCut);

    public sealed record WaitingEssay(
        Guid AttemptId, string QuestionId, Microsoft.AspNetCore.Html.HtmlString Prompt, string Language, string Course, string Learner, DateTimeOffset SubmittedAt)
    {
        public string Href => $"/grading/{AttemptId.ToString("D", CultureInfo.InvariantCulture)}/{QuestionId}";
    }

    public sealed record EssayModel(
        Guid AttemptId,
        QuestionView Question,
        string Language,
        string Course,
        string Quiz,
        string Learner,
        DateTimeOffset SubmittedAt,
        int WordsWritten,
        string Comment,
        DateTimeOffset? GradedAt,
        int LongestComment,
        WaitingEssay? Next);
}
