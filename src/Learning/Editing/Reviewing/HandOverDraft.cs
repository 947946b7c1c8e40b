using Learning.Accounts;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Reviewing;

/// <summary><c>POST /drafts/{id}/review/handover</c>: an author hands a draft in to be read (<c>to</c> review), or takes it back (<c>to</c> writing). Refusals: 404 no such draft; 409 it is closed.</summary>
public static class HandOverDraft
{
    public static void MapHandOverDraft(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/review/handover", Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(HandOverDraft)}");

    internal static Task<IResult> Post(Guid id, HttpContext http, LearningDb db, CancellationToken cancellation) => ReviewPost.ChangeAsync(
        id,
        http,
        db,
        (draft, form) =>
        {
            var isBack = form["to"] == "writing";
            (isBack ? (Action)draft.TakeBack : draft.HandIn)();
            return Task.FromResult<IResult>(ReviewPost.Done(id, isBack ? "taken-back" : "handed-in"));
        },
        cancellation);
}
