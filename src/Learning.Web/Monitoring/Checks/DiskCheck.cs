using System.Globalization;
using Learning.Web.Site;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>How much room the disk of the data folder has.</summary>
internal sealed class DiskCheck(SitePaths paths) : IHealthCheck
{
    private const long Little = 512L * 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = new DriveInfo(paths.Data).AvailableFreeSpace;
        var room = string.Create(CultureInfo.InvariantCulture, $"{free / 1024.0 / 1024.0:N0} MB are free where {paths.Data} is");
        return Task.FromResult(free >= Little ? HealthCheckResult.Healthy($"{room}.") : new(context.Registration.FailureStatus, $"Only {room}. Make room before it is full: then nothing more can be kept."));
    }
}
