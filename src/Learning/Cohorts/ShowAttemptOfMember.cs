using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>What a learner of a cohort answered in one attempt, marked and explained as she sees it herself. Only attempts at courses of the cohort; never a survey.</summary>
public static class ShowAttemptOfMember
{
    public static void MapShowAttemptOfMember(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/members/{learner}/attempts/{attempt:guid}", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowAttemptOfMember)}");

    internal static async Task<IResult> Get(
        Guid id, string learner, Guid attempt, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, ReadAttempt read, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindMemberAsync(user, id, learner, cancellation) is not var (cohort, _)
            || await read.ReadForTeacherAsync(learner, attempt, cancellation) is not var (found, view)
            || !await db.CohortCourses.AnyAsync(c => c.CohortId == id && c.CourseId == found.CourseId, cancellation))
        {
            return NotThere("Cohort.NoSuchMember");
        }

        var outline = (await revisions.ForReaderAsync(db, found.RevisionId, cancellation)).Outline;
        var quiz = outline.Activities.First(a => a.Id == found.ActivityId);
        var name = await db.Learners.Where(l => l.Id == learner).Select(l => l.Name).FirstOrDefaultAsync(cancellation) ?? "";
        var model = new AttemptModel(
            id,
            cohort.Name,
            name,
            $"/cohorts/{id}/members/{Uri.EscapeDataString(learner)}",
            quiz.Title,
            found.BeganAt,
            found.SubmittedAt,
            view,
            quiz.Kind != ActivityKind.PreTest && found.Score.Max > 0,
            new(outline.Language, new([.. outline.Modules.Select(m => new FrameModule([.. m.Activities.Where(a => !a.IsQuiz).Select(a => new FrameLesson(a.Id, a.Title, $"/learn/{outline.Slug}/{a.Id}"))]))])));
        return new View("Cohorts/ShowAttemptOfMember", model, quiz.Title) { Shape = "study" };
    }

    public sealed record AttemptModel(
        Guid Id, string Cohort, string Name, string Back, string Quiz, DateTimeOffset BeganAt, DateTimeOffset? SubmittedAt, AttemptView Attempt, bool IsScored, Frame Frame);

    /// <summary>What the view of a question asks of the page around it: the language, and the lessons it may lead to.</summary>
    public sealed record Frame(string Language, FrameOutline Outline);

    public sealed record FrameOutline(IReadOnlyList<FrameModule> Modules);

    public sealed record FrameModule(IReadOnlyList<FrameLesson> Activities);

    public sealed record FrameLesson(string Id, string Title, string Href);
}
