using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace Learning.Web.Nodes;

/// <summary>
/// What nodes keep for each other, behind <c>HybridCache</c>. Of our own rather than the usual package, because it must know the id of the site, which is in the database, and never fail: a cache that is away has nothing in it.
/// </summary>
internal sealed class RedisCache(RedisLink redis, TimeProvider clock) : IDistributedCache
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) => await redis.AskAsync(r => r.StringGetAsync(NameOf(key))) is { HasValue: true } value ? (byte[]?)value : null;

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        await redis.AskAsync(r => r.StringSetAsync(NameOf(key), value, options.AbsoluteExpirationRelativeToNow ?? (options.AbsoluteExpiration - clock.GetUtcNow()) ?? Longest));

    public async Task RemoveAsync(string key, CancellationToken token = default) => await redis.AskAsync(r => r.KeyDeleteAsync(NameOf(key)));

    /// <summary>Nothing here lives longer for being read.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public void Refresh(string key)
    {
    }

    private RedisKey NameOf(string key) => redis.Key("figures", key);
}
