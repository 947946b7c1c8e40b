using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Assessment;

/// <summary>
/// An editor decides about a question whose key was wrong (<c>correction</c>: NewKey, FullMarks or LeftOut; <c>reason</c>, 500 characters at most). The page before shows the effect, and
/// <c>revision</c> names the revision it was worked out with: what nobody has seen is not decided. What is decided holds at once for whoever hands in; those who have handed in are marked again in small steps (<see cref="RemarkAttempts"/>).
/// </summary>
public static class CorrectKey
{
    public static void MapCorrectKey(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/corrections/{slug}/{question}", Post)
            .RequireAuthorization(Policies.Publish)
            .AllowCookieRedirect()
            .WithName($"Learning.{nameof(CorrectKey)}");

    internal static async Task<IResult> Post(
        string slug,
        string question,
        HttpContext http,
        ClaimsPrincipal user,
        LearningDb db,
        ReadCorrection read,
        RemarkAttempts remark,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var subject = await read.SubjectAsync(slug, question, cancellation);
        if (subject is null)
        {
            return NotThere("Correction.NoSuchQuestion");
        }

        if (!Enum.TryParse<Correction>(form["correction"], out var correction) || !Enum.IsDefined(correction))
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "Correction.ChooseOne");
        }

        if (subject.RefusalOf(correction) is { } refusal)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, refusal);
        }

        var reason = Response.Given([form["reason"].ToString().Trim()]).Text;
        if (reason.Length is 0 or > KeyCorrection.LongestReason)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "Correction.NoReason", KeyCorrection.LongestReason);
        }

        if (form["revision"] != subject.RevisionId.ToString())
        {
            return new Refusal(StatusCodes.Status409Conflict, "Correction.NotSeen")
            {
                WayBack = new($"/corrections/{slug}/{Uri.EscapeDataString(question)}?correction={correction}", "Correction.Back"),
            };
        }

        var decision = KeyCorrection.Decide(subject.CourseId, question, correction, subject.RevisionId, reason, user.LearnerId, clock.GetUtcNow());
        await db.WriteAsync(
            () =>
            {
                db.Add(decision);
                return Task.FromResult(true);
            },
            cancellation);
        await remark.RunOnceAsync(CancellationToken.None);   // decided is decided, whether or not she waits for it
        return TypedResults.LocalRedirect($"~/corrections/{slug}/{Uri.EscapeDataString(question)}?decided=yes");
    }
}
