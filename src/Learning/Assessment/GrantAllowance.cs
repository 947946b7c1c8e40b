using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Assessment;

/// <summary>
/// A facilitator allows one learner more than the rules of a quiz do: <c>minutes</c>, <c>attempts</c>, a later end (<c>until</c>, a day), and says why (<c>reason</c>). An attempt that
/// is running gets its time at once. Limits: 1,440 minutes, 20 attempts, 500 characters.
/// </summary>
public static class GrantAllowance
{
    public static void MapGrantAllowance(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/allowances/{slug}/{activity}/{learner}", Post)
            .RequireAuthorization(Policies.Facilitate)
            .AllowCookieRedirect()
            .WithName($"Learning.{nameof(GrantAllowance)}");

    internal static async Task<IResult> Post(
        string slug,
        string activity,
        string learner,
        HttpContext http,
        ClaimsPrincipal user,
        LearningDb db,
        RevisionCache revisions,
        ReadLimits readLimits,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var course = await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == slug, cancellation);
        if (course is null || (await revisions.GetAsync(db, course.CurrentRevisionId, cancellation)).Activity(activity) is not { IsQuiz: true } quiz)
        {
            return NotThere("Refusal.NoSuchActivity");
        }

        if (!await db.Enrolments.AnyAsync(e => e.LearnerId == learner && e.CourseId == course.Id, cancellation))
        {
            return NotThere("Allowance.NotEnrolled");
        }

        var now = clock.GetUtcNow();
        var reason = Response.Given([form["reason"].ToString().Trim()]).Text;
        var minutes = Number(form["minutes"]);
        var attempts = Number(form["attempts"]);
        var until = Until(form["until"]);
        if (minutes is not (>= 0 and <= Allowance.MostMinutes) || attempts is not (>= 0 and <= Allowance.MostAttempts) || until.IsFault || until.At <= now)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "Allowance.OutOfRange", Allowance.MostMinutes, Allowance.MostAttempts);
        }

        if (minutes + attempts == 0 && until.At is null)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "Allowance.Nothing");
        }

        if (reason.Length is 0 or > Allowance.LongestReason)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "Allowance.NoReason", Allowance.LongestReason);
        }

        await db.WriteAsync(
            async () =>
            {
                db.Add(Allowance.Grant(learner, course.Id, activity, minutes.Value, attempts.Value, until.At, reason, user.LearnerId, now));
                var limits = await readLimits.ForAsync(learner, course.Id, quiz, cancellation);
                foreach (var attempt in (await readLimits.AttemptsAsync(learner, course.Id, activity, cancellation)).Where(a => a.IsOpen))
                {
                    attempt.EndAt(limits.EndOf(attempt.BeganAt));
                }

                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/allowances/{slug}/{activity}/{Uri.EscapeDataString(learner)}?granted=yes");
    }

    /// <summary>Nothing is nought; what is no whole number is none.</summary>
    private static int? Number(string? text) =>
        string.IsNullOrWhiteSpace(text) ? 0 : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>To the end of that day, UTC.</summary>
    private static (DateTimeOffset? At, bool IsFault) Until(string? text) =>
        string.IsNullOrWhiteSpace(text) ? (null, false)
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2016 and < 9999
            ? (new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero), false)
            : (null, true);
}
