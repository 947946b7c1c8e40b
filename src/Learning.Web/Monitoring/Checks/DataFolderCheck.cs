using Learning.Data;
using Learning.Web.Site;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the data folder can be written to. A site on SQLite can keep no answer without; one on PostgreSQL lacks its search index, and mail where that becomes files.</summary>
internal sealed class DataFolderCheck(SitePaths paths, LearningDatabase database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        DataFolder.Fault(paths.Data) is not { } fault ? HealthCheckResult.Healthy("It can be written to.")
        : new(database.IsPostgres ? HealthStatus.Degraded : HealthStatus.Unhealthy, fault));
}
