using Learning.Accounts;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Pictures;
using Learning.Courses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing;

/// <summary>
/// <c>/drafts/{id}/media/{hash}/{name}</c>: a picture, video, sound or captions of a draft by the hash of its bytes, as the pages of a preview name it; with a width before the name, the same: smaller ones are made of what is published. For those who write. Refusal: 404 no such draft, no such bytes in it, or they are nothing we show.
/// </summary>
public static class ServeDraftMedia
{
    public static void MapServeDraftMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{id:guid}/media/{hash:length(64)}/{name}", Get).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(ServeDraftMedia)}");
        routes.MapGet("/drafts/{id:guid}/media/{hash:length(64)}/{width:int}/{name}", Get).RequireAuthorization(Policies.Author).WithName("Learning.ServeDraftRendition");
    }

    internal static string Address(Guid id, HeldFile file) => $"{DraftAddresses.Of(id)}/media/{file.Hash}/{Uri.EscapeDataString(ContentPath.Name(file.Path))}";

    internal static async Task<IResult> Get(Guid id, string hash, string name, HttpContext http, ReadDraft drafts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder
            || folder.Files.Values.Where(f => f.Hash == hash).Select(f => (f.Bytes, Type: TypeOf(f))).FirstOrDefault(f => f.Type is not null) is not { Type: { } type } file)
        {
            return TypedResults.NotFound();
        }

        MediaAnswer.Fence(http);
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(file.Bytes, type, enableRangeProcessing: Clip.IsNamed($"x{ContentPath.Extension(name)}"));
    }

    /// <summary>Null for what is shown on no page, or is not what its name says.</summary>
    private static string? TypeOf(HeldFile file) => CaptionNames.IsOne(file.Path) ? "text/vtt"
        : Clip.IsNamed(file.Path) ? Clip.Read(file.Path, _ => file.Bytes).Clip?.File.ContentType
        : PictureType.Of(ContentPath.Extension(file.Path)) is null ? null
        : Picture.Read(file.Path, () => file.Bytes).Picture?.File.ContentType;
}
