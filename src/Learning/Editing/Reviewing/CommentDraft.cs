using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Reviewing;

/// <summary>
/// <c>POST /drafts/{id}/review/comments</c>: an author says something of a passage (<c>path</c>, <c>quote</c>, <c>text</c>), or answers (<c>answer_to</c> instead of the first two); the form has an <c>id</c> of its own: sent twice, it
/// is kept once. <c>comments/{comment}/resolution</c>: it is settled or not (<c>resolved</c> yes or no). Limits: 1,000 comments a draft; 500 characters quoted, 4,000 said. Refusals: 404 no such draft or comment; 409 the draft is
/// closed; 422 nothing said, or too much.
/// </summary>
public static class CommentDraft
{
    public static void MapCommentDraft(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/drafts/{id:guid}/review/comments", PostComment).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(CommentDraft)}");
        routes.MapPost("/drafts/{id:guid}/review/comments/{comment:guid}/resolution", PostResolution).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ResolveComment");
    }

    internal static Task<IResult> PostComment(Guid id, HttpContext http, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation) => ReviewPost.ChangeAsync(
        id,
        http,
        db,
        async (draft, form) =>
        {
            var (path, quote, text, now) = ($"{form["path"]}", ReviewPost.Words(form["quote"]), ReviewPost.Words(form["text"]), clock.GetUtcNow());
            var of = Guid.TryParse(form["answer_to"], out var comment) ? await db.Set<DraftComment>().SingleOrDefaultAsync(c => c.Id == comment && c.DraftId == id && c.AnswerTo == null, cancellation) : null;
            if (comment != Guid.Empty && of is null)
            {
                return NotThere("Approve.NoSuchComment");
            }

            if (text.Length is 0 or > DraftComment.LongestText || quote.Length > DraftComment.LongestQuote)
            {
                return ReviewPost.Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.SaySomething", $"{DraftComment.LongestText}", $"{DraftComment.LongestQuote}");
            }

            if (path.Length > 0 && !WriteDraft.MayHold(draft, path))
            {
                return ReviewPost.Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.NoSuchFile");
            }

            var named = Guid.TryParse(form["id"], out var asked) ? asked : Guid.CreateVersion7(now);
            if (await db.Set<DraftComment>().FindAsync([named], cancellation) is not null)
            {
                return ReviewPost.Done(id, "said");
            }

            if (await db.Set<DraftComment>().CountAsync(c => c.DraftId == id, cancellation) >= DraftComment.Most)
            {
                return ReviewPost.Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.TooMany", $"{DraftComment.Most}");
            }

            await db.RememberLearnerAsync(user, now, cancellation);
            db.Add(of is null ? DraftComment.On(named, draft, path, quote, text, user.LearnerId, now) : DraftComment.Answering(named, of, draft.Version, text, user.LearnerId, now));
            return ReviewPost.Done(id, "said");
        },
        cancellation);

    internal static Task<IResult> PostResolution(Guid id, Guid comment, HttpContext http, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation) => ReviewPost.ChangeAsync(
        id,
        http,
        db,
        async (_, form) =>
        {
            if (await db.Set<DraftComment>().SingleOrDefaultAsync(c => c.Id == comment && c.DraftId == id && c.AnswerTo == null, cancellation) is not { } one)
            {
                return NotThere("Approve.NoSuchComment");
            }

            if (form["resolved"] == "no")
            {
                one.Reopen();
            }
            else if (one.ResolvedAt is null)
            {
                await db.RememberLearnerAsync(user, clock.GetUtcNow(), cancellation);
                one.Resolve(user.LearnerId, clock.GetUtcNow());
            }

            return ReviewPost.Done(id, "resolved");
        },
        cancellation);
}
