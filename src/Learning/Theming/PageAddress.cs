using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Theming;

/// <summary>
/// Where a page is to be had by asking for it. Of a page that answers a post: what it says itself, or the page the form was on, or its own address where that can be asked for as well; the home page where
/// none of them is known.
/// </summary>
internal static class PageAddress
{
    public static string Of(HttpContext http, Page page)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return request.Path + request.QueryString;
        }

        var isAskedForToo = IsAskedForToo(http);
        return page.Address ?? FormOn(request, isAskedForToo) ?? (isAskedForToo ? request.Path + request.QueryString : "/");
    }

    /// <summary>Null: it is not known, is elsewhere, or the page was itself the answer to such a post.</summary>
    private static string? FormOn(HttpRequest request, bool isAskedForToo)
    {
        if (!Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) || !from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || !PathString.FromUriComponent(from).StartsWithSegments(request.PathBase, out var path) || !LocalAddress.IsLocal(path.Value) || (path == request.Path && !isAskedForToo))
        {
            return null;
        }

        return path + from.Query;
    }

    private static bool IsAskedForToo(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern }
        && http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Any(e => e.RoutePattern.RawText == pattern && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true);
}
