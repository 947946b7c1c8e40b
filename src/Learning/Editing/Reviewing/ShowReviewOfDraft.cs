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
/// <c>GET /drafts/{id}/review</c>: what has been said of a draft, what was decided, and forms for both; <c>?path=</c> and <c>?quote=</c> fill in what a comment is about. For authors. Refusal: 404 no such draft.
/// </summary>
public static class ShowReviewOfDraft
{
    public static void MapShowReviewOfDraft(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/{id:guid}/review", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowReviewOfDraft)}");

    internal static async Task<IResult> Get(
        Guid id,
        string? path,
        string? quote,
        string? did,
        ClaimsPrincipal user,
        LearningDb db,
        ReadDraft drafts,
        ReadApprovals approvals,
        Editors editors,
        IAuthorizationService authorization,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder)
        {
            return NotThere("Publication.NoSuchDraft");
        }

        var draft = folder.Draft;
        var comments = await db.Set<DraftComment>().AsNoTracking().Where(c => c.DraftId == id).OrderBy(c => c.At).ToListAsync(cancellation);
        var verdicts = await db.Set<DraftVerdict>().AsNoTracking().Where(v => v.DraftId == id).OrderByDescending(v => v.At).ToListAsync(cancellation);
        var approved = await approvals.ReadAsync(id, draft.Version, cancellation);
        var names = await editors.NamesAsync([.. comments.Select(c => c.By), .. comments.Select(c => c.ResolvedBy), .. verdicts.Select(v => v.By)], cancellation);
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
        return new View("Editing/ShowReviewOfDraft", model, $"{folder.Title} – {texts["Approve.Title"]}");
    }

    /// <summary>Whether the words that are meant still stand in the file.</summary>
    private static bool Stands(DraftFolder folder, DraftComment comment) =>
        folder.Files.TryGetValue(comment.Path, out var file) && TextOfFile.Read(file.Bytes) is { } text && Folded(text).Contains(Folded(comment.Quote), StringComparison.Ordinal);

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

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
