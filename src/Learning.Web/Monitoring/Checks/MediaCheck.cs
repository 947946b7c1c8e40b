using System.Data.Common;
using Learning.Courses;
using Learning.Data;
using Learning.Web.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the bytes of pictures and videos can be had where they lie. Texts, questions and answers go on without them.</summary>
internal sealed class MediaCheck(LearningDb db, MediaStoreWatch watch, IMediaStore? store = null) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (store is null)
        {
            return await StoredAsync(cancellationToken) is > 0 and var count ? new(context.Registration.FailureStatus, MediaBytes.NotSet(count)) : HealthCheckResult.Healthy("They lie in the database.");
        }

        return await watch.FaultAsync(cancellationToken) is { } fault ? new(context.Registration.FailureStatus, fault) : HealthCheckResult.Healthy($"New ones lie in {store.Place}, which takes and gives.");
    }

    private async Task<int> StoredAsync(CancellationToken cancellation)
    {
        try
        {
            return await MediaBytes.CountStoredAsync(db, cancellation);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException or System.Net.Sockets.SocketException)
        {
            return 0;   // the database has a check of its own
        }
    }
}
