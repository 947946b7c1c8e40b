using Microsoft.AspNetCore.Http;

namespace Learning.Courses;

/// <summary>What is said along with a file of a course.</summary>
internal static class MediaAnswer
{
    /// <summary>For ever: the address is made of the bytes. An SVG opened by itself is a document; this keeps it a picture.</summary>
    public static void Keep(HttpContext http, string etag)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.ETag = etag;
        Fence(http);
    }

    public static void Fence(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        http.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
