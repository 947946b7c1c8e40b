using System.Diagnostics;

namespace Learning.Data;

/// <summary>
/// How often something is asked of PostgreSQL again when its connection broke, as all do when the server is restarted: at once, since a new connection may do, and then for two seconds from the first fault on. After
/// that the person is told. What timed out is not asked again: she has waited already.
/// </summary>
/// <param name="gate">Of somebody who writes: the time she has waited in line while others found the database away is hers too. Null: of somebody who waits for nobody.</param>
/// <param name="linedUpAt">When she began to wait in line, by <see cref="Stopwatch"/>; nought: just now.</param>
internal sealed class Patience(WriteGate? gate = null, long linedUpAt = 0)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longer = TimeSpan.FromMilliseconds(400);

    private readonly long _askedAt = linedUpAt > 0 ? linedUpAt : Stopwatch.GetTimestamp();
    private long? _awaySince;
    private TimeSpan _next = TimeSpan.Zero;

    /// <summary>Whether this fault may have passed by the next try.</summary>
    public bool Lasts(Exception e) => e is not PerhapsKeptException && DatabaseFaults.Of(e) == DatabaseFault.Away && Lasts();

    /// <summary>Whether there is time for another try.</summary>
    public bool Lasts() => Stopwatch.GetElapsedTime(_awaySince ??= gate is null ? Stopwatch.GetTimestamp() : Math.Max(_askedAt, gate.AwaySince())) < Longest;

    public async Task WaitAsync(CancellationToken cancellation) => await Task.Delay(Next(), cancellation);

    public TimeSpan Next()
    {
        var wait = _next;
        _next = _next == TimeSpan.Zero ? TimeSpan.FromMilliseconds(25) : _next * 2 < Longer ? _next * 2 : Longer;
        return wait;
    }
}
