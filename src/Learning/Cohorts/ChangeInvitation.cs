using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// A facilitator withdraws an open invitation, or sends it again: with a new link, since nobody knows the old one any more, which leads nowhere from then on. One that was used or has expired is left as it is.
/// </summary>
public static class ChangeInvitation
{
    public static void MapChangeInvitation(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cohorts/{id:guid}/invitations/{invitation:guid}/withdrawal", PostWithdraw).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.WithdrawInvitation");
        routes.MapPost("/cohorts/{id:guid}/invitations/{invitation:guid}/again", PostAgain).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.InviteAgain");
    }

    internal static Task<IResult> PostWithdraw(
        Guid id, Guid invitation, ClaimsPrincipal user, CohortAccess access, LearningDb db, InviteByMail invite, TimeProvider clock, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            invitation,
            "withdrawn",
            user,
            access,
            db,
            clock,
            async (_, open) =>
            {
                await invite.WithdrawAsync(open, cancellation);
                db.Add(CohortLogEntry.Of(id, CohortDeed.InvitationWithdrawn, user.LearnerId, clock.GetUtcNow()));
            },
            cancellation);

    internal static Task<IResult> PostAgain(
        Guid id, Guid invitation, ClaimsPrincipal user, CohortAccess access, LearningDb db, InviteByMail invite, TimeProvider clock, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            invitation,
            "again",
            user,
            access,
            db,
            clock,
            async (cohort, open) =>
            {
                await invite.WithdrawAsync(open, cancellation);
                await invite.InviteAsync(cohort, open.Address, open.Name, open.Language, user.LearnerId, cancellation);
            },
            cancellation);

    private static Task<IResult> ChangeAsync(
        Guid id, Guid invitation, string did, ClaimsPrincipal user, CohortAccess access, LearningDb db, TimeProvider clock, Func<Cohort, Invitation, Task> change, CancellationToken cancellation) =>
        db.WriteAsync<IResult>(
            Turn.Alone,   // nobody accepts it between looking and withdrawing
            async () =>
            {
                if (await access.FindAsync(user, id, cancellation) is not { } cohort || await db.Invitations.FirstOrDefaultAsync(i => i.Id == invitation && i.CohortId == id, cancellation) is not { } one)
                {
                    return NotThere("Invite.NotThere");
                }

                if (did == "again" && !cohort.TakesPeople)
                {
                    return new Refusal(StatusCodes.Status409Conflict, "Join.Closed") { WayBack = new($"/cohorts/{id}/people", "People.OfCohort") };
                }

                if (!one.IsOpenAt(clock.GetUtcNow()))
                {
                    return TypedResults.LocalRedirect($"~/cohorts/{id}/people");
                }

                await change(cohort, one);
                return TypedResults.LocalRedirect($"~/cohorts/{id}/people?did={did}");
            },
            cancellation);
}
