using System.Data.Common;
using Learning.Data;
using Learning.Web.Site;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the tables are those this version knows. A newer version may have changed them while this node runs: it serves on, and is to be replaced.</summary>
internal sealed class MigrationsCheck(LearningDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await StoredState.IsUpToDateAsync(database, cancellationToken)
                ? HealthCheckResult.Healthy("The tables are those of this version.")
                : new(context.Registration.FailureStatus, "The tables are those of an earlier version, or are missing: somebody has put another database in place. Start the site anew, which brings them up to date.");
        }
        catch (DatabaseException e)
        {
            return HealthCheckResult.Degraded(e.Message);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException or System.Net.Sockets.SocketException)
        {
            return HealthCheckResult.Degraded("It cannot be known while the database does not answer.");
        }
    }
}
