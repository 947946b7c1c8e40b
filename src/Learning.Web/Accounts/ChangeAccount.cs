using System.Security.Claims;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Accounts;

/// <summary>She changes her name, her secret or her e-mail address, each with a form of its own. Changing the secret signs other devices out.</summary>
public static class ChangeAccount
{
    public static void MapChangeAccount(this IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/account").RequireAuthorization();
        mine.MapGet("", Get).AllowCookieRedirect().WithName(nameof(ChangeAccount));
        mine.MapPost("/name", PostName).AllowCookieRedirect();
        mine.MapPost("/secret", PostSecret).AllowCookieRedirect();
        mine.MapPost("/email", PostEmail).AllowCookieRedirect();
    }

    internal static async Task<IResult> Get(
        ClaimsPrincipal user, UserManager<Account> accounts, SignInManager<Account> signIn, LearningOptions options, InterfaceTexts texts, string? changed)
    {
        if (await accounts.GetUserAsync(user) is { } account)
        {
            return Page(account, user, options, texts, changed is "name" or "secret" or "email" ? texts[$"Account.Changed.{changed}"] : null, []);
        }

        // The account is gone and the cookie is not: signed out, or the sign-in page would send her away as somebody who is signed in.
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect($"~{SignIn.Path}");
    }

    internal static async Task<IResult> PostName(
        HttpContext http,
        ClaimsPrincipal user,
        UserManager<Account> accounts,
        SignInManager<Account> signIn,
        KeepProgress keep,
        LearningOptions options,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        if (await accounts.GetUserAsync(user) is not { IsGuest: false } account)
        {
            return TypedResults.LocalRedirect("~/account");
        }

        var name = (await http.Request.ReadFormAsync(cancellation))["name"].ToString().Trim();
        var problems = Register.Problems(account.UserName!, name, "", texts).Where(p => p.Field == "name").ToArray();
        if (problems.Length > 0)
        {
            return Page(account, user, options, texts, null, problems);
        }

        account.DisplayName = name;
        if (await accounts.UpdateAsync(account) is { Succeeded: false } failed)
        {
            return Page(account, user, options, texts, null, [.. failed.Errors.Select(e => Register.Problem(e, texts))]);
        }

        await signIn.RefreshSignInAsync(account);
        await keep.KeepAsync(account);
        return TypedResults.LocalRedirect("~/account?changed=name");
    }

    internal static async Task<IResult> PostSecret(
        HttpContext http,
        ClaimsPrincipal user,
        UserManager<Account> accounts,
        SignInManager<Account> signIn,
        LearningOptions options,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        if (await accounts.GetUserAsync(user) is not { IsGuest: false } account)
        {
            return TypedResults.LocalRedirect("~/account");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var result = await accounts.ChangePasswordAsync(account, form["current"].ToString(), form["secret"].ToString());
        if (!result.Succeeded)
        {
            var problems = result.Errors.Select(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)
                ? new FieldProblem("current", texts["Account.WrongSecret"])
                : Register.Problem(e, texts)).Distinct().ToArray();
            return Page(account, user, options, texts, null, problems);
        }

        await signIn.RefreshSignInAsync(account);
        return TypedResults.LocalRedirect("~/account?changed=secret");
    }

    internal static async Task<IResult> PostEmail(
        HttpContext http,
        ClaimsPrincipal user,
        UserManager<Account> accounts,
        SignInManager<Account> signIn,
        KeepProgress keep,
        LearningOptions options,
        InterfaceTexts texts,
        CancellationToken cancellation)
    {
        if (await accounts.GetUserAsync(user) is not { IsGuest: false } account)
        {
            return TypedResults.LocalRedirect("~/account");
        }

        var email = (await http.Request.ReadFormAsync(cancellation))["email"].ToString().Trim();
        if (!Register.IsEmailOrEmpty(email))
        {
            return Page(account, user, options, texts, null, [new("email", texts["Register.NotAnEmail"])]);
        }

        if (await accounts.SetEmailAsync(account, email.Length == 0 ? null : email) is { Succeeded: false } failed)
        {
            return Page(account, user, options, texts, null, [.. failed.Errors.Select(e => Register.Problem(e, texts))]);
        }

        await signIn.RefreshSignInAsync(account);   // an address changes the security stamp, which would end this session
        await keep.KeepAsync(account);              // mail goes to the new one from now on
        return TypedResults.LocalRedirect("~/account?changed=email");
    }

    internal static View Page(Account account, ClaimsPrincipal user, LearningOptions options, InterfaceTexts texts, string? notice, IReadOnlyList<FieldProblem> problems) =>
        new("Accounts/Account", ModelOf(account, user, options, notice, problems), texts["Account.Title"])
        {
            Address = "/account",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            Shape = "form",
            Scripts = account.IsGuest ? ["scripts/leave.js"] : [],
        };

    private static AccountModel ModelOf(Account account, ClaimsPrincipal user, LearningOptions options, string? notice, IReadOnlyList<FieldProblem> problems) => new()
    {
        Username = account.IsGuest ? "" : account.UserName!,
        Name = account.DisplayName,
        Email = account.Email ?? "",
        IsGuest = account.IsGuest,
        RegisterPath = options.RegisterPath,
        AccountPath = options.AccountPath,
        SignOutPath = options.SignOutPath,
        PeoplePath = user.IsInRole(Roles.Administrator) ? ShowPeople.Path : null,
        Notice = notice,
        Problems = problems,
    };

    public sealed record AccountModel
    {
        public required string Username { get; init; }

        public required string Name { get; init; }

        public required string Email { get; init; }

        public required bool IsGuest { get; init; }

        public required string? RegisterPath { get; init; }

        public required string? AccountPath { get; init; }

        public required string? SignOutPath { get; init; }

        /// <summary>Where roles are given; null for those who do not give any.</summary>
        public required string? PeoplePath { get; init; }

        public required string? Notice { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }
    }
}
