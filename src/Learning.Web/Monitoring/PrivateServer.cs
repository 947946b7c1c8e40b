using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Net.Http.Headers;
using OpenTelemetry.Metrics;

namespace Learning.Web.Monitoring;

/// <summary>
/// Serves <c>/metrics</c> and the details of <c>/health/ready</c> on an address of their own (<see cref="TelemetrySettings.Metrics"/>), in a small server beside that of the site: no proxy of the site leads there. With a token where one is set
/// (<c>Authorization: Bearer …</c>). GET only; nothing else is there.
/// </summary>
public sealed class PrivateServer(TelemetrySettings settings, MeterProvider meters, ReadyReport ready) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens.</summary>
    public string? Address => _app?.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());   // no settings of the site: its addresses are not these
        builder.WebHost.UseKestrelCore().UseUrls(settings.Metrics!.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        _app = builder.Build();
        _app.Use((http, next) => IsAllowed(http.Request, settings) ? next(http) : DenyAsync(http));
        _app.Map("/health/ready", health => health.Run(async http => await ReadyAnswer.WriteAsync(http, await ready.ReadAsync(), withDetails: true)));
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, http => http.Request.Path == "/metrics" && HttpMethods.IsGet(http.Request.Method), null, null, null);
        await _app.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Where no token is set, whoever reaches it: it is an address of this machine alone then.</summary>
    private static bool IsAllowed(HttpRequest request, TelemetrySettings settings) => settings.Token is null || HasToken(request, settings);

    /// <summary>Whether the request carries the token; never where none is set.</summary>
    internal static bool HasToken(HttpRequest request, TelemetrySettings settings) =>
        settings.Token is { } token
        && request.Headers.Authorization is [{ } given]
        && given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given["Bearer ".Length..].Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static Task DenyAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return Task.CompletedTask;
    }
}
