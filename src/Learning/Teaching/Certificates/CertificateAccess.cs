using System.Security.Claims;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Credentials;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Teaching.Certificates;

/// <summary>Which certificates somebody may look after: those of learners she may teach, not her own; an administrator all, also of people who were forgotten.</summary>
public sealed class CertificateAccess(LearningDb db, CohortAccess access)
{
    public async Task<IQueryable<Credential>> OfAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await access.AdministersAsync(user))
        {
            return db.Credentials;
        }

        var taught = await access.TaughtAsync(user, db.Learners, cancellation);
        var me = user.LearnerId;
        return db.Credentials.Where(c => c.LearnerId != me && taught.Any(l => l.Id == c.LearnerId));
    }

    /// <summary>With its statuses; null where there is none for her.</summary>
    public async Task<Credential?> FindAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellation) =>
        await (await OfAsync(user, cancellation)).AsNoTracking().Include(c => c.Statuses).SingleOrDefaultAsync(c => c.Id == id, cancellation);

    public Task<bool> AdministersAsync(ClaimsPrincipal user) => access.AdministersAsync(user);
}
