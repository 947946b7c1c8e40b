using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Learning.Editing.Outlines;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Writing;

/// <summary>
/// <c>POST /drafts/{id}/clips</c>: takes a video or a sound into the <c>media</c> folder beside a text, its captions with it, and answers with the Markdown that shows it, the transcript below: by form at the end of the text that came
/// along, for a script as <c>{ markdown, path }</c>. For those who write. Limits: those of <see cref="ClipType"/>. Refusals: 404 no such draft or it is closed, 404 a text that cannot be there, 413 too large, 422 no file, no
/// description, no transcript, a video without captions, no clip we take, captions that cannot be read.
/// </summary>
public static class AddClip
{
    private const int Video = ClipType.MostBytesOfVideo / 1024 / 1024;
    private const int Sound = ClipType.MostBytesOfSound / 1024 / 1024;

    public static void MapAddClip(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/{id:guid}/clips", Post).RequireAuthorization(Policies.Author).WithMetadata(new PostedText.Limit(), new ShowsFrame()).WithName($"Learning.{nameof(AddClip)}");

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

        var (taken, problem, status) = await ReadAsync(request.Form, folder, posted.Path, cancellation);
        if (taken is not null)
        {
            switch ((await write.ManyAsync(id, taken.Files, user.LearnerId, cancellation)).As)
            {
                case WrittenAs.Closed:
                    return DraftAddresses.NotOpen();
                case WrittenAs.Misplaced:
                    (taken, problem, status) = (null, "EditText.PictureName", StatusCodes.Status422UnprocessableEntity);
                    break;
            }
        }

        if (Refusals.WantsJson(request))
        {
            return taken is null ? DraftAddresses.Refuse(status, id, problem!, Video, Sound) : TypedResults.Json(new AddPicture.Answer(taken.Markdown, taken.Path));
        }

        var text = taken is null ? posted.Text : $"{posted.Text.TrimEnd('\n')}\n\n{taken.Markdown}\n";
        var edited = new EditedText(posted.Path, posted.MadeFrom, text) { Picture = taken?.Markdown, Problem = problem is null ? null : texts[problem, Video, Sound], Status = status };
        return await page.ShowAsync(folder, edited, await editors.OthersAsync(id, posted.Path, user.LearnerId, cancellation), cancellation);
    }

    private static async Task<(TakenClip? Clip, string? Problem, int Status)> ReadAsync(IFormCollection form, DraftFolder folder, string text, CancellationToken cancellation)
    {
        const int unfit = StatusCodes.Status422UnprocessableEntity;
        var (file, about, transcript) = (form.Files.GetFile("clip"), AddPicture.Plain($"{form["clip_alt"]}"), $"{form["transcript"]}".ReplaceLineEndings("\n").Trim());
        if (file is null or { Length: 0 })
        {
            return (null, "Clip.NoFile", unfit);
        }

        var name = file.FileName.Replace('\\', '/');
        if (ClipType.Of(ContentPath.Extension(name)) is not { } type)
        {
            return (null, "Clip.WrongType", unfit);
        }

        if (file.Length > type.MostBytes)
        {
            return (null, "Clip.TooLarge", StatusCodes.Status413PayloadTooLarge);
        }

        var captions = form.Files.GetFile("captions") is { Length: > 0 and <= WebVtt.MostBytes } given ? await BytesAsync(given, cancellation) : null;
        var missing = about.Length == 0 ? "Clip.NoDescription" : transcript.Length == 0 ? "Clip.NoTranscript" : type.IsVideo && captions is null ? "Clip.NoCaptions" : captions is not null && !AreCaptions(captions) ? "Clip.BadCaptions" : null;
        if (missing is not null)
        {
            return (null, missing, unfit);
        }

        var bytes = await BytesAsync(file, cancellation);
        if (!type.BeginsAsItShould(bytes))
        {
            return (null, "Clip.WrongType", unfit);
        }

        var stem = TextTemplates.IdOf(Path.GetFileNameWithoutExtension(name)) is { Length: > 0 } named ? named : "clip";
        var path = AddPicture.FreePath(folder, ContentPath.Join(ContentPath.Folder(text), "media"), stem, (bytes, ContentPath.Extension(name)));
        var files = new Dictionary<string, byte[]?>(StringComparer.Ordinal) { [path] = bytes };
        if (captions is not null)
        {
            files[CaptionNames.PathOf(path, Translation.LanguageOf(text))] = captions;
        }

        return (new(path, files, $"{AddPicture.Line(text, path, about, AddPicture.Plain($"{form["clip_caption"]}"))}\n\n{Quoted(transcript)}"), null, StatusCodes.Status200OK);
    }

    private static bool AreCaptions(byte[] bytes)
    {
        const string path = "captions" + CaptionNames.Ending;
        var problems = new Problems();
        return SourceText.Read(new ContentTree(new FewFiles([new ContentFile(path, bytes)])), path, problems) is { } source && WebVtt.Check(source, problems) && !problems.Any;
    }

    private static string Quoted(string transcript) => string.Join('\n', transcript.Split('\n').Select(line => $"> {line}".TrimEnd()).Prepend($"> [!{CalloutKinds.Transcript}]"));

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellation)
    {
        using var stream = new MemoryStream((int)file.Length);
        await file.CopyToAsync(stream, cancellation);
        return stream.ToArray();
    }

    private sealed record TakenClip(string Path, IReadOnlyDictionary<string, byte[]?> Files, string Markdown);
}
