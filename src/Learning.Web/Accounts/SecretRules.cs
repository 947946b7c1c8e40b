using Learning.Texts;
using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Accounts;

/// <summary>
/// A secret is a password of at least ten characters or a PIN of six digits, easy to remember after a shift; the few PINs everybody tries are refused.
/// A PIN is short, so wrong ones lock the account for a while (<see cref="AccountsSetup"/>). No rule about kinds of characters (NIST SP 800-63B, 3.1.1.2).
/// </summary>
public sealed class SecretRules(InterfaceTexts texts) : IPasswordValidator<Account>
{
    public const int ShortestPassword = 10;
    public const int LongestPassword = 200;
    public const int PinDigits = 6;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var problem = Problem(password ?? "", user.UserName ?? "");
        return Task.FromResult(problem is null
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = problem, Description = texts[problem] }));
    }

    /// <summary>The name of the text that says what is wrong, or null.</summary>
    internal static string? Problem(string secret, string username)
    {
        if (secret.Length == PinDigits && secret.All(char.IsAsciiDigit))
        {
            return IsGuessable(secret) ? "Secret.GuessablePin" : null;
        }

        if (secret.Length is < ShortestPassword or > LongestPassword)
        {
            return "Secret.Length";
        }

        return secret.Distinct().Count() < 4 || (username.Length > 0 && secret.Contains(username, StringComparison.OrdinalIgnoreCase)) ? "Secret.Guessable" : null;
    }

    /// <summary>One digit, two digits or three digits repeated, and runs up or down.</summary>
    private static bool IsGuessable(string pin)
    {
        var steps = pin.Zip(pin.Skip(1), (a, b) => b - a).Distinct().ToArray();
        return steps is [0 or 1 or -1] || pin[..3] == pin[3..] || (pin[..2] == pin[2..4] && pin[..2] == pin[4..]);
    }
}
