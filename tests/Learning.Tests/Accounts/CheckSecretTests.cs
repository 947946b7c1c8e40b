using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Learning.Tests.Accounts;

[NeedsDatabase]
public sealed class CheckSecretTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task A_name_nobody_has_costs_as_many_hashes_as_a_wrong_secret()
    {
        await site.SignedInAs("somebody");

        Assert.Equal(1, await HashesFor("somebody"));
        Assert.Equal(1, await HashesFor("nobody-at-all"));
        Assert.Equal(1, await HashesFor(""));
    }

    [Fact]
    public async Task So_does_the_name_of_a_guest()
    {
        var guest = Account.Guest(DateTimeOffset.UnixEpoch);
        await site.With<UserManager<Account>, IdentityResult>(accounts => accounts.CreateAsync(guest));

        Assert.Equal(1, await HashesFor(guest.UserName!));
    }

    private Task<int> HashesFor(string username) => site.With<SignInManager<Account>, int>(async signIn =>
    {
        var counting = new CountingHasher(signIn.UserManager.PasswordHasher);
        signIn.UserManager.PasswordHasher = counting;
        var (result, _) = await CheckSecret.CheckAsync(signIn, username, "wrong wrong wrong");
        Assert.False(result.Succeeded);
        return counting.Hashes;
    });

    /// <summary>Each of its answers takes one derivation of a key, and that is what takes the time.</summary>
    private sealed class CountingHasher(IPasswordHasher<Account> real) : IPasswordHasher<Account>
    {
        public int Hashes { get; private set; }

        public string HashPassword(Account user, string password)
        {
            Hashes++;
            return real.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Hashes++;
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
