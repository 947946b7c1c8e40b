using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Learning.Cohorts;

/// <summary>
/// Which cohorts somebody may see and work with: those she facilitates, those of the organisations she looks after and of all below them; an administrator all. A cohort that is not hers is not
/// there for her, and the log says that she asked.
/// </summary>
public sealed partial class CohortAccess(LearningDb db, IAuthorizationService authorization, ILogger<CohortAccess> log)
{
    private const int FewCohorts = 100;
    private const int FewMembers = 5_000;

    /// <summary>For her: those cohorts and no others.</summary>
    public async Task<IQueryable<Cohort>> OfAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await AdministersAsync(user))
        {
            return db.Cohorts;
        }

        var me = user.LearnerId;
        var below = await OrganisationsAsync(me, cancellation);
        var facilitated = db.CohortFacilitators;
        return below.Count == 0
            ? db.Cohorts.Where(c => facilitated.Any(f => f.CohortId == c.Id && f.PersonId == me))
            : db.Cohorts.Where(c => facilitated.Any(f => f.CohortId == c.Id && f.PersonId == me) || (c.OrganisationId != null && below.Contains(c.OrganisationId.Value)));
    }

    /// <summary>A cohort to change or to read; null where there is none for her.</summary>
    public async Task<Cohort?> FindAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellation)
    {
        var found = await (await OfAsync(user, cancellation)).FirstOrDefaultAsync(c => c.Id == id, cancellation);
        if (found is null && await db.Cohorts.AnyAsync(c => c.Id == id, cancellation))
        {
            Refused(log, user.LearnerId, id);
        }

        return found;
    }

    /// <summary>A member, here now or withdrawn, of a cohort that is hers; null where there is none for her.</summary>
    public async Task<(Cohort Cohort, Member Member)?> FindMemberAsync(ClaimsPrincipal user, Guid id, string learnerId, CancellationToken cancellation) =>
        await FindAsync(user, id, cancellation) is { } cohort && await db.Members.FirstOrDefaultAsync(m => m.CohortId == id && m.LearnerId == learnerId, cancellation) is { } member
            ? (cohort, member)
            : null;

    /// <summary>The organisations under which she may make cohorts, in the order of the tree.</summary>
    public async Task<IReadOnlyList<Organisation>> OrganisationsAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        var all = await db.Organisations.AsNoTracking().ToListAsync(cancellation);
        if (!await AdministersAsync(user))
        {
            var mine = await OrganisationsAsync(user.LearnerId, cancellation);
            all.RemoveAll(o => !mine.Contains(o.Id));
        }

        return OrganisationTree.Ordered(all);
    }

    /// <summary>
    /// Those somebody may teach, of <paramref name="learners"/>: who is in a cohort of hers, and who is in none, for all who facilitate look after those. An administrator all.
    /// </summary>
    public async Task<IQueryable<Learner>> TaughtAsync(ClaimsPrincipal user, IQueryable<Learner> learners, CancellationToken cancellation) => (await TaughtAsync(user, cancellation))(learners);

    /// <summary>The same for any learners.</summary>
    public async Task<Func<IQueryable<Learner>, IQueryable<Learner>>> TaughtAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await AdministersAsync(user))
        {
            return learners => learners;
        }

        var (hers, members) = (await OfAsync(user, cancellation), db.Members);
        return learners => learners.Where(l => !members.Any(m => m.LearnerId == l.Id && m.WithdrawnAt == null) || members.Any(m => m.LearnerId == l.Id && m.WithdrawnAt == null && hers.Any(c => c.Id == m.CohortId)));
    }

    /// <summary>
    /// Ids of her cohorts where few enough people are in them that a page about all of a site begins with those, whatever the size of the site. Null: they are too many for that, so that a page finds some of them wherever it looks; or she administers.
    /// </summary>
    public async Task<IReadOnlyList<Guid>?> FewAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await AdministersAsync(user))
        {
            return null;
        }

        var ids = await (await OfAsync(user, cancellation)).OrderBy(c => c.Id).Select(c => c.Id).Take(FewCohorts + 1).ToListAsync(cancellation);
        return ids.Count <= FewCohorts && await db.Members.Where(m => ids.Contains(m.CohortId) && m.WithdrawnAt == null).OrderBy(m => m.CohortId).Take(FewMembers + 1).CountAsync(cancellation) <= FewMembers ? ids : null;
    }

    public async Task<bool> MayTeachAsync(ClaimsPrincipal user, string learnerId, CancellationToken cancellation) =>
        await (await TaughtAsync(user, db.Learners, cancellation)).AnyAsync(l => l.Id == learnerId, cancellation);

    public async Task<bool> AdministersAsync(ClaimsPrincipal user) => (await authorization.AuthorizeAsync(user, Policies.Administer)).Succeeded;

    /// <summary>Those somebody looks after, and all below them.</summary>
    private async Task<HashSet<Guid>> OrganisationsAsync(string personId, CancellationToken cancellation)
    {
        var stewards = db.Stewards;
        var paths = await db.Organisations.Where(o => stewards.Any(s => s.OrganisationId == o.Id && s.PersonId == personId)).Select(o => o.Path).ToListAsync(cancellation);
        var below = new HashSet<Guid>();
        foreach (var path in paths)
        {
            below.UnionWith(await db.Organisations.Where(o => o.Path.StartsWith(path)).Select(o => o.Id).ToListAsync(cancellation));
        }

        return below;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Person} asked for the cohort {Cohort}, which is not theirs; they were told that there is none.")]
    private static partial void Refused(ILogger log, string person, Guid cohort);
}
