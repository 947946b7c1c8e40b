using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Learning.Data;
using Learning.Web.Site;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the clock of this node is right, as far as it can know.</summary>
internal sealed class ClockCheck(LearningDatabase database, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ClockSkew.SentenceAsync(database, clock, cancellationToken) is { } sentence
                ? new(context.Registration.FailureStatus, sentence)
                : HealthCheckResult.Healthy(database.IsPostgres ? "It goes with that of the database's server." : "It is not behind what was recorded.");
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException or SocketException)
        {
            return HealthCheckResult.Degraded("It cannot be compared while the database does not answer.");
        }
    }
}
