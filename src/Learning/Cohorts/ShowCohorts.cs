using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts;

/// <summary>The cohorts somebody may see, the latest first, 50 to a page; archived ones apart (<c>?archived=yes</c>), found by a part of the name (<c>?name=</c>).</summary>
public static class ShowCohorts
{
    private const int OnPage = 50;

    public static void MapShowCohorts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCohorts)}");

    internal static async Task<IResult> Get(
        string? name, string? archived, string? page, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var wanted = (name ?? "").Trim();
        var like = "%" + wanted.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%";
        var isArchived = archived is not null;
        var (members, organisations) = (db.Members, db.Organisations);
        var all = (await access.OfAsync(user, cancellation)).AsNoTracking().Where(c => c.ArchivedAt != null == isArchived && (wanted == "" || EF.Functions.Like(c.Name, like)));
        var pages = Pages.Of(await all.CountAsync(cancellation), OnPage, page);
        var rows = await all.OrderByDescending(c => c.StartsOn).ThenBy(c => c.Name).ThenBy(c => c.Id).Skip(pages.Skip).Take(OnPage)
            .Select(c => new CohortRow(
                c.Id,
                c.Name,
                organisations.Where(o => o.Id == c.OrganisationId).Select(o => o.Name).FirstOrDefault(),
                c.StartsOn,
                c.EndsOn,
                members.Count(m => m.CohortId == c.Id && m.WithdrawnAt == null),
                members.Count(m => m.CohortId == c.Id && m.WithdrawnAt == null && m.FinishedAt == null && (m.FailedTries > 0 || m.NextDueAt <= now)),
                members.Count(m => m.CohortId == c.Id && m.WithdrawnAt == null && m.FinishedAt != null)))
            .ToListAsync(cancellation);
        return new View("Cohorts/ShowCohorts", new CohortsModel(wanted, isArchived, rows, pages.With(n => $"/cohorts?name={Uri.EscapeDataString(wanted)}{(isArchived ? "&archived=yes" : "")}&page={n}"), await access.AdministersAsync(user) || (await access.OrganisationsAsync(user, cancellation)).Count > 0), texts["Cohort.Title"]);
    }

    public sealed record CohortsModel(string Name, bool IsArchived, IReadOnlyList<CohortRow> Cohorts, PageLinks Pages, bool HasOrganisations);

    public sealed record CohortRow(Guid Id, string Name, string? Organisation, DateOnly StartsOn, DateOnly? EndsOn, int Members, int NeedHelp, int Finished);
}
