using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts;

/// <summary>
/// Wrong codes from one address: thirty in ten minutes, then none is looked at until they have passed. Right ones do not count, so a hall of people behind one address joins without waiting.
/// </summary>
public sealed class GuessLimit : IDisposable
{
    public const int Most = 30;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _wrong = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Window }));

    public void Dispose() => _wrong.Dispose();

    public bool IsSpent(HttpContext http) => _wrong.GetStatistics(Address(http)) is { CurrentAvailablePermits: <= 0 };

    public void Wrong(HttpContext http) => _wrong.AttemptAcquire(Address(http)).Dispose();

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
