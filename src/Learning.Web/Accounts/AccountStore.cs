using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Accounts;

/// <summary>
/// Accounts in the database. Where the connection broke after PostgreSQL had saved one and before it could say so, saving is asked for again and refused, as if somebody else had been first. Each time it is saved an account has a stamp of its own: if that is the one
/// that is there, it was this very saving, and all that was saved with it, that was done.
/// </summary>
internal sealed class AccountStore(SiteDb db, IdentityErrorDescriber describer) : UserStore<Account, IdentityRole, SiteDb>(db, describer)
{
    public override Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken = default) => UnlessDoneAsync(user, () => base.CreateAsync(user, cancellationToken), cancellationToken);

    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default) => UnlessDoneAsync(user, () => base.UpdateAsync(user, cancellationToken), cancellationToken);

    public override async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken = default)
    {
        var deleted = await base.DeleteAsync(user, cancellationToken);
        return deleted.Succeeded || await Context.Users.AsNoTracking().AnyAsync(a => a.Id == user.Id, cancellationToken) ? deleted : IdentityResult.Success;
    }

    private async Task<IdentityResult> UnlessDoneAsync(Account user, Func<Task<IdentityResult>> save, CancellationToken cancellation)
    {
        try
        {
            var saved = await save();
            return saved.Succeeded || !await IsThereAsync(user, cancellation) ? saved : IdentityResult.Success;
        }
        catch (DbUpdateException)
        {
            if (await IsThereAsync(user, cancellation))
            {
                return IdentityResult.Success;
            }

            throw;
        }
    }

    private async Task<bool> IsThereAsync(Account user, CancellationToken cancellation)
    {
        var isThere = await Context.Users.AsNoTracking().AnyAsync(a => a.Id == user.Id && a.ConcurrencyStamp == user.ConcurrencyStamp, cancellation);
        if (isThere)
        {
            Context.ChangeTracker.AcceptAllChanges();   // else the next saving would bring it again
        }

        return isThere;
    }
}
