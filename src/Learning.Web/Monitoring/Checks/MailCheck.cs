using System.Globalization;
using Learning.Data;
using Learning.Notifications;
using Learning.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether mail goes out: the server can be reached, and nothing has waited long for its turn. People read all of it in their inbox on the site meanwhile.</summary>
internal sealed class MailCheck(LearningDb db, MailServerWatch server, TimeProvider clock) : IHealthCheck
{
    /// <summary>Ten rounds have passed it by.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var fault = await server.FaultAsync(cancellationToken);
        try
        {
            return await LookAsync(context, fault, cancellationToken);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) is not null || e is OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, string.Join(' ', new[] { fault, "What waits in the outbox cannot be known while the database does not answer." }.OfType<string>()), e);
        }
    }

    private async Task<HealthCheckResult> LookAsync(HealthCheckContext context, string? fault, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.Mails.CountAsync(m => m.State == MailState.Queued, cancellationToken);
        var due = await db.Mails.Where(m => m.State == MailState.Queued && m.NextTryAt <= now).OrderBy(m => m.NextTryAt).Select(m => (DateTimeOffset?)m.NextTryAt).FirstOrDefaultAsync(cancellationToken);
        var wait = due is { } since ? now - since : TimeSpan.Zero;
        Measures.MailsWaiting.Record(waiting);
        Measures.MailsOldest.Record(wait.TotalSeconds);

        return fault is not null ? new(context.Registration.FailureStatus, $"{fault} {Words(waiting)}")
            : wait > Long ? new(context.Registration.FailureStatus, string.Create(CultureInfo.InvariantCulture, $"A mail has been due for {wait.TotalMinutes:0} minutes and nobody has tried to send it. Look in the log for the round SendMail. {Words(waiting)}"))
            : HealthCheckResult.Healthy(Words(waiting));
    }

    private static string Words(int waiting) => waiting == 1 ? "1 mail waits." : string.Create(CultureInfo.InvariantCulture, $"{waiting} mails wait.");
}
