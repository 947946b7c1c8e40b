using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Learning.Courses;

/// <summary>
/// A picture, video, sound or captions of a course, addressed by the hash of its bytes: it never changes and may be kept for ever. Public, like the catalogue. Of what can be played, a part may be asked for (206; 416 where there is none).
/// Refusal: 404 no such file.
/// </summary>
public static class ServeMedia
{
    public static void MapServeMedia(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/media/{hash:length(64)}/{name}", Get).WithName($"Learning.{nameof(ServeMedia)}");

    internal static async Task<IResult> Get(string hash, HttpContext http, LearningDb db, CancellationToken cancellation)
    {
        var etag = $"\"{hash}\"";
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            MediaAnswer.Keep(http, etag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var media = await db.Media.Where(m => m.Hash == hash)
            .Select(m => new { m.ContentType, m.Bytes.Length, Bytes = m.Bytes.Length <= MediaStream.Piece ? m.Bytes : null }).SingleOrDefaultAsync(cancellation);
        if (media is null)
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.NotFound();
        }

        MediaAnswer.Keep(http, etag);
        var isPlayed = media.ContentType.StartsWith("video/", StringComparison.Ordinal) || media.ContentType.StartsWith("audio/", StringComparison.Ordinal);
        var tag = new EntityTagHeaderValue(etag);
        return media.Bytes is { } bytes
            ? TypedResults.Bytes(bytes, media.ContentType, enableRangeProcessing: isPlayed, entityTag: tag)
            : TypedResults.Stream(new MediaStream(db, hash, media.Length), media.ContentType, enableRangeProcessing: isPlayed, entityTag: tag);
    }
}
