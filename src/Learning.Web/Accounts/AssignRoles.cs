using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Accounts;

/// <summary>
/// Gives somebody roles and takes them, all of it or nothing. There is always an administrator. Her cookie is made anew with the roles of now when its security stamp is next looked at
/// (<see cref="AccountsSetup"/>): within a minute. The stamp itself stays as it is, since a changed one would sign her out.
/// </summary>
public sealed class AssignRoles(SiteDb db, UserManager<Account> accounts)
{
    /// <summary>The name of the text that says why nothing was done; null when it was, or was so already.</summary>
    public async Task<string?> ChangeAsync(Account account, IReadOnlyCollection<string> give, IReadOnlyCollection<string> take, CancellationToken cancellation)
    {
        // One at a time: two who take the role from each other at once cannot both succeed.
        await using var transaction = await db.BeginAloneAsync(cancellation);
        await db.Entry(account).ReloadAsync(cancellation);   // somebody else may have changed it while this waited
        var has = await accounts.GetRolesAsync(account);
        var taken = take.Intersect(has, StringComparer.OrdinalIgnoreCase).ToArray();
        if (taken.Contains(Roles.Administrator, StringComparer.OrdinalIgnoreCase) && (await accounts.GetUsersInRoleAsync(Roles.Administrator)).Count == 1)
        {
            return "People.LastAdministrator";
        }

        Done(await accounts.AddToRolesAsync(account, give.Except(has, StringComparer.OrdinalIgnoreCase)));
        Done(await accounts.RemoveFromRolesAsync(account, taken));
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>The roles that somebody has, the same for all: by name.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OfAsync(IReadOnlyCollection<string> accountIds, CancellationToken cancellation)
    {
        var roles = db.Roles;
        var held = await db.UserRoles.Where(held => accountIds.Contains(held.UserId))
            .Join(roles, held => held.RoleId, role => role.Id, (held, role) => new { held.UserId, role.Name })
            .ToListAsync(cancellation);
        return held.GroupBy(h => h.UserId).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(h => h.Name!).Order(StringComparer.Ordinal)]);
    }

    private static void Done(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
        }
    }
}
