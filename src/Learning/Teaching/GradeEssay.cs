using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Learning.Questions;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Teaching;

/// <summary>
/// A facilitator grades an essay: points for each criterion of its rubric (<c>points.0</c>, <c>points.1</c> …) and, if she likes, a <c>comment</c> to the learner. Grading again adds a
/// grade; the latest counts. Afterwards the essay named by <c>next</c> is shown, or the list. Where something is wrong with it, the page comes again with what was typed. Refused for learners of other facilitators' cohorts. Limits: a comment of 4,000 characters.
/// </summary>
public static class GradeEssay
{
    public static void MapGradeEssay(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/attempts/{id:guid}/grades/{question}", Post)
            .RequireAuthorization(Policies.Facilitate)
            .AllowCookieRedirect()
            .WithName($"Learning.{nameof(GradeEssay)}");

    internal static async Task<IResult> Post(
        Guid id,
        string question,
        HttpContext http,
        ClaimsPrincipal user,
        LearningDb db,
        RevisionCache revisions,
        CohortAccess access,
        InterfaceTexts texts,
        ReviseResult revise,
        DomainEvents events,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var attempt = await db.Attempts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellation);
        if (attempt is null || !attempt.QuestionIds.Contains(question) || !await access.MayTeachAsync(user, attempt.LearnerId, cancellation))
        {
            return NotThere("Grading.NoSuchEssay");
        }

        var revision = await revisions.ForReaderAsync(db, attempt.RevisionId, cancellation);
        if (revision.Question(question) is not Essay essay || attempt.IsOpen)
        {
            return NotThere("Grading.NoSuchEssay");
        }

        var comment = Response.Given([form["comment"].ToString().Trim()]).Text;
        var points = essay.Criteria.Select((_, i) => Points(form[$"points.{i.ToString(CultureInfo.InvariantCulture)}"])).ToArray();
        var problems = new List<FieldProblem>();
        if (!essay.Fits(points))
        {
            problems.Add(new("", texts["Grading.ChooseLevels"]));
        }

        if (comment.Length > Grade.LongestComment)
        {
            problems.Add(new("comment", texts["Grading.CommentLong", Grade.LongestComment]));
        }

        if (problems.Count > 0)
        {
            return await ShowGrading.EssayAsync(attempt, question, new(points, comment, problems), false, user, access, db, revisions, texts, cancellation);
        }

        await db.WriteAsync(
            Turn.Of(attempt.LearnerId),
            async () =>
            {
                var now = clock.GetUtcNow();
                var graded = await db.Attempts.SingleAsync(a => a.Id == id, cancellation);
                var grade = Grade.Give(graded.LearnerId, id, question, points, comment, user.LearnerId, now);
                db.Add(grade);
                await revise.ReviseAsync(graded, grade.Id, "", now, cancellation);
                await events.PublishAsync(new EssayGraded(grade.Id, id, graded.LearnerId, graded.CourseId, graded.ActivityId, graded.AwaitsGrading, now), cancellation);
                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~{ShowGrading.Next(form["next"])}?graded=yes");
    }

    /// <summary>What is no number is no level of any rubric.</summary>
    private static int Points(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points) ? points : -1;
}
