using Learning.Accounts;
using Learning.Credentials;
using Learning.Data;
using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Accounts;

/// <summary>
/// Tells the library who an account belongs to, and has the certificates issued that she earned before it knew. Harmless to repeat; done after each registration and
/// each sign-in, so that what a broken connection interrupted is made good the next time.
/// </summary>
public sealed class KeepProgress(SignInManager<Account> signIn, LearningDb db, IssueCredential credentials, TimeProvider clock)
{
    public async Task KeepAsync(Account account)
    {
        var principal = await signIn.CreateUserPrincipalAsync(account);
        await db.WriteAsync(
            Turn.Of(account.Id),
            async () =>
            {
                await db.RememberLearnerAsync(principal, clock.GetUtcNow(), CancellationToken.None);
                return true;
            },
            CancellationToken.None);
        await credentials.IssueEarnedAsync(account.Id, CancellationToken.None);
    }
}
