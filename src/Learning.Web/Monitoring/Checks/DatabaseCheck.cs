using System.Data.Common;
using Learning.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the database answers. Nothing can be served without it.</summary>
internal sealed class DatabaseCheck(LearningDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = database.Connect();
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """SELECT 1 FROM "Settings" LIMIT 1""";
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy($"{database} answers.");
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException or System.Net.Sockets.SocketException)
        {
            return new(context.Registration.FailureStatus, DatabaseException.Of(e, database)?.Message ?? $"{database} does not answer: {e.Message}", e);
        }
        catch (OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, $"{database} takes longer than {context.Registration.Timeout.TotalSeconds:0} seconds to answer. Look what it is busy with.");
        }
    }
}
