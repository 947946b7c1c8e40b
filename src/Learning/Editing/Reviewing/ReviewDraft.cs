using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Editing.Comparing;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Reviewing;

/// <summary>
/// <c>GET /drafts/{id}/review</c>: what has been said of a draft, what was decided, and forms for both; <c>?path=</c> and <c>?quote=</c> fill in what a comment is about. Posts below it:
/// <c>handover</c> (<c>to</c> review or writing), <c>comments</c> (<c>path</c>, <c>quote</c>, <c>text</c>; <c>answer_to</c> instead of the first two), <c>comments/{comment}/resolution</c> (<c>resolved</c> yes or no): for authors.
/// <c>verdicts</c> (<c>approves</c> yes or no, <c>text</c>, <c>version</c> as the page showed it): for those who review; asking for changes says which, and takes the draft back to being written.
/// A form has an <c>id</c> of its own: sent twice, it is kept once. Limits: 1,000 comments a draft; 500 characters quoted, 4,000 said. Refusals: 404 no such draft or comment; 409 the draft is closed or was changed meanwhile;
/// 422 nothing said, or too much.
/// </summary>
public static class ReviewDraft
{
    public static void MapReviewDraft(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{id:guid}/review", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ShowReviewOfDraft");
        routes.MapPost("/drafts/{id:guid}/review/handover", PostHandover).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.HandDraftOver");
        routes.MapPost("/drafts/{id:guid}/review/comments", PostComment).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.CommentDraft");
        routes.MapPost("/drafts/{id:guid}/review/comments/{comment:guid}/resolution", PostResolution).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ResolveComment");
        routes.MapPost("/drafts/{id:guid}/review/verdicts", PostVerdict).RequireAuthorization(Policies.Review).AllowCookieRedirect().WithName("Learning.DecideDraft");
    }

    internal static async Task<IResult> Get(
        Guid id,
        string? path,
        string? quote,
        string? did,
        ClaimsPrincipal user,
        LearningDb db,
        ReadDraft drafts,
        ReadApprovals approvals,
        IAuthorizationService authorization,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder)
        {
            return NotThere("Release.NoSuchDraft");
        }

        var draft = folder.Draft;
        var comments = await db.Set<DraftComment>().AsNoTracking().Where(c => c.DraftId == id).OrderBy(c => c.At).ToListAsync(cancellation);
        var verdicts = await db.Set<DraftVerdict>().AsNoTracking().Where(v => v.DraftId == id).OrderByDescending(v => v.At).ToListAsync(cancellation);
        var approved = await approvals.ReadAsync(id, draft.Version, cancellation);
        var names = await db.NamesAsync([.. comments.Select(c => c.By), .. comments.Select(c => c.ResolvedBy), .. verdicts.Select(v => v.By)], cancellation);
        var answers = comments.ToLookup(c => c.AnswerTo);
        var lines = answers[null].Select(c => new CommentView(
            c.Id,
            c.Path,
            c.Quote,
            c.Text,
            names.GetValueOrDefault(c.By),
            c.At,
            c.ResolvedAt is not null,
            names.GetValueOrDefault(c.ResolvedBy ?? ""),
            c.Quote.Length > 0 && !Stands(folder, c),
            [.. answers[c.Id].Select(a => new AnswerView(a.Text, names.GetValueOrDefault(a.By), a.At))],
            $"{Guid.CreateVersion7(clock.GetUtcNow())}")).ToArray();
        var model = new ReviewModel(
            DraftHead.Of(folder, "review"),
            draft.Version,
            did is "handed-in" or "taken-back" or "said" or "resolved" or "approved" or "asked" ? did : null,
            (await authorization.AuthorizeAsync(user, Policies.Review)).Succeeded,
            approved.Hands.Contains(user.LearnerId),
            approved.Needed,
            approved.Count,
            approved.IsOnlyOwn,
            approved.IsEnough,
            [.. lines.Where(l => !l.IsResolved)],
            [.. lines.Where(l => l.IsResolved)],
            [.. verdicts.Select(v => new VerdictView(v.Approves, v.Text, names.GetValueOrDefault(v.By), v.At, v.Version == draft.Version))],
            [.. folder.Changed, .. folder.Files.Keys.Where(p => p.EndsWith(".md", StringComparison.Ordinal)).Except(folder.Changed)],
            path ?? "",
            quote is { Length: > DraftComment.LongestQuote } ? quote[..DraftComment.LongestQuote] : quote ?? "",
            DraftComment.LongestQuote,
            DraftComment.LongestText);
        return new View("Editing/ReviewDraft", model, $"{folder.Title} – {texts["Approve.Title"]}");
    }

    internal static Task<IResult> PostHandover(Guid id, HttpContext http, LearningDb db, CancellationToken cancellation) => ChangeAsync(
        id,
        http,
        db,
        (draft, form) =>
        {
            var isBack = form["to"] == "writing";
            (isBack ? (Action)draft.TakeBack : draft.HandIn)();
            return Task.FromResult<IResult>(Done(id, isBack ? "taken-back" : "handed-in"));
        },
        cancellation);

    internal static Task<IResult> PostComment(Guid id, HttpContext http, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation) => ChangeAsync(
        id,
        http,
        db,
        async (draft, form) =>
        {
            var (path, quote, text, now) = ($"{form["path"]}", Words(form["quote"]), Words(form["text"]), clock.GetUtcNow());
            var of = Guid.TryParse(form["answer_to"], out var comment) ? await db.Set<DraftComment>().SingleOrDefaultAsync(c => c.Id == comment && c.DraftId == id && c.AnswerTo == null, cancellation) : null;
            if (comment != Guid.Empty && of is null)
            {
                return NotThere("Approve.NoSuchComment");
            }

            if (text.Length is 0 or > DraftComment.LongestText || quote.Length > DraftComment.LongestQuote)
            {
                return Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.SaySomething", $"{DraftComment.LongestText}", $"{DraftComment.LongestQuote}");
            }

            if (path.Length > 0 && !WriteDraft.MayHold(draft, path))
            {
                return Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.NoSuchFile");
            }

            var named = Guid.TryParse(form["id"], out var asked) ? asked : Guid.CreateVersion7(now);
            if (await db.Set<DraftComment>().FindAsync([named], cancellation) is not null)
            {
                return Done(id, "said");
            }

            if (await db.Set<DraftComment>().CountAsync(c => c.DraftId == id, cancellation) >= DraftComment.Most)
            {
                return Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.TooMany", $"{DraftComment.Most}");
            }

            await db.RememberLearnerAsync(user, now, cancellation);
            db.Add(of is null ? DraftComment.On(named, draft, path, quote, text, user.LearnerId, now) : DraftComment.Answering(named, of, draft.Version, text, user.LearnerId, now));
            return Done(id, "said");
        },
        cancellation);

    internal static Task<IResult> PostResolution(Guid id, Guid comment, HttpContext http, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation) => ChangeAsync(
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

            return Done(id, "resolved");
        },
        cancellation);

    internal static Task<IResult> PostVerdict(Guid id, HttpContext http, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation) => ChangeAsync(
        id,
        http,
        db,
        async (draft, form) =>
        {
            var (approves, text, now) = (form["approves"] == "yes", Words(form["text"]), clock.GetUtcNow());
            if (!approves && form["approves"] != "no")
            {
                return Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.ChooseOne");
            }

            if (!int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version != draft.Version)
            {
                return Refused(id, StatusCodes.Status409Conflict, "Approve.Changed");
            }

            if (text.Length > DraftVerdict.LongestText || (!approves && text.Length == 0))
            {
                return Refused(id, StatusCodes.Status422UnprocessableEntity, "Approve.SayWhat", $"{DraftVerdict.LongestText}");
            }

            await db.RememberLearnerAsync(user, now, cancellation);
            db.Add(DraftVerdict.Of(draft, approves, text, user.LearnerId, now));
            if (!approves)
            {
                draft.FallBack(null);
            }

            return Done(id, approves ? "approved" : "asked");
        },
        cancellation);

    private static async Task<IResult> ChangeAsync(Guid id, HttpContext http, LearningDb db, Func<Draft, IFormCollection, Task<IResult>> change, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        return await db.WriteAsync(
            async () => await db.Drafts.SingleOrDefaultAsync(d => d.Id == id, cancellation) is not { } draft ? NotThere("Release.NoSuchDraft")
                : draft.IsOpen ? await change(draft, form)
                : Refused(id, StatusCodes.Status409Conflict, "Release.Closed"),
            cancellation);
    }

    /// <summary>Whether the words that are meant still stand in the file.</summary>
    private static bool Stands(DraftFolder folder, DraftComment comment) =>
        folder.Files.TryGetValue(comment.Path, out var file) && TextOfFile.Read(file.Bytes) is { } text && Folded(text).Contains(Folded(comment.Quote), StringComparison.Ordinal);

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Control characters are nobody's words.</summary>
    private static string Words(string? typed) => string.Concat((typed ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Done(Guid id, string did) => TypedResults.LocalRedirect($"~/drafts/{id}/review?did={did}");

    private static Refusal Refused(Guid id, int status, string code, params object[] arguments) => new(status, code, arguments) { WayBack = new($"/drafts/{id}/review", "Release.Back") };

    public sealed record ReviewModel(
        DraftHead Head,
        int Version,
        string? Did,
        bool MayDecide,
        bool IsOwn,
        int Needed,
        int Given,
        bool IsOnlyOwn,
        bool IsEnough,
        IReadOnlyList<CommentView> Open,
        IReadOnlyList<CommentView> Resolved,
        IReadOnlyList<VerdictView> Verdicts,
        IReadOnlyList<string> Paths,
        string Path,
        string Quote,
        int LongestQuote,
        int LongestText);

    /// <summary>Moved: the words it quotes are not in the file any more. By is null where somebody has gone.</summary>
    public sealed record CommentView(
        Guid Id, string Path, string Quote, string Text, string? By, DateTimeOffset At, bool IsResolved, string? ResolvedBy, bool HasMoved, IReadOnlyList<AnswerView> Answers, string NewId);

    public sealed record AnswerView(string Text, string? By, DateTimeOffset At);

    public sealed record VerdictView(bool Approves, string Text, string? By, DateTimeOffset At, bool IsOfThisVersion);
}
