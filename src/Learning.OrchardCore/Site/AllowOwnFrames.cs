using Learning.Theming;
using Microsoft.AspNetCore.Http;

namespace Learning.OrchardCore.Site;

/// <summary>
/// The editor's page shows a page of the site in a frame (<see cref="ShowsFrame"/>, <see cref="IsFramed"/>). Where the site's own policy (Orchard's module Security) forbids frames, these pages are let have that one, of
/// this address only. A site without a policy needs nothing, and no other page is touched.
/// </summary>
public sealed class AllowOwnFrames : IEndpointFilter
{
    private const string Self = "'self'";
    private const string None = "'none'";
    private const string FrameOptions = "X-Frame-Options";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (endpoint, headers) = (context.HttpContext.GetEndpoint(), context.HttpContext.Response.Headers);
        if (endpoint?.Metadata.GetMetadata<ShowsFrame>() is not null)
        {
            Widen(headers, "frame-src", "child-src", "default-src");
        }

        if (endpoint?.Metadata.GetMetadata<IsFramed>() is not null)
        {
            Widen(headers, "frame-ancestors");
            if (headers.ContainsKey(FrameOptions))
            {
                headers[FrameOptions] = "SAMEORIGIN";
            }
        }

        return next(context);
    }

    private static void Widen(IHeaderDictionary headers, string directive, params string[] insteadOfIt)
    {
        if (headers.ContentSecurityPolicy.ToString() is { Length: > 0 } policy)
        {
            headers.ContentSecurityPolicy = Widened(policy, directive, insteadOfIt);
        }
    }

    /// <summary>A policy that lets this address in where a directive, or what stands in for it, does not.</summary>
    internal static string Widened(string policy, string directive, params string[] insteadOfIt)
    {
        var all = policy.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var inForce = insteadOfIt.Prepend(directive).Select(name => all.Find(one => one[0].Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(one => one is not null);
        if (inForce is null || inForce.Skip(1).Any(source => source is Self or "*"))
        {
            return policy;
        }

        string[] widened = [directive, .. inForce.Skip(1).Where(source => source != None), Self];
        if (inForce[0].Equals(directive, StringComparison.OrdinalIgnoreCase))
        {
            all[all.IndexOf(inForce)] = widened;
        }
        else
        {
            all.Add(widened);
        }

        return string.Join("; ", all.Select(one => string.Join(' ', one)));
    }
}
