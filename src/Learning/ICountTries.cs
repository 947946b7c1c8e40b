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

    public ValueTask<long> CountAsync(string what) => ValueTask.FromResult(_tries.TryGetValue(what, out var tries) && !IsOver(tries) ? tries.Count : 0);

    public ValueTask<long> AddAsync(string what, TimeSpan window)
    {
        if (_tries.Count > Many)
        {
            foreach (var over in _tries.Where(t => IsOver(t.Value)))
            {
                _tries.TryRemove(over);
            }
        }

        var now = clock.GetTimestamp();
        return ValueTask.FromResult(_tries.AddOrUpdate(what, _ => new(1, now, window), (_, before) => IsOver(before) ? new(1, now, window) : before with { Count = before.Count + 1 }).Count);
    }

    private bool IsOver(Tries tries) => clock.GetElapsedTime(tries.Since) >= tries.Window;

    private sealed record Tries(long Count, long Since, TimeSpan Window);
}
