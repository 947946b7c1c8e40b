using System.Globalization;
using Learning.Web.Monitoring;
using Learning.Web.Site;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Nodes;

/// <summary>
/// The settings <c>Site:DrainSeconds</c> (0 to 300; default 0) and <c>Site:StopSeconds</c> (1 to 3600; default 30): how long a node that was told to stop says that it is not ready and serves on, and how long requests and rounds under way then have
/// to come to their end.
/// </summary>
internal sealed record DrainSettings(TimeSpan Drain, TimeSpan Stop)
{
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static DrainSettings Read(IConfiguration configuration) => new(Seconds(configuration, "Site:DrainSeconds", 0, 300, 0), Seconds(configuration, "Site:StopSeconds", 1, 3600, 30));

    private static TimeSpan Seconds(IConfiguration configuration, string name, int least, int most, int usual) =>
        configuration[name] is not { Length: > 0 } text ? TimeSpan.FromSeconds(usual)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most ? TimeSpan.FromSeconds(seconds)
        : throw new SettingException($"The setting {name} is \"{text}\". It has to be a number of seconds from {least} to {most}.");
}

/// <summary>
/// A node that stops says so first: <c>/health/ready</c> answers 503 at once, and everything is served on until a proxy has had the time to notice. Then the server takes nothing new and ends what is under way.
/// </summary>
internal sealed class Drain(DrainSettings settings, ReadyReport report, IHostApplicationLifetime lifetime) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _hasBegun;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        _hasBegun || lifetime.ApplicationStopping.IsCancellationRequested ? new HealthCheckResult(context.Registration.FailureStatus, "This node is stopping.") : HealthCheckResult.Healthy("Nobody has told this node to stop."));

    /// <summary>The server stops when this is over.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        report.Forget();
        return settings.Drain > TimeSpan.Zero ? Task.Delay(settings.Drain, cancellationToken) : Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class DrainSetup
{
    public static void AddDrain(this IServiceCollection services, DrainSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddHealthChecks().AddCheck<Drain>("stopping");
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Drain + settings.Stop);
    }
}
