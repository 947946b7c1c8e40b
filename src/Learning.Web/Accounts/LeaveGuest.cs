using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Enrolments;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Accounts;

/// <summary>
/// Somebody stops being the guest of this browser: she signs in to an account, with what was done here or without it, or she leaves. Whether she is a guest is asked
/// of the database: a cookie may be older than a registration.
/// </summary>
public sealed class LeaveGuest(SignInManager<Account> signIn, ClaimGuest claim, LearningDb db)
{
    /// <summary>Whether there is something to bring, and so something to ask.</summary>
    public async Task<bool> HasStudiedAsync(ClaimsPrincipal user, CancellationToken cancellation) =>
        await GuestAsync(user) is { } guest && await db.Enrolments.AnyAsync(e => e.LearnerId == guest.Id && e.WithdrawnAt == null, cancellation);

    /// <summary>
    /// She says that it was she: what she did as a guest becomes hers, and the guest's account goes. Not under the request's cancellation, since half of it would be
    /// worse than none.
    /// </summary>
    public async Task BringAsync(HttpContext http, ClaimsPrincipal user, Account account)
    {
        if (await GuestAsync(user) is { } guest)
        {
            await claim.ClaimAsync(guest.Id, await signIn.CreateUserPrincipalAsync(account), CancellationToken.None);
            await signIn.UserManager.DeleteAsync(guest);
            GuestJournal.Move(http, guest.Id, account.Id);
        }
    }

    /// <summary>It was somebody else, or she gives it up: nobody gets what was done.</summary>
    public async Task ForgoAsync(HttpContext http, ClaimsPrincipal user)
    {
        if (await GuestAsync(user) is { } guest)
        {
            GuestJournal.Drop(http, guest.Id);
        }
    }

    private async Task<Account?> GuestAsync(ClaimsPrincipal user) =>
        user.IsGuest && await signIn.UserManager.FindByIdAsync(user.LearnerId) is { IsGuest: true } guest ? guest : null;
}
