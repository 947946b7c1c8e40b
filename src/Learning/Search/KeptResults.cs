using Microsoft.Extensions.Caching.Memory;

namespace Learning.Search;

/// <summary>
/// What was found, kept for whoever asks the same next: many look for the same words. Nothing here is ever out of date, because the key names the revisions that the index held, and the explanations that may be seen.
/// </summary>
public sealed class KeptResults : IDisposable
{
    /// <summary>Each of some 20 KB.</summary>
    private const int Most = 200;

    private readonly MemoryCache _results = new(new MemoryCacheOptions { SizeLimit = Most, CompactionPercentage = 0.2 });

    public void Dispose() => _results.Dispose();

    /// <summary>Null when it is not kept (yet).</summary>
    internal SearchResults? Find(Key key) => _results.Get<SearchResults>(key);

    internal SearchResults Keep(Key key, SearchResults found) =>
        _results.Set(key, found, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });

    /// <param name="Index">What the index held.</param>
    /// <param name="Ask">Without whoever asks.</param>
    /// <param name="HandedIn">The quizzes she has handed in, in order: their explanations are found.</param>
    internal sealed record Key(string Index, SearchAsk Ask, string HandedIn);
}
