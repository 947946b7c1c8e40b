using Learning.Accounts;
using Learning.Authoring;
using Learning.Editing.Outlines;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Writing;

/// <summary>
/// <c>GET /drafts/{id}/preview?path=</c>: a text of a draft as it is kept, on a page of the site, as learners will see it. <c>POST /drafts/{id}/previews</c>: the same of a text that is only being typed; by form a page, as JSON
/// (<c>path, text</c>) its <c>title</c>, safe <c>html</c>, <c>language</c> and <c>findings</c>. Nothing is kept. For those who write. Limits: 1 MB of text. Refusals: 404 no such draft or it is closed, 404 no such text in it, 413 too
/// large, 400 not understood.
/// </summary>
public static class ShowPreview
{
    public static void MapShowPreview(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{id:guid}/preview", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithMetadata(new IsFramed()).WithName($"Learning.{nameof(ShowPreview)}");
        routes.MapPost("/drafts/{id:guid}/previews", Post).RequireAuthorization(Policies.Author).WithMetadata(new PostedText.Limit()).WithName("Learning.PreviewTyped");
    }

    internal static async Task<IResult> Get(Guid id, string? path, HttpContext http, ReadDraft drafts, PreviewText preview, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder)
        {
            return DraftAddresses.NotOpen();
        }

        return path is not null && folder.Files.TryGetValue(path, out var file) && DraftOutline.IsWritten(path) && TextOfFile.Read(file.Bytes) is { } text
            && await preview.OfAsync(folder, path, text, cancellation) is { } shown
            ? Page(id, path, shown, http, texts)
            : DraftAddresses.Misplaced(id);
    }

    internal static async Task<IResult> Post(Guid id, HttpRequest request, HttpContext http, ReadDraft drafts, PreviewText preview, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await PostedText.ReadAsync(request, cancellation) is not { } posted)
        {
            return Refusals.Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        if (posted.IsTooLarge)
        {
            return DraftAddresses.Refuse(StatusCodes.Status413PayloadTooLarge, id, "EditText.TooLong");
        }

        if (await drafts.DraftAsync(id, cancellation) is not { IsOpen: true } draft)
        {
            return DraftAddresses.NotOpen();
        }

        return !DraftOutline.IsWritten(posted.Path) || await preview.OfAsync(draft, posted.Path, posted.Text, cancellation) is not { } shown ? DraftAddresses.Misplaced(id)
            : request.HasJsonContentType()
                ? TypedResults.Json(new Answer(TitleOf(shown, texts), Html(id, shown, http), shown.Language, [.. shown.Problems.Select(p => new EditPage.Finding(p.Line, p.Column, $"{p.Reason} {p.Remedy}"))]))
                : Page(id, posted.Path, shown, http, texts);
    }

    private static View Page(Guid id, string path, TextPreview shown, HttpContext http, InterfaceTexts texts)
    {
        var title = TitleOf(shown, texts);
        return new("Editing/ShowPreview", new PreviewModel(title, shown.Language, new(Html(id, shown, http)), DraftAddresses.Text(id, path)), title) { Language = shown.Language, Address = DraftAddresses.Preview(id, path) };
    }

    /// <summary>A text that has no title yet is headed by what it is: a heading says something.</summary>
    private static string TitleOf(TextPreview shown, InterfaceTexts texts) => shown.Title.Length > 0 ? shown.Title : texts["EditText.Preview"];

    /// <summary>With whole addresses; pictures come from the draft, where they are before anybody else can have them.</summary>
    private static string Html(Guid id, TextPreview shown, HttpContext http)
    {
        var site = http.Request.PathBase.Value ?? "";
        return shown.Html.Replace($"{LessonText.BasePlaceholder}/media/", $"{site}{DraftAddresses.Of(id)}/media/", StringComparison.Ordinal).Replace(LessonText.BasePlaceholder, site, StringComparison.Ordinal);
    }

    public sealed record PreviewModel(string Title, string Language, HtmlString Html, string Edit);

    internal sealed record Answer(string Title, string Html, string Language, IReadOnlyList<EditPage.Finding> Findings);
}
