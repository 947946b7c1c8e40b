using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// A facilitator gives one learner a later day (<c>kind=Extension</c>, <c>until</c>) or excuses her (<c>kind=Excuse</c>) for one <c>module</c> ("course/module") or for all, and says why. What was granted is
/// never taken back; of several days the latest counts. Limits: a reason of 500 characters.
/// </summary>
public static class GrantConcession
{
    public static void MapGrantConcession(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/cohorts/{id:guid}/members/{learner}/concessions", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(GrantConcession)}");

    internal static async Task<IResult> Post(
        Guid id, string learner, HttpContext http, ClaimsPrincipal user, CohortAccess access, ShowMember page, LearningDb db, KeepStandings standings, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindMemberAsync(user, id, learner, cancellation) is not var (cohort, member))
        {
            return NotThere("Cohort.NoSuchMember");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = new ShowMember.Typed(form["module"].ToString(), form["kind"].ToString(), form["until"].ToString().Trim(), form["reason"].ToString().Trim());
        var calendar = await db.CalendarAsync(id, cohort.TimeZone, cancellation);
        var until = CohortForm.ReadDay(typed.Until);
        var problems = new List<FieldProblem>();
        var isKind = Enum.TryParse<ConcessionKind>(typed.Kind, out var kind) && Enum.IsDefined(kind);
        Check("kind", isKind ? null : "Concession.KindMissing");
        Check("module", typed.Module.Length == 0 || calendar.Due.Keys.Any(d => typed.Module == $"{d.Course}/{d.Module}") ? null : "Concession.NoSuchModule");
        Check("until", !isKind || kind == ConcessionKind.Excuse ? null : until is null ? CohortForm.DayProblem(typed.Until) : calendar.EndOf(until.Value) <= clock.GetUtcNow() ? "Concession.DayIsOver" : null);
        Check("reason", typed.Reason.Length == 0 ? "Concession.ReasonMissing" : typed.Reason.Length > Member.LongestReason ? "Concession.ReasonTooLong" : null, Member.LongestReason);
        if (problems.Count > 0)
        {
            return await page.PageAsync(cohort, member, user, typed, problems, null, cancellation);
        }

        await db.WriteAsync(
            Turn.Of(learner),
            async () =>
            {
                var now = clock.GetUtcNow();
                var isExtension = kind == ConcessionKind.Extension;
                db.Add(Concession.Grant(id, learner, typed.Module, kind, isExtension ? until : null, typed.Reason, user.LearnerId, now));
                db.Add(CohortLogEntry.Of(id, isExtension ? CohortDeed.Extended : CohortDeed.Excused, user.LearnerId, now, learner, $"{(isExtension ? CohortForm.Day(until!.Value) : "")} {typed.Module}".Trim(), typed.Reason));
                await db.SaveChangesAsync(cancellation);
                await standings.KeepAsync(await db.Members.SingleAsync(m => m.Id == member.Id, cancellation), cancellation);
                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/members/{Uri.EscapeDataString(learner)}?did={(kind == ConcessionKind.Extension ? "extended" : "excused")}");

        void Check(string field, string? text, params object[] arguments)
        {
            if (text is not null)
            {
                problems.Add(new(field, texts[text, arguments]));
            }
        }
    }
}
