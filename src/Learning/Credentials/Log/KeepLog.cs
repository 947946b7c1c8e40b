using System.Security.Cryptography;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Log;

/// <summary>
/// Adds to the log of certificates, in the transaction that changes them. One entry follows another, so whoever adds one waits for whoever is adding; on SQLite everybody who writes does.
/// </summary>
public sealed class KeepLog(LearningDb db, TimeProvider clock)
{
    private const string TheLog = "the log of certificates";
    private const int SaltBytes = 16;
    private const int AtOnce = 500;

    /// <param name="credential">As it is after the deed; with its statuses.</param>
    /// <param name="by">"": the site by its rules.</param>
    public async Task AddAsync(Credential credential, CredentialDeed deed, string by, string reason, CancellationToken cancellation)
    {
        await db.WaitForAsync(TheLog, cancellation);
        var last = db.CredentialLog.Local.MaxBy(e => e.Number) ?? await LastAsync(cancellation) ?? await BeginAsync(credential.Id, cancellation);
        Add(last, credential, deed, by, reason);
    }

    /// <summary>Begins the log where there is none yet; for a host to call when it starts, before anybody earns a certificate.</summary>
    public Task BeginAsync(CancellationToken cancellation) => db.WriteAsync(
        Turn.Alone,
        async () => await LastAsync(cancellation) ?? await BeginAsync(Guid.Empty, cancellation),
        cancellation);

    /// <summary>Certificates from before there was a log come first in it, at once, so that none can be slipped in later.</summary>
    private async Task<CredentialLogEntry?> BeginAsync(Guid except, CancellationToken cancellation)
    {
        CredentialLogEntry? last = null;
        for (var after = Guid.Empty; ;)
        {
            var some = await db.Credentials.AsNoTracking().Include(c => c.Statuses).Where(c => c.Id != except && c.Id.CompareTo(after) > 0).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancellation);
            foreach (var one in some)
            {
                last = Add(last, one, CredentialDeed.TakenIn, "", "");
            }

            if (some.Count < AtOnce)
            {
                return last;
            }

            after = some[^1].Id;
        }
    }

    private Task<CredentialLogEntry?> LastAsync(CancellationToken cancellation) => db.CredentialLog.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellation);

    private CredentialLogEntry Add(CredentialLogEntry? last, Credential credential, CredentialDeed deed, string by, string reason)
    {
        var entry = new CredentialLogEntry((last?.Number ?? 0) + 1, credential.Id, deed, clock.GetUtcNow())
        {
            States = Chain.States(credential),
            Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes)),
            Personal = Chain.Write(new(credential.HolderName, credential.LearnerId, by, reason)),
        };
        entry.PersonalHash = Chain.PersonalHash(entry.Salt, entry.Personal);
        entry.Hash = Chain.Hash(entry, last?.Hash ?? Chain.Beginning);
        db.Add(entry);
        return entry;
    }
}
