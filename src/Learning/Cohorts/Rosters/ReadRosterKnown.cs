using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Rosters;

/// <summary>Asks the site what it knows of the people of a list, some hundreds at a time.</summary>
public sealed class ReadRosterKnown(LearningDb db, IAccountBook book, TimeProvider clock)
{
    private const int AtOnce = 500;

    internal async Task<RosterKnown> ReadAsync(Guid cohortId, IReadOnlyList<RosterRow> rows, CancellationToken cancellation)
    {
        var learners = db.Learners;
        var members = await db.Members.AsNoTracking().Where(m => m.CohortId == cohortId)
            .Select(m => new { m.LearnerId, IsIn = m.WithdrawnAt == null, Name = learners.Where(l => l.Id == m.LearnerId).Select(l => l.Name).FirstOrDefault() ?? "" }).ToListAsync(cancellation);
        var mails = rows.Where(r => r is { Fault: null, Mail.Length: > 0 }).Select(r => r.Mail).Distinct().ToArray();
        var known = new List<(string Mail, string Id)>();
        var (invited, cameIn) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var some in mails.Chunk(AtOnce))
        {
            known.AddRange((await learners.AsNoTracking().Where(l => !l.IsGuest && l.Email != null && some.Contains(l.Email)).Select(l => new { l.Email, l.Id }).ToListAsync(cancellation)).Select(l => (l.Email!, l.Id)));
            foreach (var one in await db.Invitations.AsNoTracking().Where(i => i.CohortId == cohortId && some.Contains(i.Address)).ToListAsync(cancellation))
            {
                if (one.LearnerId is { } who)
                {
                    cameIn[one.Address] = who;
                }
                else if (one.IsOpenAt(clock.GetUtcNow()))
                {
                    invited.Add(one.Address);
                }
            }
        }

        return new()
        {
            Members = members.ToDictionary(m => m.LearnerId, m => m.IsIn, StringComparer.Ordinal),
            MemberNames = members.ToLookup(m => RosterRow.KeyOf(m.Name), m => m.LearnerId, StringComparer.Ordinal),
            Mails = known.ToLookup(k => k.Mail, k => k.Id, StringComparer.Ordinal),
            CameIn = cameIn,
            Invited = invited,
            UserNames = await UserNamesAsync(rows, cancellation),
            MakesAccounts = book.MakesAccounts,
            UserNameProblem = book.Problem,
        };
    }

    /// <summary>Those in the list, and those that would be made of its names; with their numbers only where the first is taken or wanted twice.</summary>
    private async Task<IReadOnlyDictionary<string, string>> UserNamesAsync(IReadOnlyList<RosterRow> rows, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var made = rows.Where(r => r is { Fault: null, UserName.Length: 0, Mail.Length: 0 }).Select(r => RosterUserNames.Of(r.Name)).Where(n => n.Length > 0).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());
        await FindAsync(rows.Where(r => r.Fault is null && r.UserName.Length > 0).Select(r => r.UserName).Concat(made.Keys), found, cancellation);
        var given = rows.Select(r => r.UserName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await FindAsync(
            made.Where(m => m.Value > 1 || found.ContainsKey(m.Key) || given.Contains(m.Key)).SelectMany(m => Enumerable.Range(2, RosterUserNames.MostAlike - 1).Select(place => RosterUserNames.Numbered(m.Key, place))), found, cancellation);
        return found;
    }

    private async Task FindAsync(IEnumerable<string> names, Dictionary<string, string> found, CancellationToken cancellation)
    {
        foreach (var some in names.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(AtOnce))
        {
            foreach (var (name, id) in await book.FindAsync(some, cancellation))
            {
                found[name] = id;
            }
        }
    }
}
