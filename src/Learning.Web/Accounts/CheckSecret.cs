using Learning.Telemetry;
using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Accounts;

/// <summary>Signs in whoever knows the secret of a user name. A name that nobody has is worked on as long as one that somebody has, or the clock would tell them apart.</summary>
internal static class CheckSecret
{
    /// <summary>The account, where the result is success. Where an id is given (<paramref name="only"/>), another account is checked and not signed in.</summary>
    public static async Task<(SignInResult Result, Account? Account)> CheckAsync(SignInManager<Account> signIn, string username, string secret, string only = "")
    {
        var checkedSecret = await CheckOnceAsync(signIn, username, secret, only);
        Measures.SignIns.Add(1, Measures.As(checkedSecret.Result.Succeeded ? "succeeded" : checkedSecret.Result.IsLockedOut ? "locked" : "failed"));
        return checkedSecret;
    }

    private static async Task<(SignInResult Result, Account? Account)> CheckOnceAsync(SignInManager<Account> signIn, string username, string secret, string only)
    {
        // A guest has no secret, so her name is none to sign in with.
        if (await signIn.UserManager.FindByNameAsync(username) is { PasswordHash: not null } account)
        {
            return only.Length == 0 || account.Id == only
                ? (await signIn.PasswordSignInAsync(account, secret, isPersistent: true, lockoutOnFailure: true), account)
                : (await signIn.CheckPasswordSignInAsync(account, secret, lockoutOnFailure: true), account);
        }

        _ = signIn.UserManager.PasswordHasher.HashPassword(new Account(), secret);
        return (SignInResult.Failed, null);
    }
}
