using System.Collections.Concurrent;
using Learning.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring;

/// <summary>Looks each minute how all stands: as a measure, and in the log where it has changed. So whoever has nothing but the log learns of it too.</summary>
internal sealed partial class TellHealth(ILogger<TellHealth> log) : IHealthCheckPublisher
{
    private readonly ConcurrentDictionary<string, HealthStatus> _known = new(StringComparer.Ordinal);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var (name, entry) in report.Entries)
        {
            Measures.Health.Record(entry.Status switch { HealthStatus.Healthy => 1, HealthStatus.Degraded => 0.5, _ => 0 }, new KeyValuePair<string, object?>("learning.check", name));
            var before = _known.GetValueOrDefault(name, HealthStatus.Healthy);
            _known[name] = entry.Status;
            if (before != entry.Status)
            {
                Changed(log, entry.Status == HealthStatus.Healthy ? LogLevel.Information : LogLevel.Warning, name, ReadyAnswer.Word(entry.Status), ReadyAnswer.Sentence(entry));
            }
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Message = "Health: {Check} is {Status} now. {Sentence}")]
    private static partial void Changed(ILogger log, LogLevel level, string check, string status, string sentence);
}
