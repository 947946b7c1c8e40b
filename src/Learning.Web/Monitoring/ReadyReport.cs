using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring;

/// <summary>How all stands that the site depends on, looked up once for all who ask within two seconds: nobody can wear the database out by asking.</summary>
public sealed class ReadyReport(HealthCheckService checks)
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _asked;
    private long _askedAt;

    public Task<HealthReport> ReadAsync()
    {
        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && Environment.TickCount64 - _askedAt >= Holds.TotalMilliseconds))
            {
                _askedAt = Environment.TickCount64;
                _asked = Task.Run(() => checks.CheckHealthAsync());   // for all who wait, so nobody's leaving ends it
            }

            return _asked;
        }
    }

    /// <summary>Something is known to have changed: the next who asks looks anew.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _asked = null;
        }
    }
}
