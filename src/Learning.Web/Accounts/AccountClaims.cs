using System.Security.Claims;
using Learning.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Learning.Web.Accounts;

/// <summary>Puts into the sign-in cookie what the library reads: who she is, what she is called, whether she is a guest.</summary>
public sealed class AccountClaims(UserManager<Account> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.DisplayName.Length > 0)
        {
            identity.AddClaim(new Claim(LearnerClaims.DisplayName, user.DisplayName));
        }

        if (user.IsGuest)
        {
            identity.AddClaim(new Claim(LearnerClaims.Guest, "true"));
        }

        return identity;
    }
}
