using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Learning.Credentials.Proofs;
using Learning.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Learning.Credentials.Badges;

/// <summary>
/// The keys of the site. The first is made when something is to be signed for the first time; another when somebody asks for it, or when the secret of the last cannot be read any more (the host's own keys were lost): those before are believed
/// all the same, since only their public halves are needed.
/// </summary>
public sealed partial class IssuerKeys(LearningDb db, IDataProtectionProvider protection, TimeProvider clock, ILogger<IssuerKeys> log)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Learning.IssuerKey.v1");

    /// <summary>Those that are believed, the oldest first.</summary>
    internal async Task<IReadOnlyList<PublicKey>> BelievedAsync(CancellationToken cancellation)
    {
        var keys = await KeysAsync();
        if (keys.Count == 0)
        {
            await CurrentAsync(cancellation);   // who asks before anything was signed is told what will sign it
            keys = await KeysAsync();
        }

        return [.. keys.Select(k => new PublicKey(k.Name, k.PublicKey))];

        Task<List<IssuerKey>> KeysAsync() => db.Set<IssuerKey>().AsNoTracking().Where(k => k.DistrustedAt == null).OrderBy(k => k.Number).ToListAsync(cancellation);
    }

    /// <summary>The document with a proof of the site, dated when what it says began to hold, so that it is the same each time.</summary>
    internal async Task<JsonObject> SignAsync(JsonObject document, Issuer issuer, DateTimeOffset at, CancellationToken cancellation)
    {
        var (name, secret) = await CurrentAsync(cancellation);
        return DataIntegrity.Sign(document, secret, issuer.MethodOf(name), at);
    }

    /// <summary>Makes the next; the one before signs no more.</summary>
    /// <returns>Its name.</returns>
    public Task<string> RotateAsync(CancellationToken cancellation) => db.WriteAsync(
        Turn.Alone,
        async () =>
        {
            var (key, _) = await AddAsync(cancellation);
            return key.Name;
        },
        cancellation);

    /// <summary>Believes one no more, and makes another where it was the last.</summary>
    /// <returns>False where there is none of that name.</returns>
    public Task<bool> DistrustAsync(string name, CancellationToken cancellation) => db.WriteAsync(
        Turn.Alone,
        async () =>
        {
            var keys = await db.Set<IssuerKey>().OrderBy(k => k.Number).ToListAsync(cancellation);
            if (keys.Find(k => k.Name == name) is not { } key)
            {
                return false;
            }

            key.Distrust(clock.GetUtcNow());
            if (key == keys[^1])
            {
                await AddAsync(cancellation);
            }

            await db.SaveChangesAsync(cancellation);
            return true;
        },
        cancellation);

    public async Task<IReadOnlyList<IssuerKey>> AllAsync(CancellationToken cancellation) => await db.Set<IssuerKey>().AsNoTracking().OrderBy(k => k.Number).ToListAsync(cancellation);

    private async Task<(string Name, byte[] Secret)> CurrentAsync(CancellationToken cancellation)
    {
        var keys = await db.Set<IssuerKey>().AsNoTracking().Where(k => k.DistrustedAt == null).OrderByDescending(k => k.Number).ToListAsync(cancellation);
        foreach (var key in keys)
        {
            if (SecretOf(key) is { } secret)
            {
                return (key.Name, secret);   // nearly always the last; an earlier one where another node, with keys of its own, made that
            }
        }

        return await db.WriteAsync(Turn.Alone, () => FirstAsync(keys.FirstOrDefault()?.Number ?? 0, cancellation), cancellation);
    }

    /// <summary>Somebody else may have made it meanwhile.</summary>
    private async Task<(string Name, byte[] Secret)> FirstAsync(int before, CancellationToken cancellation)
    {
        if (await db.Set<IssuerKey>().AsNoTracking().Where(k => k.Number > before).OrderByDescending(k => k.Number).FirstOrDefaultAsync(cancellation) is { } made && SecretOf(made) is { } known)
        {
            return (made.Name, known);
        }

        var (key, secret) = await AddAsync(cancellation);
        return (key.Name, secret);
    }

    private async Task<(IssuerKey Key, byte[] Secret)> AddAsync(CancellationToken cancellation)
    {
        var last = await db.Set<IssuerKey>().MaxAsync(k => (int?)k.Number, cancellation) ?? 0;
        var secret = RandomNumberGenerator.GetBytes(Multikey.KeyBytes);
        var key = new IssuerKey(last + 1, Multikey.PublicOf(secret), _protector.Protect(Multikey.OfSecret(secret)), clock.GetUtcNow());
        db.Add(key);
        await db.SaveChangesAsync(cancellation);
        return (key, secret);
    }

    private byte[]? SecretOf(IssuerKey key)
    {
        try
        {
            return Multikey.TryReadSecret(_protector.Unprotect(key.Secret), out var secret) ? secret : null;
        }
        catch (CryptographicException)
        {
            LogLost(log, key.Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The secret of {Key} cannot be read: the site's keys (App_Data/keys) are not those it was protected with. Certificates are signed with a new key from now on; what was signed before stays valid.")]
    private static partial void LogLost(ILogger log, string key);
}
