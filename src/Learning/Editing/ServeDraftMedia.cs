using Learning.Accounts;
using Learning.Authoring.Files;
using Learning.Authoring.Pictures;
using Learning.Courses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing;

/// <summary>
/// <c>/drafts/{id}/media/{hash}/{name}</c>: a picture of a draft by the hash of its bytes, as the pages of a preview name it; with a width before the name, the same: smaller ones are made of what is published. For those who write. Refusal: 404 no such draft, no such bytes in it, or they are no picture we show.
/// </summary>
public static class ServeDraftMedia
{
    public static void MapServeDraftMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{id:guid}/media/{hash:length(64)}/{name}", Get).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(ServeDraftMedia)}");
        routes.MapGet("/drafts/{id:guid}/media/{hash:length(64)}/{width:int}/{name}", Get).RequireAuthorization(Policies.Author).WithName("Learning.ServeDraftRendition");
    }

    internal static string Address(Guid id, HeldFile file) => $"{DraftAddresses.Of(id)}/media/{file.Hash}/{Uri.EscapeDataString(ContentPath.Name(file.Path))}";

    internal static async Task<IResult> Get(Guid id, string hash, HttpContext http, ReadDraft drafts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder
            || folder.Files.Values.FirstOrDefault(f => f.Hash == hash && PictureType.Of(ContentPath.Extension(f.Path)) is not null) is not { } file
            || Picture.Read(file.Path, () => file.Bytes).Picture is not { } picture)
        {
            return TypedResults.NotFound();
        }

        MediaAnswer.Fence(http);
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(file.Bytes, picture.File.ContentType);
    }
}
