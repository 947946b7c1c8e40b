using System.Security.Claims;
using Learning.Accounts;
using Learning.Texts;
using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Accounts;

/// <summary>
/// She deletes her account with <c>erase_secret</c>: what she did is forgotten, her certificates stay checkable and name nobody, and she is signed out. For whoever is signed in and is no guest. Limits: those of signing in. Refusals: 422 the secret
/// is wrong, or she is the last administrator.
/// </summary>
public static class EraseAccount
{
    public static void MapEraseAccount(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/account/erasure", Post).RequireAuthorization().AllowCookieRedirect().WithName(nameof(EraseAccount));

    internal static async Task<IResult> Post(
        HttpContext http, ClaimsPrincipal user, UserManager<Account> accounts, SignInManager<Account> signIn, AssignRoles roles, EraseLearner erase, LearningOptions options, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await accounts.GetUserAsync(user) is not { IsGuest: false } account)
        {
            return TypedResults.LocalRedirect("~/account");
        }

        var secret = (await http.Request.ReadFormAsync(cancellation))["erase_secret"].ToString();
        if (await signIn.CheckPasswordSignInAsync(account, secret, lockoutOnFailure: true) is { Succeeded: false } refused)
        {
            return ChangeAccount.Page(account, user, options, texts, null, [new("erase_secret", texts[refused.IsLockedOut ? "SignIn.Locked" : "Account.WrongSecret"])]);
        }

        if (await roles.ChangeAsync(account, [], [.. Roles.Given], cancellation) is { } problem)
        {
            return ChangeAccount.Page(account, user, options, texts, null, [new("erase_secret", texts[problem])]);
        }

        // The account goes last: were this cut off in between, she could still sign in and do it again.
        await erase.EraseAsync(account.Id, CancellationToken.None);
        await signIn.SignOutAsync();
        if (await accounts.DeleteAsync(account) is { Succeeded: false } failed)
        {
            throw new InvalidOperationException(string.Join(" ", failed.Errors.Select(e => e.Description)));
        }

        return TypedResults.LocalRedirect("~/");
    }
}
