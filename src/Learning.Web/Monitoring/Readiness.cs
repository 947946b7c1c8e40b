using Learning.Web.Monitoring.Checks;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: this node can serve, and how all stands that it depends on (<see cref="ReadyAnswer"/>). For machines; no sign-in. What else a host depends on it adds as any health check
/// (<c>services.AddHealthChecks().Add…</c>): unhealthy only where this node cannot serve without it.
/// </summary>
public static class Readiness
{
    /// <summary>So long one check may take; then what it looks at does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Each = TimeSpan.FromMinutes(1);

    public static void AddReadiness(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);   // each time anew, with all of its trace: TellHealth says it once
        services.AddSingleton<ReadyReport>();
        services.AddSingleton<MailServerWatch>();
        services.AddSingleton<KeysWatch>();
        services.AddSingleton<IHealthCheckPublisher, TellHealth>();
        services.Configure<HealthCheckPublisherOptions>(publisher => publisher.Period = Each);
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", timeout: Patience)
            .AddCheck<MigrationsCheck>("migrations", timeout: Patience)
            .AddCheck<ClockCheck>("clock", HealthStatus.Degraded, timeout: Patience)
            .AddCheck<KeysCheck>("keys", HealthStatus.Degraded, timeout: Patience)
            .AddCheck<DataFolderCheck>("data-folder", timeout: Patience)
            .AddCheck<DiskCheck>("disk", HealthStatus.Degraded, timeout: Patience)
            .AddCheck<SearchCheck>("search", HealthStatus.Degraded, timeout: Patience)
            .AddCheck<MediaCheck>("media", HealthStatus.Degraded, timeout: Patience)
            .AddCheck<MailCheck>("mail", HealthStatus.Degraded, timeout: Patience);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.Map("/health/ready", async (HttpContext http, ReadyReport ready, TelemetrySettings settings) =>
            await ReadyAnswer.WriteAsync(http, await ready.ReadAsync(), PrivateServer.HasToken(http.Request, settings)));
    }
}
