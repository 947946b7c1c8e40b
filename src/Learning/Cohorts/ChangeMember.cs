using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Enrolments;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// A facilitator puts somebody into a cohort (<c>learner</c>), withdraws her with a <c>reason</c>, takes her back, or moves her to another cohort of hers (<c>to</c>). Her courses and results stay hers whatever
/// is done here. Put in is only whom the page of people would show.
/// </summary>
public static class ChangeMember
{
    public static void MapChangeMember(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cohorts/{id:guid}/members", PostAdd).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.AddMember");
        routes.MapPost("/cohorts/{id:guid}/members/{learner}/withdrawal", PostWithdraw).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.WithdrawMember");
        routes.MapPost("/cohorts/{id:guid}/members/{learner}/move", PostMove).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.MoveMember");
    }

    internal static async Task<IResult> PostAdd(
        Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningDb db, JoinCohort join, CancellationToken cancellation)
    {
        var learner = (await http.Request.ReadFormAsync(cancellation))["learner"].ToString();
        return await db.WriteAsync<IResult>(
            Turn.Of(learner),
            async () =>
            {
                if (await access.FindAsync(user, id, cancellation) is not { } cohort)
                {
                    return NotThere("Cohort.NotThere");
                }

                if (cohort.ArchivedAt is not null)
                {
                    return Refuse(StatusCodes.Status409Conflict, "Cohort.IsArchived");
                }

                if (!await MayAddAsync(id, learner, user, access, db, cancellation))
                {
                    return NotThere("Cohort.NoSuchPerson");
                }

                await join.JoinAsync(cohort, learner, JoinedBy.Facilitator, user.LearnerId, cancellation);
                return TypedResults.LocalRedirect($"~/cohorts/{id}/members/{Uri.EscapeDataString(learner)}");
            },
            cancellation);
    }

    internal static async Task<IResult> PostWithdraw(
        Guid id, string learner, HttpContext http, ClaimsPrincipal user, CohortAccess access, ShowMember page, LearningDb db, JoinCohort join, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindMemberAsync(user, id, learner, cancellation) is not var (cohort, member))
        {
            return NotThere("Cohort.NoSuchMember");
        }

        var reason = (await http.Request.ReadFormAsync(cancellation))["withdraw_reason"].ToString().Trim();
        if (member.IsActive && reason.Length is 0 or > Member.LongestReason)
        {
            var problem = texts[reason.Length == 0 ? "Concession.ReasonMissing" : "Concession.ReasonTooLong", Member.LongestReason];
            return await page.PageAsync(cohort, member, user, new(WithdrawReason: reason), [new("withdraw_reason", problem)], null, cancellation);
        }

        var isBack = await db.WriteAsync(
            Turn.Of(learner),
            async () =>
            {
                var now = clock.GetUtcNow();
                var one = await db.Members.SingleAsync(m => m.Id == member.Id, cancellation);
                if (!one.IsActive)
                {
                    await join.JoinAsync(await db.Cohorts.SingleAsync(c => c.Id == id, cancellation), learner, JoinedBy.Facilitator, user.LearnerId, cancellation);
                    return true;
                }

                one.Withdraw(now);
                db.Add(CohortLogEntry.Of(id, CohortDeed.Withdrawn, user.LearnerId, now, learner, reason: reason));
                return false;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/members/{Uri.EscapeDataString(learner)}?did={(isBack ? "returned" : "withdrawn")}");
    }

    internal static async Task<IResult> PostMove(
        Guid id, string learner, HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningDb db, JoinCohort join, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        return await db.WriteAsync<IResult>(
            Turn.Of(learner),
            async () =>
            {
                if (await access.FindMemberAsync(user, id, learner, cancellation) is not var (cohort, member)
                    || !Guid.TryParse(form["to"], out var to) || to == id || await access.FindAsync(user, to, cancellation) is not { } other)
                {
                    return NotThere("Cohort.NoSuchMember");
                }

                if (other.ArchivedAt is not null)
                {
                    return Refuse(StatusCodes.Status409Conflict, "Cohort.IsArchived");
                }

                var now = clock.GetUtcNow();
                member.Withdraw(now);
                db.Add(CohortLogEntry.Of(id, CohortDeed.Moved, user.LearnerId, now, learner, other.Name));
                await join.JoinAsync(other, learner, JoinedBy.Facilitator, user.LearnerId, cancellation);
                return TypedResults.LocalRedirect($"~/cohorts/{to}/members/{Uri.EscapeDataString(learner)}?did=moved");
            },
            cancellation);
    }

    /// <summary>Who studies a course of the cohort, or is or was in a cohort of hers.</summary>
    private static async Task<bool> MayAddAsync(Guid id, string learner, ClaimsPrincipal user, CohortAccess access, LearningDb db, CancellationToken cancellation)
    {
        var (members, courses) = (db.Members, db.CohortCourses);
        var hers = await access.OfAsync(user, cancellation);
        return await db.Learners.AnyAsync(l => l.Id == learner && !l.IsGuest, cancellation)
            && (await members.AnyAsync(m => m.LearnerId == learner && hers.Any(c => c.Id == m.CohortId), cancellation)
                || await db.Enrolments.AnyAsync(e => e.LearnerId == learner && e.WithdrawnAt == null && courses.Any(c => c.CohortId == id && c.CourseId == e.CourseId), cancellation));
    }
}
