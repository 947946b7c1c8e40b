using System.Security.Claims;
using Learning.Accounts;
using Learning.Editing.Outlines;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Writing;

/// <summary>
/// <c>POST /drafts/{id}/text</c>: keeps a text of a draft. As JSON (<c>path, madeFrom, text</c>) it answers with <c>as, hash, text</c>: <c>kept</c> as it came, or <c>merged</c> with what somebody else changed meanwhile; with status 409
/// <c>clash</c> and their text, where both changed the same lines; with <c>movedTo</c> where the file lies elsewhere by now. By form it answers with the page; <c>do=check</c> keeps nothing and says what is to be mended. For those who
/// write. Limits: 1 MB of text. Refusals: 404 no such draft or it is closed, 404 a text that cannot be there, 413 too large, 422 no text, 400 not understood.
/// </summary>
public static class SaveText
{
    public static void MapSaveText(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/text", Post).RequireAuthorization(Policies.Author).WithMetadata(new PostedText.Limit(), new ShowsFrame()).WithName($"Learning.{nameof(SaveText)}");

    internal static async Task<IResult> Post(
        Guid id, HttpRequest request, ClaimsPrincipal user, EditPage page, ReadDraft drafts, WriteDraft write, Editors editors, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await PostedText.ReadAsync(request, cancellation) is not { } posted)
        {
            return Refusals.Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        var isJson = request.HasJsonContentType();
        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder)
        {
            return DraftAddresses.NotOpen();
        }

        if (!WriteDraft.MayHold(folder.Draft, posted.Path) || !DraftOutline.IsWritten(posted.Path))
        {
            return DraftAddresses.Misplaced(id);
        }

        var edited = new EditedText(posted.Path, posted.MadeFrom, posted.Text);
        if (posted.IsTooLarge || posted.IsNoText)
        {
            var (status, code) = posted.IsTooLarge ? (StatusCodes.Status413PayloadTooLarge, "EditText.TooLong") : (StatusCodes.Status422UnprocessableEntity, "EditText.NotText");
            return isJson || posted.IsNoText ? DraftAddresses.Refuse(status, id, code) : await ShowAsync(edited with { Problem = texts[code], Status = status });
        }

        if (!isJson && request.Form["do"] == "check")
        {
            return await ShowAsync(edited with { IsChecked = true });
        }

        var written = await write.TextAsync(id, posted.Path, posted.MadeFrom, posted.Text, user.LearnerId, cancellation);
        return written.As switch
        {
            WrittenAs.Closed => DraftAddresses.NotOpen(),
            WrittenAs.Misplaced => DraftAddresses.Misplaced(id),
            _ when isJson => TypedResults.Json(
                new Answer(written.As.ToString().ToLowerInvariant(), written.Hash, written.Text) { MovedTo = written is { As: WrittenAs.Clash, Hash: WriteDraft.NoFile } ? MovedTo(folder, posted) : null },
                statusCode: written.As == WrittenAs.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status200OK),
            WrittenAs.Clash => await ShowAsync(edited with { MadeFrom = written.Hash, Theirs = written.Text ?? "", Status = StatusCodes.Status409Conflict }),
            _ => TypedResults.LocalRedirect($"~{DraftAddresses.Text(id, posted.Path)}&saved={written.As.ToString().ToLowerInvariant()}"),
        };

        async Task<IResult> ShowAsync(EditedText shown) =>
            await page.ShowAsync(folder, shown, await editors.OthersAsync(id, posted.Path, user.LearnerId, cancellation), cancellation);
    }

    /// <summary>Where the text lies by now, by the id in its front matter; null where it is nowhere.</summary>
    private static string? MovedTo(DraftFolder folder, PostedText posted)
    {
        var front = DraftOutline.Front(new Dictionary<string, HeldFile> { [posted.Path] = HeldFile.Of(posted.Path, System.Text.Encoding.UTF8.GetBytes(posted.Text)) }, posted.Path);
        var language = Authoring.Parts.Translation.LanguageOf(posted.Path);
        return front.GetValueOrDefault("id") is { Length: > 0 } id && DraftOutline.Of(folder).Texts.FirstOrDefault(t => t.Id == id) is { } text
            ? text.Translations.FirstOrDefault(t => Authoring.Parts.Translation.LanguageOf(t) == language) ?? (language is null ? text.Path : null)
            : null;
    }

    internal sealed record Answer(string As, string Hash, string? Text)
    {
        public string? MovedTo { get; init; }
    }
}
