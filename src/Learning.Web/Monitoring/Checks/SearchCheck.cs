using Learning.Data;
using Learning.Search;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether this node's search index could be read and brought up to date. It is behind after each publication until somebody searches; that is as it should be.</summary>
internal sealed class SearchCheck(SearchIndex index, LearningDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (index.LastFailure is { } failure)
        {
            return new(context.Registration.FailureStatus, $"The search index cannot be used ({failure.TrimEnd('.')}). Make room for it and make its folder writable, or delete the folder while the site is stopped: it is made anew.");
        }

        try
        {
            return HealthCheckResult.Healthy(await index.HoldsAllAsync(db, cancellationToken) switch
            {
                true => "It holds what is in force.",
                false => "It catches up when somebody searches.",
                _ => "Nobody has searched since the start.",
            });
        }
        catch (Exception e) when (DatabaseFaults.Of(e) is not null || e is OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, "Whether it holds what is in force cannot be known while the database does not answer.", e);
        }
    }
}
