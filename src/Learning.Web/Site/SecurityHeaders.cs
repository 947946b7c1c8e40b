using Learning.Theming;
using Learning.Web.Monitoring;

namespace Learning.Web.Site;

/// <summary>What browsers may do with our pages: nothing from elsewhere, no inline script or style, no frames but where a page says that it has one of our own (<see cref="ShowsFrame"/>, <see cref="IsFramed"/>).</summary>
public static class SecurityHeaders
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // As the answer starts: an error page clears what was set before it, and an answer may have been stricter about itself (a picture of a course is).
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.TryAdd("Content-Security-Policy", PolicyOf(http.GetEndpoint()));
            headers.TryAdd(RequestIds.Header, http.TraceIdentifier);
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            return Task.CompletedTask;
        });
        return next(http);
    });

    private static string PolicyOf(Endpoint? endpoint)
    {
        var policy = endpoint?.Metadata.GetMetadata<ShowsFrame>() is null ? Policy : Policy + "; frame-src 'self'";
        return endpoint?.Metadata.GetMetadata<IsFramed>() is null ? policy : policy.Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);
    }
}
