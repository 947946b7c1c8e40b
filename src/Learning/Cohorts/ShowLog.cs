using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>Who did what in a cohort, the latest first, 100 to a page.</summary>
public static class ShowLog
{
    private const int OnPage = 100;

    public static void MapShowLog(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/log", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowLog)}");

    internal static async Task<IResult> Get(Guid id, string? page, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var names = db.Learners;
        var pages = Pages.Of(await db.CohortLog.CountAsync(e => e.CohortId == id, cancellation), OnPage, page);
        var lines = await db.CohortLog.AsNoTracking().Where(e => e.CohortId == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(pages.Skip).Take(OnPage)
            .Select(e => new Line(
                e.Deed,
                "",
                e.LearnerId == null ? null : names.Where(l => l.Id == e.LearnerId).Select(l => l.Name).FirstOrDefault(),
                e.Detail,
                e.Reason,
                names.Where(l => l.Id == e.DoneBy).Select(l => l.Name).FirstOrDefault() ?? "",
                e.At))
            .ToListAsync(cancellation);
        return new View("Cohorts/ShowLog", new LogModel(id, cohort.Name, [.. lines.Select(l => l with { Text = texts[$"Deed.{l.Deed}"] })], pages.With(n => $"/cohorts/{id}/log?page={n}")), texts["Log.Title"]);
    }

    public sealed record LogModel(Guid Id, string Cohort, IReadOnlyList<Line> Lines, PageLinks Pages);

    public sealed record Line(CohortDeed Deed, string Text, string? Learner, string Detail, string Reason, string By, DateTimeOffset At);
}
