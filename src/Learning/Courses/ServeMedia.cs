using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Learning.Courses;

/// <summary>
/// A picture, video, sound or captions of a course, addressed by the hash of its bytes: it never changes and may be kept for ever. Public, like the catalogue. Of what can be played, a part may be asked for (206; 416 where there is none).
/// What lies in the media store goes through the site too: nobody's browser asks a third party. Refusal: 404 no such file. A store that is away is a <see cref="MediaStoreException"/> before anything is sent.
/// </summary>
public static class ServeMedia
{
    public static void MapServeMedia(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/media/{hash:length(64)}/{name}", Get).WithName($"Learning.{nameof(ServeMedia)}");

    internal static async Task<IResult> Get(string hash, HttpContext http, LearningDb db, MediaBytes files, CancellationToken cancellation)
    {
        var etag = $"\"{hash}\"";
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            MediaAnswer.Keep(http, etag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var media = await db.Media.Where(m => m.Hash == hash)
            .Select(m => new { m.ContentType, m.StoredLength, Length = m.StoredLength ?? m.Bytes.Length, Bytes = m.StoredLength == null && m.Bytes.Length <= MediaStream.Piece ? m.Bytes : null }).SingleOrDefaultAsync(cancellation);
        if (media is null)
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.NotFound();
        }

        // What fits into one piece is held against its hash: browsers keep it for ever.
        var whole = media.Bytes ?? (media.StoredLength is <= MediaStream.Piece and var length ? await files.ReadStoredAsync(hash, length, cancellation) : null);
        MediaAnswer.Keep(http, etag);
        var isPlayed = media.ContentType.StartsWith("video/", StringComparison.Ordinal) || media.ContentType.StartsWith("audio/", StringComparison.Ordinal);
        var tag = new EntityTagHeaderValue(etag);
        return whole is not null
            ? TypedResults.Bytes(whole, media.ContentType, enableRangeProcessing: isPlayed, entityTag: tag)
            : TypedResults.Stream(files.Open(hash, media.Length, media.StoredLength is not null), media.ContentType, enableRangeProcessing: isPlayed, entityTag: tag);
    }
}
