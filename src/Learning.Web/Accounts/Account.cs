using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Accounts;

/// <summary>Somebody who can sign in, or a guest who cannot yet: a guest who registers keeps this same account and all she did.</summary>
public sealed class Account : IdentityUser
{
    public Account() => Id = Guid.CreateVersion7().ToString();

    /// <summary>The name for her certificate; empty: the sign-in name.</summary>
    public string DisplayName { get; set; } = "";

    public bool IsGuest { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }

    public static Account Guest(DateTimeOffset now)
    {
        var account = new Account { IsGuest = true, RegisteredAt = now };
        account.UserName = "guest-" + account.Id;
        return account;
    }
}
