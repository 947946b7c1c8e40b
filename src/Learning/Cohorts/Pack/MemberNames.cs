using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Pack;

/// <summary>Somebody of a cohort, as a list for a hall names her.</summary>
public sealed record NamedMember(string LearnerId, string Name);

/// <summary>Who is in a cohort now, by name: so many that paper and a page can bear it.</summary>
public static class MemberNames
{
    /// <summary>A hall holds fewer.</summary>
    public const int Most = 200;

    private const int Telling = 4;

    extension(LearningDb db)
    {
        /// <param name="cohortId">The cohort.</param>
        /// <param name="part">A part of the name; empty: everybody.</param>
        /// <param name="texts">What a guest is called.</param>
        /// <param name="cancellation">Ends it.</param>
        /// <returns>At most <see cref="Most"/>, and how many there are.</returns>
        public async Task<(IReadOnlyList<NamedMember> Members, int Total)> NamedMembersAsync(Guid cohortId, string part, InterfaceTexts texts, CancellationToken cancellation)
        {
            var members = db.Members;
            var learners = db.Learners.AsNoTracking().Where(l => members.Any(m => m.CohortId == cohortId && m.LearnerId == l.Id && m.WithdrawnAt == null));
            if (part.Length > 0)
            {
                var like = "%" + part.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%";
                learners = learners.Where(l => EF.Functions.Like(l.Name, like));
            }

            var total = await learners.CountAsync(cancellation);
            var named = await learners.OrderBy(l => l.IsGuest).ThenBy(l => l.Name).ThenBy(l => l.Id).Take(Most).Select(l => new { l.Id, l.Name, l.IsGuest }).ToListAsync(cancellation);
            return ([.. named.Select(l => new NamedMember(l.Id, NameOf(l.Id, l.Name, l.IsGuest, texts)))], total);
        }

        /// <summary>Null where she is not in it now.</summary>
        public async Task<NamedMember?> NamedMemberAsync(Guid cohortId, string learnerId, InterfaceTexts texts, CancellationToken cancellation)
        {
            var members = db.Members;
            var learner = await db.Learners.AsNoTracking()
                .FirstOrDefaultAsync(l => l.Id == learnerId && members.Any(m => m.CohortId == cohortId && m.LearnerId == learnerId && m.WithdrawnAt == null), cancellation);
            return learner is null ? null : new(learner.Id, NameOf(learner.Id, learner.Name, learner.IsGuest, texts));
        }
    }

    private static string NameOf(string id, string name, bool isGuest, InterfaceTexts texts) =>
        isGuest ? texts["Grading.Guest", id[^Math.Min(Telling, id.Length)..].ToUpperInvariant()] : name;
}
