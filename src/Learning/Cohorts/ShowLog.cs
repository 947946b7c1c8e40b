using System.Security.Claims;
using Learning.Accounts;
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

/// <summary>Who did what in a cohort, the latest first, 100 to a page.</summary>
public static class ShowLog
{
    private const int OnPage = 100;

    public static void MapShowLog(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/log", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowLog)}");

    internal static async Task<IResult> Get(Guid id, string? page, ClaimsPrincipal user, CohortAccess access, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var names = db.Learners;
        var pages = Pages.Of(await db.CohortLog.CountAsync(e => e.CohortId == id, cancellation), OnPage, page);
        var entries = await db.CohortLog.AsNoTracking().Where(e => e.CohortId == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(pages.Skip).Take(OnPage)
            .Select(e => new
            {
                Entry = e,
                Learner = e.LearnerId == null ? null : names.Where(l => l.Id == e.LearnerId).Select(l => l.Name).FirstOrDefault(),
                By = names.Where(l => l.Id == e.DoneBy).Select(l => l.Name).FirstOrDefault() ?? "",
            })
            .ToListAsync(cancellation);
        var outlines = await ShowCohort.OutlinesAsync(db, revisions, id, cancellation);
        var model = new LogModel(id, cohort.Name, cohort.TimeZone, [.. entries.Select(e => LogLine.Of(e.Entry, e.Learner, e.By, cohort, outlines, texts))], pages.With(n => $"/cohorts/{id}/log?page={n}"));
        return new View("Cohorts/ShowLog", model, texts["Log.Title"]);
    }

    public sealed record LogModel(Guid Id, string Cohort, string TimeZone, IReadOnlyList<LogLine> Lines, PageLinks Pages);
}
