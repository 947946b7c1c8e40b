using System.Security.Claims;
using Learning.Accounts;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Accounts;

/// <summary>
/// Somebody makes an account: a user name and a secret; a name for the certificate and an e-mail address if she likes. A guest who registers keeps
/// her account, and with it her progress and the certificates she has earned.
/// </summary>
public static class Register
{
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/register", Get).WithName(nameof(Register));
        routes.MapPost("/register", Post);
    }

    internal static IResult Get(ClaimsPrincipal user, LearningOptions options, InterfaceTexts texts, string? returnUrl) =>
        user.LearnerIdOrNull is not null && !user.IsGuest
            ? TypedResults.LocalRedirect("~/my")
            : Page(new RegisterModel("", "", "", ReturnUrl.OrMy(returnUrl), options.SignInPath, user.IsGuest, []), texts);

    internal static async Task<IResult> Post(
        HttpContext http,
        ClaimsPrincipal user,
        UserManager<Account> accounts,
        SignInManager<Account> signIn,
        KeepProgress keep,
        LearningOptions options,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var username = form["username"].ToString().Trim();
        var name = form["name"].ToString().Trim();
        var email = form["email"].ToString().Trim();
        var returnUrl = ReturnUrl.OrMy(form["return_url"]);

        var problems = Problems(username, name, email, texts);
        if (SecretRules.Problem(form["secret"].ToString(), username) is { } weak)
        {
            problems = [.. problems, new("secret", texts[weak])];
        }

        // A cookie may still say guest where the account has been registered since: that one is not made again.
        var guest = user.IsGuest ? await accounts.GetUserAsync(user) : null;
        var isUpgrade = guest is { IsGuest: true };
        var account = isUpgrade ? guest! : new Account();

        if (problems.Count == 0)
        {
            account.UserName = username;
            account.DisplayName = name;
            account.Email = email.Length == 0 ? null : email;
            account.IsGuest = false;
            account.RegisteredAt = clock.GetUtcNow();
            var secret = form["secret"].ToString();
            var made = await UnlessTakenAsync(accounts, account, () => isUpgrade ? UpgradeAsync(accounts, account, secret) : accounts.CreateAsync(account, secret));
            problems = [.. made.Errors.Select(e => Problem(e, texts)).Distinct()];
        }

        if (problems.Count > 0)
        {
            return Page(new RegisterModel(username, name, email, returnUrl, options.SignInPath, user.IsGuest, problems), texts, StatusCodes.Status422UnprocessableEntity);
        }

        await accounts.AddToRoleAsync(account, Roles.Learner);
        await signIn.SignInAsync(account, isPersistent: true);
        await keep.KeepAsync(account);
        return TypedResults.LocalRedirect(returnUrl);
    }

    /// <summary>Somebody may take the name between looking whether it is free and saving: the unique rule of the database says so, and she is told as if she had come later.</summary>
    private static async Task<IdentityResult> UnlessTakenAsync(UserManager<Account> accounts, Account account, Func<Task<IdentityResult>> save)
    {
        try
        {
            return await save();
        }
        catch (DbUpdateException)
        {
            if (await accounts.FindByNameAsync(account.UserName!) is { } other && other.Id != account.Id)
            {
                return IdentityResult.Failed(accounts.ErrorDescriber.DuplicateUserName(account.UserName!));
            }

            throw;
        }
    }

    /// <summary>The secret first: where it is refused, the guest stays a guest.</summary>
    private static async Task<IdentityResult> UpgradeAsync(UserManager<Account> accounts, Account account, string secret)
    {
        foreach (var validator in accounts.PasswordValidators)
        {
            var valid = await validator.ValidateAsync(accounts, account, secret);
            if (!valid.Succeeded)
            {
                return valid;
            }
        }

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, secret);
        account.SecurityStamp = Guid.NewGuid().ToString();
        return await accounts.UpdateAsync(account);
    }

    internal static IReadOnlyList<FieldProblem> Problems(string username, string name, string email, InterfaceTexts texts)
    {
        var problems = new List<FieldProblem>();
        if (UserNameRules.Problem(username) is { } problem)
        {
            problems.Add(new("username", texts[problem]));
        }

        if (name.Length > Learner.LongestName || name.Any(char.IsControl))
        {
            problems.Add(new("name", texts["Register.NameTooLong"]));
        }

        if (!IsEmailOrEmpty(email))
        {
            problems.Add(new("email", texts["Register.NotAnEmail"]));
        }

        return problems;
    }

    internal static bool IsEmailOrEmpty(string email) =>
        email.Length == 0 || (email.Length <= Learner.LongestEmail && System.Net.Mail.MailAddress.TryCreate(email, out var address) && address.Address == email);

    internal static FieldProblem Problem(IdentityError error, InterfaceTexts texts) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => new("username", texts["UserName.Taken"]),
        nameof(IdentityErrorDescriber.InvalidUserName) => new("username", texts["UserName.Characters"]),
        _ when error.Code.StartsWith("Secret.", StringComparison.Ordinal) => new("secret", error.Description),
        _ when error.Code.StartsWith("Password", StringComparison.Ordinal) => new("secret", texts["Secret.Length"]),
        _ => new("", texts["Account.NotSaved"]),   // the account was changed meanwhile, for one
    };

    private static View Page(RegisterModel model, InterfaceTexts texts, int status = StatusCodes.Status200OK) =>
        new("Accounts/Register", model, texts["Register.Title"]) { Status = status, Shape = "form" };

    public sealed record RegisterModel(
        string Username, string Name, string Email, string ReturnUrl, string? SignInPath, bool IsGuest, IReadOnlyList<FieldProblem> Problems);
}
