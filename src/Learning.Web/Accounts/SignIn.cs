using System.Security.Claims;
using Learning.Accounts;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Identity;
using static Learning.Theming.Refusals;

namespace Learning.Web.Accounts;

/// <summary>Somebody signs in. A wrong name and a wrong secret get the same sentence; only an account under lock says so.</summary>
public static class SignIn
{
    public const string Path = "/sign-in";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get).WithName(nameof(SignIn));
        routes.MapPost(Path, Post);
        routes.MapGet("/not-allowed", () => Refuse(StatusCodes.Status403Forbidden, "Refusal.NotAllowed"));
    }

    internal static async Task<IResult> Get(
        ClaimsPrincipal user, LeaveGuest guest, LearningOptions options, InterfaceTexts texts, string? returnUrl, CancellationToken cancellation) =>
        user.LearnerIdOrNull is not null && !user.IsGuest
            ? TypedResults.LocalRedirect(ReturnUrl.OrMy(returnUrl))
            : Page(
                new SignInModel("", ReturnUrl.OrMy(returnUrl), options.RegisterPath, await guest.HasStudiedAsync(user, cancellation), false, null),
                texts,
                StatusCodes.Status200OK);

    internal static async Task<IResult> Post(
        HttpContext http,
        ClaimsPrincipal user,
        SignInManager<Account> signIn,
        LeaveGuest guest,
        KeepProgress keep,
        LearningOptions options,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var username = form["username"].ToString().Trim();
        var returnUrl = ReturnUrl.OrMy(form["return_url"]);
        var brings = form["bring"] == "yes";

        var (result, account) = await CheckSecret.CheckAsync(signIn, username, form["secret"].ToString());
        if (!result.Succeeded || account is null)
        {
            var problem = texts[result.IsLockedOut ? "SignIn.Locked" : "SignIn.Wrong"];
            var model = new SignInModel(username, returnUrl, options.RegisterPath, await guest.HasStudiedAsync(user, cancellation), brings, problem);
            return Page(model, texts, StatusCodes.Status422UnprocessableEntity);
        }

        await (brings ? guest.BringAsync(http, user, account) : guest.ForgoAsync(http, user));
        await keep.KeepAsync(account);
        return TypedResults.LocalRedirect(returnUrl);
    }

    private static View Page(SignInModel model, InterfaceTexts texts, int status) =>
        new("Accounts/SignIn", model, texts["SignIn.Title"])
        {
            Status = status,
            Shape = "form",
            Scripts = model.IsGuest ? ["scripts/leave.js"] : [],
        };

    /// <summary>Of a guest she is asked whether it was she, and the answer outlives a mistyped secret.</summary>
    public sealed record SignInModel(string Username, string ReturnUrl, string? RegisterPath, bool IsGuest, bool Brings, string? Problem);
}

/// <summary>Somebody signs out, on a shared phone for example. A post, so that no link can do it to her.</summary>
public static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", Post).WithName(nameof(SignOut));

    internal static async Task<IResult> Post(HttpContext http, ClaimsPrincipal user, SignInManager<Account> signIn, LeaveGuest guest)
    {
        await guest.ForgoAsync(http, user);
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("~/");
    }
}
