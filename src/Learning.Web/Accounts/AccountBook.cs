using System.Security.Cryptography;
using Learning.Accounts;
using Learning.Data;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Web.Accounts;

/// <summary>
/// Accounts that a facilitator's list asks for. They lie in the same database as the library's tables, so they are written over the library's connection, within its transaction: a process that dies leaves a
/// person with account and place, or with neither, and there is no second connection that could wait for the first.
/// </summary>
public sealed class AccountBook(SiteDb site, LearningDb library, UserManager<Account> accounts, TimeProvider clock) : IAccountBook
{
    /// <summary>Names that are asked for together: of a longer list SQLite holds that it may as well look at all accounts.</summary>
    private const int AtOnce = 100;

    public bool MakesAccounts => true;

    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellation)
    {
        var asked = userNames.DistinctBy(accounts.NormalizeName).ToDictionary(name => accounts.NormalizeName(name)!, StringComparer.Ordinal);
        var names = asked.Keys.ToArray();
        var found = await site.Users.AsNoTracking().Where(a => !a.IsGuest && names.Contains(a.NormalizedUserName!)).Select(a => new { a.NormalizedUserName, a.Id }).ToListAsync(cancellation);
        return found.ToDictionary(a => asked[a.NormalizedUserName!], a => a.Id, StringComparer.OrdinalIgnoreCase);
    }

    public async Task<IReadOnlyDictionary<string, string>> UserNamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(ids.Count, StringComparer.Ordinal);
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        {
            foreach (var one in await site.Users.AsNoTracking().Where(a => !a.IsGuest && some.Contains(a.Id)).Select(a => new { a.Id, a.UserName }).ToListAsync(cancellation))
            {
                names.Add(one.Id, one.UserName!);
            }
        }

        return names;
    }

    public async Task<IReadOnlyList<string>?> HoldersAsync(string policy, CancellationToken cancellation)
    {
        var roles = Roles.That(policy).ToList();
        var ids = site.Roles.Where(r => roles.Contains(r.Name!)).Select(r => r.Id);
        var holders = site.UserRoles.Where(u => ids.Contains(u.RoleId)).Select(u => u.UserId);
        return await site.Users.AsNoTracking().Where(a => !a.IsGuest && holders.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancellation);
    }

    public string? Problem(string userName) => UserNameRules.Problem(userName);

    public NewAccount Draft(string userName, string name)
    {
        string pin;
        do
        {
            pin = RandomNumberGenerator.GetString("0123456789", SecretRules.PinDigits);
        }
        while (SecretRules.Problem(pin, userName) is not null);

        return new(Guid.CreateVersion7(clock.GetUtcNow()).ToString(), userName, name, pin);
    }

    public string Seal(NewAccount account) => accounts.PasswordHasher.HashPassword(new Account(), account.Secret);

    public async Task MakeAsync(IReadOnlyList<(NewAccount Account, string Sealed)> made, CancellationToken cancellation)
    {
        var transaction = library.Database.CurrentTransaction ?? throw new InvalidOperationException("Accounts are made within a transaction of the library.");
        await using var db = SiteDb.Over(library);   // EF Core gives the connection its functions once more, at which on SQLite nobody may be reading from it
        db.Database.AutoSavepointsEnabled = false;   // what fails is undone as a whole
        await db.Database.UseTransactionAsync(transaction.GetDbTransaction(), cancellation);

        var ids = made.Select(m => m.Account.Id).ToArray();
        var known = await db.Users.Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancellation);
        var learner = await db.Roles.Where(r => r.Name == Roles.Learner).Select(r => r.Id).SingleAsync(cancellation);
        foreach (var (account, secret) in made.Where(m => !known.Contains(m.Account.Id)))
        {
            db.Add(new Account
            {
                Id = account.Id,
                UserName = account.UserName,
                NormalizedUserName = accounts.NormalizeName(account.UserName),
                DisplayName = account.Name,
                PasswordHash = secret,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                LockoutEnabled = true,
                RegisteredAt = clock.GetUtcNow(),
            });
            db.Add(new IdentityUserRole<string> { UserId = account.Id, RoleId = learner });
        }

        await db.SaveChangesAsync(cancellation);
    }
}
