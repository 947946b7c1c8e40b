using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses;

/// <summary>A picture of a course, addressed by the hash of its bytes: it never changes and may be kept for ever. Public, like the catalogue.</summary>
public static class ServeMedia
{
    public static void MapServeMedia(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/media/{hash:length(64)}/{name}", Get).WithName($"Learning.{nameof(ServeMedia)}");

    internal static async Task<IResult> Get(string hash, HttpContext http, LearningDb db, CancellationToken cancellation)
    {
        var etag = $"\"{hash}\"";
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.ETag = etag;
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var media = await db.Media.AsNoTracking().SingleOrDefaultAsync(m => m.Hash == hash, cancellation);
        if (media is null)
        {
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.Remove("ETag");
            return TypedResults.NotFound();
        }

        // An SVG opened by itself is a document; this keeps it a picture.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(media.Bytes, media.ContentType);
    }
}
