using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Telemetry;

/// <summary>On whose behalf something happens: the route of a request, or the name of a round.</summary>
public static class Asker
{
    private static readonly AsyncLocal<string?> Named = new();

    /// <summary>Whatever this flow of work does from here on, it does for this.</summary>
    public static void Is(string name) => Named.Value = name;

    /// <summary>The template, never the address: that has ids and tokens in it.</summary>
    public static string Of(HttpContext? http) => http is null
        ? Named.Value ?? "the site itself"
        : $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)"}";
}
