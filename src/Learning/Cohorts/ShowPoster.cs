using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials.Paper;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>A page to print and hang up: what the cohort is, its courses, its QR code, its short address and its code in large letters.</summary>
public static class ShowPoster
{
    public static void MapShowPoster(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/poster", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowPoster)}");

    internal static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningOptions options, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        if (!cohort.TakesPeople)
        {
            return Refuse(StatusCodes.Status409Conflict, "Join.Closed");
        }

        var link = JoinLink.Of(cohort, options, http.Request);
        var organisation = cohort.OrganisationId is { } o ? await db.Organisations.Where(x => x.Id == o).Select(x => x.Name).SingleAsync(cancellation) : null;
        var courses = (await ShowCohort.OutlinesAsync(db, revisions, id, cancellation)).Select(o => new CourseLine(o.Title, o.Language)).ToArray();
        var model = new PosterModel(id, cohort.Name, organisation, courses, cohort.StartsOn, QrSquare.Svg(link, texts["Poster.Qr"]), link[(link.IndexOf("//", StringComparison.Ordinal) + 2)..], JoinCode.Show(cohort.Code));
        return new View("Cohorts/ShowPoster", model, texts["Poster.Title"]) { Shape = "poster" };
    }

    public sealed record PosterModel(Guid Id, string Name, string? Organisation, IReadOnlyList<CourseLine> Courses, DateOnly StartsOn, HtmlString Qr, string Link, string Code);

    public sealed record CourseLine(string Title, string Language);
}
