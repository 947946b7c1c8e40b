using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;

namespace Learning.Data;

/// <summary>
/// Figures that take long to work out, kept for a while: in this process, and for all nodes where the host has a cache that they share (an <c>IDistributedCache</c>). The key names all that they rest on, or they may be as old as they are kept; so it
/// does not matter which node worked them out. Nodes of another build never read them: they may know them in another shape.
/// </summary>
public sealed class SharedFigures(HybridCache cache)
{
    private static readonly HybridCacheEntryOptions OnlyFind = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData };

    /// <summary>Null where they are not kept.</summary>
    public ValueTask<T?> FindAsync<T>(string key, CancellationToken cancellation)
        where T : class =>
        cache.GetOrCreateAsync<T?>(NameOf<T>(key), static _ => ValueTask.FromResult<T?>(null), OnlyFind, cancellationToken: cancellation);

    public async ValueTask<T> KeepAsync<T>(string key, T figures, TimeSpan kept, CancellationToken cancellation)
        where T : class
    {
        await cache.SetAsync(NameOf<T>(key), figures, new HybridCacheEntryOptions { Expiration = kept, LocalCacheExpiration = kept }, cancellationToken: cancellation);
        return figures;
    }

    private static string NameOf<T>(string key) => $"{typeof(T).Name} {typeof(T).Module.ModuleVersionId:N} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}
