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

namespace Learning.Cohorts.Reports;

/// <summary>
/// The address by which somebody subscribes to her calendar: a learner to that of all her cohorts, a facilitator to that of one cohort. A post makes all addresses void that she was given before.
/// An administrator who neither facilitates a cohort nor looks after its organisation is told to put herself in.
/// </summary>
public static class ShowCalendar
{
    public static void MapShowCalendar(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/cohorts/{id:guid}/calendar", GetMine).RequireAuthorization().AllowCookieRedirect().WithName("Learning.ShowMyCalendar");
        routes.MapPost("/my/cohorts/{id:guid}/calendar", PostMine).RequireAuthorization().AllowCookieRedirect().WithName("Learning.RenewMyCalendar");
        routes.MapGet("/cohorts/{id:guid}/calendar", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCalendar)}");
        routes.MapPost("/cohorts/{id:guid}/calendar", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.RenewCalendar");
    }

    internal static async Task<IResult> GetMine(
        Guid id, string? renewed, HttpContext http, ClaimsPrincipal user, LearningDb db, CalendarTokens tokens, LearningOptions options, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation) =>
        await FindMineAsync(id, user, db, cancellation) is { } cohort
            ? Page(cohort, $"/my/cohorts/{id}", Address(http, options, tokens.Issue(user.LearnerId, null, clock.GetUtcNow())), renewed is not null, texts)
            : NotThere("Cohort.NotThere");

    internal static async Task<IResult> PostMine(Guid id, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await FindMineAsync(id, user, db, cancellation) is null)
        {
            return NotThere("Cohort.NotThere");
        }

        await RenewAsync(id, user, db, clock, cancellation);
        return TypedResults.LocalRedirect($"~/my/cohorts/{id}/calendar?renewed=yes");
    }

    internal static async Task<IResult> Get(
        Guid id, string? renewed, HttpContext http, ClaimsPrincipal user, CohortAccess access, CalendarTokens tokens, LearningOptions options, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var address = await tokens.FacilitatesAsync(user.LearnerId, id, cancellation) ? Address(http, options, tokens.Issue(user.LearnerId, id, clock.GetUtcNow())) : null;
        return Page(cohort, $"/cohorts/{id}", address, renewed is not null, texts);
    }

    internal static async Task<IResult> Post(Guid id, ClaimsPrincipal user, CohortAccess access, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is null)
        {
            return NotThere("Cohort.NotThere");
        }

        await RenewAsync(id, user, db, clock, cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/calendar?renewed=yes");
    }

    private static Task<Cohort?> FindMineAsync(Guid id, ClaimsPrincipal user, LearningDb db, CancellationToken cancellation)
    {
        var (me, members) = (user.LearnerId, db.Members);
        return db.Cohorts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && members.Any(m => m.CohortId == id && m.LearnerId == me && m.WithdrawnAt == null), cancellation);
    }

    private static Task<bool> RenewAsync(Guid id, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            await db.RememberLearnerAsync(user, now, cancellation);
            db.Add(CohortLogEntry.Of(id, CohortDeed.CalendarRenewed, user.LearnerId, now, user.LearnerId));
            return true;
        },
        cancellation);

    private static string Address(HttpContext http, LearningOptions options, string token) => $"{SiteAddress.Of(options, http.Request)}/calendar/{token}.ics";

    private static View Page(Cohort cohort, string back, string? address, bool isRenewed, InterfaceTexts texts) =>
        new("Cohorts/ShowCalendar", new CalendarModel(cohort.Name, back.StartsWith("/my/", StringComparison.Ordinal), back, address, isRenewed), texts["Calendar.Title"]);

    public sealed record CalendarModel(string Cohort, bool IsMine, string Back, string? Address, bool IsRenewed);
}
