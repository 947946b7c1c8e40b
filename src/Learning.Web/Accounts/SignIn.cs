using Learning.Accounts;
using System.Security.Claims;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Identity;
using static Learning.Theming.Refusals;

namespace Learning.Web.Accounts;

/// <summary>Somebody signs in. A wrong name and a wrong secret get the same sentence; only an account under lock says so.</summary>
public static class SignIn
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Get).WithName(nameof(SignIn));
        routes.MapPost("/sign-in", Post);
        routes.MapGet("/not-allowed", () => Refuse(StatusCodes.Status403Forbidden, "Refusal.NotAllowed"));
    }

    internal static IResult Get(ClaimsPrincipal user, InterfaceTexts texts, string? returnUrl) =>
        user.LearnerIdOrNull is not null && !user.IsGuest
            ? TypedResults.LocalRedirect(ReturnUrl.OrMy(returnUrl))
            : Page(new SignInModel("", ReturnUrl.OrMy(returnUrl), user.IsGuest, null), texts, StatusCodes.Status200OK);

    internal static async Task<IResult> Post(
        HttpContext http, ClaimsPrincipal user, SignInManager<Account> signIn, ClaimGuest claim, KeepProgress keep, InterfaceTexts texts, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var username = form["username"].ToString().Trim();
        var returnUrl = ReturnUrl.OrMy(form["return_url"]);

        var result = await signIn.PasswordSignInAsync(username, form["secret"].ToString(), isPersistent: true, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            var account = (await signIn.UserManager.FindByNameAsync(username))!;   // it has just signed in
            if (form["bring"] == "yes")
            {
                await ClaimAsync(user, account, signIn, claim);
            }

            await keep.KeepAsync(account);
            return TypedResults.LocalRedirect(returnUrl);
        }

        var problem = texts[result.IsLockedOut ? "SignIn.Locked" : "SignIn.Wrong"];
        return Page(new SignInModel(username, returnUrl, user.IsGuest, problem), texts, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>
    /// What she did as a guest becomes hers where she says that it was she, and the guest's account goes. Whether she is a guest is asked of the database: a cookie may be older than a registration.
    /// Not under the request's cancellation, since half of it would be worse than none.
    /// </summary>
    private static async Task ClaimAsync(ClaimsPrincipal user, Account account, SignInManager<Account> signIn, ClaimGuest claim)
    {
        if (user.IsGuest && await signIn.UserManager.FindByIdAsync(user.LearnerId) is { IsGuest: true } guest && guest.Id != account.Id)
        {
            await claim.ClaimAsync(guest.Id, await signIn.CreateUserPrincipalAsync(account), CancellationToken.None);
            await signIn.UserManager.DeleteAsync(guest);
        }
    }

    private static View Page(SignInModel model, InterfaceTexts texts, int status) =>
        new("Accounts/SignIn", model, texts["SignIn.Title"])
        {
            Status = status,
            Shape = "form",
            Scripts = model.IsGuest ? ["scripts/leave.js"] : [],
        };

    public sealed record SignInModel(string Username, string ReturnUrl, bool IsGuest, string? Problem);
}

/// <summary>Somebody signs out, on a shared phone for example. A post, so that no link can do it to her.</summary>
public static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", Post).WithName(nameof(SignOut));

    internal static async Task<IResult> Post(SignInManager<Account> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("~/");
    }
}
