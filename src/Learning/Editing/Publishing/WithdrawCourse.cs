using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Publishing;

/// <summary>
/// <c>GET /courses/{slug}/withdrawal</c>: whom it would meet to take a course out of the catalogue; <c>POST</c> does it: nobody new joins, groups cannot choose it, and who is in it finishes (<c>learners</c> finish) or does not
/// (<c>learners</c> stop). Certificates stay. <c>POST /courses/{slug}/return</c> brings it back. Both may be done twice. Raises <see cref="CourseWithdrawn"/>. For those who publish. Refusals: 404 no such course; 422 nothing was chosen.
/// </summary>
public static class WithdrawCourse
{
    public static void MapWithdrawCourse(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/courses/{slug}/withdrawal", Get).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.ShowWithdrawal");
        routes.MapPost("/courses/{slug}/withdrawal", Post).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName($"Learning.{nameof(WithdrawCourse)}");
        routes.MapPost("/courses/{slug}/return", PostReturn).RequireAuthorization(Policies.Publish).AllowCookieRedirect().WithName("Learning.BringCourseBack");
    }

    internal static async Task<IResult> Get(string slug, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Slug == slug, cancellation) is not { } course)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        var outline = (await revisions.ForReaderAsync(db, course.CurrentRevisionId, cancellation)).Outline;
        var enrolments = db.Enrolments.Where(e => e.CourseId == course.Id && e.WithdrawnAt == null);
        var model = new WithdrawalModel(
            slug,
            outline.Title,
            outline.Language,
            course.WithdrawnAt,
            course.IsClosed,
            await db.CourseOutcomes.CountAsync(o => o.CourseId == course.Id && o.CompletedAt == null && enrolments.Any(e => e.Id == o.EnrolmentId), cancellation),
            await db.CourseOutcomes.CountAsync(o => o.CourseId == course.Id && o.CompletedAt != null, cancellation));
        return new View("Editing/WithdrawCourse", model, $"{outline.Title} – {texts["Withdraw.Heading"]}");
    }

    internal static async Task<IResult> Post(string slug, HttpContext http, ClaimsPrincipal user, LearningDb db, ChangeCatalogue catalogue, CancellationToken cancellation)
    {
        var learners = (await http.Request.ReadFormAsync(cancellation))["learners"].ToString();
        return learners is not ("finish" or "stop")
            ? new Refusal(StatusCodes.Status422UnprocessableEntity, "Withdraw.ChooseOne") { WayBack = new($"/courses/{slug}/withdrawal", "Withdraw.Back") }
            : await ChangeAsync(slug, "withdrawn", id => catalogue.WithdrawAsync(id, learners == "stop", user, cancellation), db, cancellation);
    }

    internal static Task<IResult> PostReturn(string slug, ClaimsPrincipal user, LearningDb db, ChangeCatalogue catalogue, CancellationToken cancellation) =>
        ChangeAsync(slug, "brought-back", id => catalogue.BringBackAsync(id, user, ifBefore: null, cancellation), db, cancellation);

    private static async Task<IResult> ChangeAsync(string slug, string did, Func<string, Task<string?>> change, LearningDb db, CancellationToken cancellation) =>
        await db.Courses.Where(c => c.Slug == slug).Select(c => c.Id).SingleOrDefaultAsync(cancellation) is { } id && await change(id) is { } address
            ? TypedResults.LocalRedirect($"~/courses/{address}/revisions?did={did}")
            : NotThere("Refusal.NoSuchCourse");

    public sealed record WithdrawalModel(string Slug, string Title, string Language, DateTimeOffset? WithdrawnAt, bool IsClosed, int UnderWay, int Completed);
}
