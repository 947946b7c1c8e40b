using System.Collections.Concurrent;

namespace Learning;

/// <summary>Counts what somebody tries within a window of time, for limits. A host with several nodes counts over all of them; the usual is <see cref="CountTriesHere"/>.</summary>
public interface ICountTries
{
    /// <summary>How often by now, in the window that is under way.</summary>
    ValueTask<long> CountAsync(string what);

    /// <summary>Once more; how often that makes. The window begins with the first.</summary>
    ValueTask<long> AddAsync(string what, TimeSpan window);
}

/// <summary>In this process.</summary>
public sealed class CountTriesHere(TimeProvider clock) : ICountTries
{
    /// <summary>From so many on, those whose window is over are taken out.</summary>
    private const int Many = 10_000;

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);
    private int _sweepAt = Many;

    /// <summary>How many are remembered.</summary>
    internal int Kept => _tries.Count;

    /// <summary>How many were looked at so far to find those whose window is over.</summary>
    internal long Looked { get; private set; }

    public ValueTask<long> CountAsync(string what) => ValueTask.FromResult(_tries.TryGetValue(what, out var tries) && !IsOver(tries) ? tries.Count : 0);

    public ValueTask<long> AddAsync(string what, TimeSpan window)
    {
        var now = clock.GetTimestamp();
        var tries = _tries.AddOrUpdate(what, _ => new(1, now, window), (_, before) => IsOver(before) ? new(1, now, window) : before with { Count = before.Count + 1 });
        if (tries.Count == 1)
        {
            SweepNowAndThen();
        }

        return ValueTask.FromResult(tries.Count);
    }

    /// <summary>Each sweep waits until there are twice as many as the one before has left, so that all of them together look at a few for each that came, however many there are whose window is not over.</summary>
    private void SweepNowAndThen()
    {
        var at = Volatile.Read(ref _sweepAt);
        if (_tries.Count <= at || Interlocked.CompareExchange(ref _sweepAt, int.MaxValue, at) != at)
        {
            return;   // nobody sweeps beside somebody who does
        }

        foreach (var tries in _tries)
        {
            Looked++;
            if (IsOver(tries.Value))
            {
                _tries.TryRemove(tries);
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(Many, _tries.Count * 2));
    }

    private bool IsOver(Tries tries) => clock.GetElapsedTime(tries.Since) >= tries.Window;

    private sealed record Tries(long Count, long Since, TimeSpan Window);
}
