using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring.Files;
using Learning.Authoring.Pictures;
using Learning.Editing.Outlines;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Writing;

/// <summary>
/// <c>POST /drafts/{id}/pictures</c>: takes a picture into the <c>media</c> folder beside a text, made smaller where it is large (<see cref="ShrinkPicture"/>), and answers with the line of Markdown that shows it: by form at the end of
/// the text that came along, for a script as <c>{ markdown, path }</c>. For those who write. Limits: 16 MB. Refusals: 404 no such draft or it is closed, 404 a text that cannot be there, 413 too large, 422 no file, no words for those who
/// do not see it, no picture we take, a drawing with scripts.
/// </summary>
public static class AddPicture
{
    /// <summary>Of the file as it comes.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int LongestWords = 1000;

    public static void MapAddPicture(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/pictures", Post).RequireAuthorization(Policies.Author).WithMetadata(new PostedText.Limit(), new ShowsFrame()).WithName($"Learning.{nameof(AddPicture)}");

    internal static async Task<IResult> Post(
        Guid id, HttpRequest request, ClaimsPrincipal user, EditPage page, ReadDraft drafts, WriteDraft write, Editors editors, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await PostedText.ReadAsync(request, cancellation) is not { } posted || !request.HasFormContentType)
        {
            return Refusals.Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder)
        {
            return DraftAddresses.NotOpen();
        }

        if (!WriteDraft.MayHold(folder.Draft, posted.Path) || !DraftOutline.IsText(posted.Path))
        {
            return DraftAddresses.Misplaced(id);
        }

        var form = request.Form;
        var (picture, problem, status) = await ReadAsync(form.Files.GetFile("picture"), Plain($"{form["alt"]}"), folder, posted.Path, cancellation);
        if (picture is not null)
        {
            var written = await write.BytesAsync(id, picture.Path, picture.Bytes, user.LearnerId, cancellation);
            if (written.As == WrittenAs.Closed)
            {
                return DraftAddresses.NotOpen();
            }

            if (written.As == WrittenAs.Misplaced)
            {
                (picture, problem, status) = (null, "EditText.PictureName", StatusCodes.Status422UnprocessableEntity);
            }
        }

        var markdown = picture is null ? null : Line(posted.Path, picture.Path, Plain($"{form["alt"]}"), Plain($"{form["caption"]}"));
        if (Refusals.WantsJson(request))
        {
            return markdown is null ? DraftAddresses.Refuse(status, id, problem!, MostBytes / 1024 / 1024) : TypedResults.Json(new Answer(markdown, picture!.Path));
        }

        var text = markdown is null ? posted.Text : $"{posted.Text.TrimEnd('\n')}\n\n{markdown}\n";
        var edited = new EditedText(posted.Path, posted.MadeFrom, text) { Picture = markdown, Problem = problem is null ? null : texts[problem, MostBytes / 1024 / 1024], Status = status };
        return await page.ShowAsync(folder, edited, await editors.OthersAsync(id, posted.Path, user.LearnerId, cancellation), cancellation);
    }

    private static async Task<(TakenPicture? Picture, string? Problem, int Status)> ReadAsync(IFormFile? file, string alt, DraftFolder folder, string text, CancellationToken cancellation)
    {
        if (file is null or { Length: 0 })
        {
            return (null, "EditText.NoPicture", StatusCodes.Status422UnprocessableEntity);
        }

        if (file.Length > MostBytes)
        {
            return (null, "EditText.PictureTooLarge", StatusCodes.Status413PayloadTooLarge);
        }

        if (alt.Length == 0)
        {
            return (null, "EditText.NoAlt", StatusCodes.Status422UnprocessableEntity);
        }

        using var stream = new MemoryStream((int)file.Length);
        await file.CopyToAsync(stream, cancellation);
        var (bytes, extension) = (stream.ToArray(), ContentPath.Extension(file.FileName.Replace('\\', '/')));
        var (_, fault) = Picture.Read("picture" + extension, () => bytes);
        if (fault is not null)
        {
            return (null, fault.Code == Picture.Unsafe ? "EditText.UnsafeSvg" : "EditText.NotAPicture", StatusCodes.Status422UnprocessableEntity);
        }

        if (await Task.Run(() => ShrinkPicture.Run(bytes, extension), cancellation) is not { } made || made.Bytes.Length > Picture.MostBytes)
        {
            return (null, extension == ".svg" ? "EditText.SvgTooLarge" : "EditText.NotAPicture", StatusCodes.Status422UnprocessableEntity);
        }

        var stem = TextTemplates.IdOf(Path.GetFileNameWithoutExtension(file.FileName.Replace('\\', '/'))) is { Length: > 0 } named ? named : "picture";
        return (new(FreePath(folder, ContentPath.Join(ContentPath.Folder(text), "media"), stem, made), made.Bytes), null, StatusCodes.Status200OK);
    }

    /// <summary>A name that is free, or the one these very bytes have already.</summary>
    internal static string FreePath(DraftFolder folder, string media, string stem, (byte[] Bytes, string Extension) made) =>
        Enumerable.Range(1, int.MaxValue).Select(n => ContentPath.Join(media, (n == 1 ? stem : $"{stem}-{n}") + made.Extension))
            .First(path => !folder.Files.TryGetValue(path, out var there) || there.Hash == HeldFile.Of(path, made.Bytes).Hash);

    internal static string Line(string text, string picture, string alt, string caption) =>
        $"![{alt.Replace("]", "\\]", StringComparison.Ordinal)}]({picture[(ContentPath.Folder(text).Length + 1)..]}{(caption.Length > 0 ? $" \"{caption.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : "")})";

    internal static string Plain(string words)
    {
        var line = words.ReplaceLineEndings(" ").Replace("\\", "", StringComparison.Ordinal).Trim();
        return line.Length <= LongestWords ? line : line[..LongestWords];
    }

    private sealed record TakenPicture(string Path, byte[] Bytes);

    internal sealed record Answer(string Markdown, string Path);
}
