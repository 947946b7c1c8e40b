using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Outlines;

/// <summary>
/// <c>POST /drafts/{id}/discard</c>: gives a draft up, with all that was written in it; the course stays as it is published. For whoever began it, and for those who publish. Done twice, it is done once. Refusals: 404 no such draft, or it
/// is published; 403 somebody else began it.
/// </summary>
public static class DiscardDraft
{
    public static void MapDiscardDraft(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/discard", Post).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(DiscardDraft)}");

    internal static async Task<IResult> Post(Guid id, ClaimsPrincipal user, LearningDb db, IAuthorizationService authorization, DomainEvents events, TimeProvider clock, CancellationToken cancellation)
    {
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation);
        if (draft is null or { State: DraftState.Published })
        {
            return DraftAddresses.NotOpen();
        }

        if (!await MayAsync(draft, user, authorization))
        {
            return DraftAddresses.Refuse(StatusCodes.Status403Forbidden, id, "Drafts.NotYours");
        }

        var isGone = await db.WriteAsync(
            async () =>
            {
                var now = await db.Drafts.SingleAsync(d => d.Id == id, cancellation);
                if (now.IsOpen)
                {
                    if (DraftMoved.CallOff(now, user.LearnerId, "Publication.Trouble.Discarded") is { } off)
                    {
                        await events.PublishAsync(off, cancellation);
                    }

                    now.Close(DraftState.Discarded, clock.GetUtcNow());
                    await db.DraftFiles.Where(f => f.DraftId == id).ExecuteDeleteAsync(cancellation);
                    await db.Set<DraftBytes>().Where(b => b.DraftId == id).ExecuteDeleteAsync(cancellation);
                    await db.Set<DraftVisit>().Where(v => v.DraftId == id).ExecuteDeleteAsync(cancellation);
                }

                return now.State == DraftState.Discarded;
            },
            cancellation);
        return isGone ? TypedResults.LocalRedirect($"~{DraftAddresses.All}?discarded=yes") : DraftAddresses.NotOpen();
    }

    internal static async Task<bool> MayAsync(Draft draft, ClaimsPrincipal user, IAuthorizationService authorization) =>
        draft.BegunBy == user.LearnerId || (await authorization.AuthorizeAsync(user, Policies.Publish)).Succeeded;
}
