using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Reviewing;

/// <summary><c>POST /drafts/{id}/review/handover</c>: an author hands a draft in to be read (<c>to</c> review), or takes it back (<c>to</c> writing). Those who review hear of it, once for each state of its text. Refusals: 404 no such draft; 409 it is closed.</summary>
public static class HandOverDraft
{
    public static void MapHandOverDraft(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/review/handover", Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(HandOverDraft)}");

    internal static Task<IResult> Post(Guid id, HttpContext http, ClaimsPrincipal user, LearningDb db, DomainEvents events, TimeProvider clock, CancellationToken cancellation) => ReviewPost.ChangeAsync(
        id,
        http,
        db,
        async (draft, form) =>
        {
            if (form["to"] == "writing")
            {
                draft.TakeBack();
                return ReviewPost.Done(id, "taken-back");
            }

            if (draft.State == DraftState.Writing)
            {
                draft.HandIn();
                await db.RememberLearnerAsync(user, clock.GetUtcNow(), cancellation);
                var decided = await db.Set<DraftVerdict>().CountAsync(v => v.DraftId == id, cancellation);   // after a verdict it is another time, also where only an answer was given
                await events.PublishAsync(new DraftMoved(id, DraftMove.HandedIn, user.LearnerId, "", $"{draft.Version} {decided}"), cancellation);
            }

            return ReviewPost.Done(id, "handed-in");
        },
        cancellation);
}
