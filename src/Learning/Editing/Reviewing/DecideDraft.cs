using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Reviewing;

/// <summary>
/// <c>POST /drafts/{id}/review/verdicts</c>: somebody who reviews approves a draft or asks for changes (<c>approves</c> yes or no, <c>text</c>, <c>version</c> as the page showed it); asking for changes says which, and takes the draft
/// back to being written. Limit: 4,000 characters. Refusals: 404 no such draft; 409 it is closed, or was changed meanwhile; 422 nothing chosen or said, or too much.
/// </summary>
public static class DecideDraft
{
    public static void MapDecideDraft(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/review/verdicts", Post).RequireAuthorization(Policies.Review).AllowCookieRedirect().WithName($"Learning.{nameof(DecideDraft)}");

    internal static Task<IResult> Post(Guid id, HttpContext http, ClaimsPrincipal user, LearningDb db, DomainEvents events, TimeProvider clock, CancellationToken cancellation) => ReviewPost.ChangeAsync(
        id,
        http,
        db,
        async (draft, form) =>
        {
            var (approves, text, now) = (form["approves"] == "yes", ReviewPost.Words(form["text"]), clock.GetUtcNow());
            if (!approves && form["approves"] != "no")
            {
                return ReviewPost.Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.ChooseOne");
            }

            if (!int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version != draft.Version)
            {
                return ReviewPost.Refused(id, StatusCodes.Status409Conflict, "Approve.Changed");
            }

            if (text.Length > DraftVerdict.LongestText || (!approves && text.Length == 0))
            {
                return ReviewPost.Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.SayWhat", $"{DraftVerdict.LongestText}");
            }

            await db.RememberLearnerAsync(user, now, cancellation);
            db.Add(DraftVerdict.Of(draft, approves, text, user.LearnerId, now));
            var scheduledBy = draft.ScheduledBy;
            if (!approves)
            {
                draft.FallBack(null);
            }

            await events.PublishAsync(
                new DraftMoved(id, approves ? DraftMove.Approved : DraftMove.ChangesAsked, user.LearnerId, text, $"{version} {user.LearnerId} {text}") { ScheduledBy = approves ? null : scheduledBy }, cancellation);
            return ReviewPost.Done(id, approves ? "approved" : "asked");
        },
        cancellation);
}
