using Learning.Accounts;
using Microsoft.AspNetCore.Identity;
using OrchardCore;
using OrchardCore.Security;
using OrchardCore.Security.Permissions;
using OrchardCore.Security.Services;
using OrchardCore.Users;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;
using YesSql.Services;

namespace Learning.OrchardCore.People;

/// <summary>
/// Orchard's users, for the pages that ask for people by name or by what they may do. It finds users and makes none: Orchard wants a mail address of each, and accounts are made for people who have none.
/// </summary>
public sealed class OrchardAccountBook(ISession session, UserManager<IUser> users, IRoleService roles, IPermissionGrantingService grants) : IAccountBook
{
    /// <summary>Asked for in one query.</summary>
    private const int AtOnce = 500;

    private static readonly string[] _everybody = [OrchardCoreConstants.Roles.Authenticated, OrchardCoreConstants.Roles.Anonymous];

    public bool MakesAccounts => false;

    public bool KnowsUserNames => true;

    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellation)
    {
        var asked = userNames.DistinctBy(users.NormalizeName).ToDictionary(name => users.NormalizeName(name)!, StringComparer.Ordinal);
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var names in asked.Keys.Chunk(AtOnce))
        {
            foreach (var user in await session.QueryIndex<UserIndex>(user => user.NormalizedUserName.IsIn(names)).ListAsync(cancellation))
            {
                found[asked[user.NormalizedUserName]] = user.UserId;
            }
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<string, string>> UserNamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var user in await session.Query<User, UserIndex>(user => user.UserId.IsIn(some)).ListAsync(cancellation))
            {
                names[user.UserId] = user.UserName;
            }
        }

        return names;
    }

    /// <summary>Those in a role that gives it. Where everybody holds it that says nothing about anybody, and nobody is named.</summary>
    public async Task<IReadOnlyList<string>?> HoldersAsync(string policy, CancellationToken cancellation)
    {
        var requirement = new PermissionRequirement(LearningPermissions.Of(policy));
        var giving = new List<string>();
        foreach (var role in (await roles.GetRolesAsync()).OfType<Role>())
        {
            if (await roles.IsAdminRoleAsync(role.RoleName) || grants.IsGranted(requirement, role.RoleClaims.Select(claim => claim.ToClaim())))
            {
                giving.Add(role.RoleName);
            }
        }

        if (giving.Any(role => _everybody.Contains(role, StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        var names = giving.Select(role => users.NormalizeName(role)!).ToArray();
        var holders = await session.Query<User, UserByRoleNameIndex>(role => role.RoleName.IsIn(names)).ListAsync(cancellation);
        return [.. holders.Where(user => user.IsEnabled).Select(user => user.UserId).Distinct(StringComparer.Ordinal)];
    }

    public string? Problem(string userName) => null;

    public NewAccount Draft(string userName, string name) => throw MakesNone();

    public string Seal(NewAccount account) => throw MakesNone();

    public Task MakeAsync(IReadOnlyList<(NewAccount Account, string Sealed)> made, CancellationToken cancellation) => throw MakesNone();

    private static InvalidOperationException MakesNone() => new("Accounts are made in Orchard, by its users' own registration or by an administrator.");
}
