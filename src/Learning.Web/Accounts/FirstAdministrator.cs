using System.Security.Cryptography;
using System.Text;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using static Learning.Theming.Refusals;

namespace Learning.Web.Accounts;

/// <summary>
/// The site's first administrator. While there is none, each start prints a new link; whoever opens it chooses a user name and a secret, once.
/// Only a hash of the link's token is kept.
/// </summary>
public static class FirstAdministrator
{
    public static void MapFirstAdministrator(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", Get).WithName(nameof(FirstAdministrator));
        routes.MapPost("/setup", Post);
    }

    /// <summary>The path of a fresh link, or null where there is an administrator already.</summary>
    public static async Task<string?> NewLinkAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (await StoredState.HasAnyoneAsync(services.GetRequiredService<LearningDatabase>(), Roles.Administrator, cancellation))
        {
            return null;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await services.GetRequiredService<SiteSettings>().WriteAsync(SiteSetting.SetupTokenHash, Hash(token), cancellation);
        return $"/setup?token={token}";
    }

    internal static IResult Get(string? token, SiteSettings settings, InterfaceTexts texts) =>
        IsValid(token, settings) ? Page(token!, "", [], texts) : NotThere("Setup.LinkUsed");

    internal static async Task<IResult> Post(
        HttpContext http, UserManager<Account> accounts, SignInManager<Account> signIn, SiteSettings settings, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var token = form["setup_token"].ToString();
        if (!IsValid(token, settings))
        {
            return NotThere("Setup.LinkUsed");
        }

        var username = form["username"].ToString().Trim();
        var problems = Register.Problems(username, "", "", texts);
        if (SecretRules.Problem(form["secret"].ToString(), username) is { } weak)
        {
            problems = [.. problems, new("secret", texts[weak])];
        }

        if (problems.Count > 0)
        {
            return Page(token, username, problems, texts);
        }

        // Taken before the account is made, so that two who post at once cannot both become the first.
        if (!await settings.TakeAsync(SiteSetting.SetupTokenHash, Hash(token), cancellation))
        {
            return NotThere("Setup.LinkUsed");
        }

        var account = new Account { UserName = username, RegisteredAt = clock.GetUtcNow() };
        var made = await accounts.CreateAsync(account, form["secret"].ToString());
        if (!made.Succeeded)
        {
            await settings.WriteAsync(SiteSetting.SetupTokenHash, Hash(token), cancellation);
            return Page(token, username, [.. made.Errors.Select(e => Register.Problem(e, texts)).Distinct()], texts);
        }

        await accounts.AddToRolesAsync(account, [Roles.Learner, Roles.Administrator]);
        await signIn.SignInAsync(account, isPersistent: true);
        return TypedResults.LocalRedirect("~/");
    }

    private static bool IsValid(string? token, SiteSettings settings) =>
        token is { Length: > 0 and < 200 } && settings[SiteSetting.SetupTokenHash] is { } hash
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(token)));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static View Page(string token, string username, IReadOnlyList<FieldProblem> problems, InterfaceTexts texts) =>
        new("Accounts/FirstAdministrator", new FirstAdministratorModel(token, username, problems), texts["Setup.Title"])
        {
            Address = $"/setup?token={Uri.EscapeDataString(token)}",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            Shape = "form",
        };

    public sealed record FirstAdministratorModel(string TokenValue, string Username, IReadOnlyList<FieldProblem> Problems);
}
