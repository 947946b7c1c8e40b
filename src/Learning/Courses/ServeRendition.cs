using Learning.Authoring.Pictures;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses;

/// <summary>
/// <c>GET /media/{hash}/{width}/{name}</c>: a picture of a course in a smaller width. Public, like the picture. It is made when somebody first asks for it, and kept: publishing stays as fast as it was, revisions of earlier need
/// nothing, and a picture that nobody looks at costs nothing. Two nodes may both make it; they make the same, and one is kept. Limits: the widths of <see cref="Picture.AllWidths"/>, one is made at a time.
/// Refusal: 404 no such picture, no such width.
/// </summary>
public static class ServeRendition
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public static void MapServeRendition(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/media/{hash:length(64)}/{width:int}/{name}", Get).WithName($"Learning.{nameof(ServeRendition)}");

    internal static async Task<IResult> Get(string hash, int width, HttpContext http, LearningDb db, MediaBytes files, CancellationToken cancellation)
    {
        if (!Picture.AllWidths.Contains(width))
        {
            return TypedResults.NotFound();
        }

        var etag = $"\"{hash}-{width}\"";
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            MediaAnswer.Keep(http, etag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var bytes = await KeptAsync(hash, width, db, files, cancellation) ?? await MakeAsync(hash, width, db, files, cancellation);
        if (bytes is { Length: > 0 })
        {
            MediaAnswer.Keep(http, etag);
            return TypedResults.Bytes(bytes, Rendition.ContentType);
        }

        if (bytes is null || !(await files.ReadAsync([hash], cancellation)).TryGetValue(hash, out var media))
        {
            return TypedResults.NotFound();
        }

        MediaAnswer.Keep(http, etag);
        return TypedResults.Bytes(media.Bytes, media.ContentType);
    }

    /// <summary>Empty: the picture itself is to be given. Null: there is none yet, or it is not in the media store any more.</summary>
    private static async Task<byte[]?> KeptAsync(string hash, int width, LearningDb db, MediaBytes files, CancellationToken cancellation)
    {
        var kept = await db.Set<Rendition>().AsNoTracking().SingleOrDefaultAsync(r => r.Hash == hash && r.Width == width, cancellation);
        return kept?.StoredLength is { } length ? await files.ReadRenditionAsync(hash, width, length, cancellation) : kept?.Bytes;
    }

    /// <summary>Null where there is no picture of pixels with this hash.</summary>
    private static async Task<byte[]?> MakeAsync(string hash, int width, LearningDb db, MediaBytes files, CancellationToken cancellation)
    {
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            if (await KeptAsync(hash, width, db, files, cancellation) is { } kept)
            {
                return kept;
            }

            // its type before its bytes: what is no picture is not read
            var type = await db.Media.Where(m => m.Hash == hash).Select(m => m.ContentType).SingleOrDefaultAsync(cancellation);
            if (type is null || PictureType.OfContent(type) is not { IsDrawing: false })
            {
                return null;
            }

            var picture = (await files.ReadAsync([hash], cancellation))[hash].Bytes;
            var made = await Task.Run(() => RasterPicture.Narrower(picture, width), cancellation) ?? [];
            var row = await files.KeepRenditionAsync(hash, width, made, cancellation);
            return await db.WriteAsync(
                async () =>
                {
                    if (!await db.Set<Rendition>().AnyAsync(r => r.Hash == hash && r.Width == width, cancellation))
                    {
                        db.Add(row);
                    }

                    return made;
                },
                cancellation);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
