using System.Threading.RateLimiting;

namespace Learning.Web.Accounts;

/// <summary>So many in a window, counted over all nodes where they can (<see cref="ICountTries"/>). Asking takes a moment, so nothing is let through without waiting for the answer.</summary>
internal sealed class TriesLimiter(ICountTries tries, string what, int most, TimeSpan window) : RateLimiter
{
    private static readonly Answer Yes = new(true);
    private static readonly Answer No = new(false);

    private long _usedAt = Environment.TickCount64;

    public override TimeSpan? IdleDuration => TimeSpan.FromMilliseconds(Environment.TickCount64 - Volatile.Read(ref _usedAt));

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => No;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _usedAt, Environment.TickCount64);
        return await tries.AddAsync(what, window) <= most ? Yes : No;
    }

    private sealed class Answer(bool isYes) : RateLimitLease
    {
        public override bool IsAcquired => isYes;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
