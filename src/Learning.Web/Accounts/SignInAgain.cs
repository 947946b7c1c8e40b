using System.Security.Claims;
using Learning.Accounts;
using Learning.Record;
using Learning.Texts;
using Microsoft.AspNetCore.Identity;
using static Learning.Theming.Refusals;

namespace Learning.Web.Accounts;

/// <summary>
/// Somebody whose session has ended signs in again without leaving the page she is on. Only she: whoever else's name and secret these are is not signed in, so that nothing of hers
/// goes out under another name. A script gets 204 or a refusal; a form comes back with what it carries (<see cref="KeptForm"/>).
/// </summary>
public static class SignInAgain
{
    public const string Path = "/sign-in/again";

    public static void MapSignInAgain(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, Post).WithMetadata(new KeptForm()).WithName(nameof(SignInAgain));

    internal static async Task<IResult> Post(
        HttpContext http,
        ClaimsPrincipal user,
        SignInManager<Account> signIn,
        LeaveGuest guest,
        KeepProgress keep,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var username = form["username"].ToString().Trim();
        var owner = KeptForm.OwnerOf(form);

        var (result, account) = await CheckSecret.CheckAsync(signIn, username, form["secret"].ToString(), owner);
        if (!result.Succeeded || account is null)
        {
            return No(StatusCodes.Status422UnprocessableEntity, result.IsLockedOut ? "SignIn.Locked" : "SignIn.Wrong");
        }

        if (owner.Length > 0 && account.Id != owner)
        {
            return No(StatusCodes.Status409Conflict, "SignIn.SomebodyElse");
        }

        await guest.ForgoAsync(http, user);
        await keep.KeepAsync(account);
        http.User = await signIn.CreateUserPrincipalAsync(account);   // the page that follows is hers already
        return WantsJson(http.Request) ? TypedResults.NoContent() : KeptForm.Page(http, form);

        IResult No(int status, string code) => WantsJson(http.Request) ? Refuse(status, code) : KeptForm.Page(http, form, username, texts[code]);
    }
}
