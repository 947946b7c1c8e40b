using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Tables;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Reports;

/// <summary>
/// Tables of a cohort to take along: <c>?what=</c> progress, grades, attendance or certificates, <c>&amp;as=</c> csv or xlsx, written while they are read; without them the page that offers them.
/// Withdrawn learners are not in them. Refusal: 404 no such table.
/// </summary>
public static class ExportCohort
{
    public static void MapExportCohort(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/export", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ExportCohort)}");

    internal static async Task<IResult> Get(
        Guid id, string? what, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "as")] string? format, HttpContext http, ClaimsPrincipal user, CohortAccess access, CohortExports exports, LearningOptions options, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        if (what is null && format is null)
        {
            return new View("Cohorts/ExportCohort", new ExportModel(id, cohort.Name, cohort.TimeZone, CohortExports.Names), texts["Export.Title"]);
        }

        if (!CohortExports.Names.Contains(what) || !TableAnswer.Formats.Contains(format))
        {
            return NotThere("Export.NoSuchTable");
        }

        var zone = TimeZones.Of(cohort.TimeZone);
        var day = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var site = SiteAddress.Of(options, http.Request);
        return TableAnswer.Answer(http, await exports.TableAsync(what!, cohort, zone, site, cancellation), $"{TableAnswer.SafeName(cohort.Name)}-{what}-{day}", format!, cancellation);
    }

    public sealed record ExportModel(Guid Id, string Cohort, string TimeZone, IReadOnlyList<string> Tables);
}
