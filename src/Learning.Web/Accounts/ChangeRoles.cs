using System.Security.Claims;
using Learning.Accounts;
using Learning.Texts;
using Microsoft.AspNetCore.Identity;
using static Learning.Theming.Refusals;

namespace Learning.Web.Accounts;

/// <summary>
/// An administrator says which roles somebody has (<c>role</c>, once for each): those are given, the others are taken. Refused where it would leave the site without an administrator. Her own
/// roles hold at once, those of others within a minute.
/// </summary>
public static class ChangeRoles
{
    public static void MapChangeRoles(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ShowPeople.Path + "/{id}/roles", Post).RequireAuthorization(Policies.Administer).AllowCookieRedirect().WithName(nameof(ChangeRoles));

    internal static async Task<IResult> Post(
        string id,
        HttpContext http,
        ClaimsPrincipal user,
        UserManager<Account> accounts,
        SignInManager<Account> signIn,
        AssignRoles roles,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        if (await accounts.FindByIdAsync(id) is not { IsGuest: false } account)
        {
            return NotThere("People.NotThere");
        }

        var wanted = Roles.Given.Where(role => form["role"].Contains(role)).ToArray();
        if (await roles.ChangeAsync(account, wanted, [.. Roles.Given.Except(wanted)], cancellation) is { } problem)
        {
            return ShowPeople.Person(account, wanted, [new("role", texts[problem])], false, texts);
        }

        if (account.Id == user.LearnerId)
        {
            await signIn.RefreshSignInAsync(account);
        }

        return TypedResults.LocalRedirect(account.Id == user.LearnerId && !wanted.Contains(Roles.Administrator) ? "~/account" : $"~{ShowPeople.Path}/{account.Id}?saved=yes");
    }
}
