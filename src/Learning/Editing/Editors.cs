using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing;

/// <summary>Who writes: names of editors, and who has a text open.</summary>
public sealed class Editors(LearningDb db, IAccountBook accounts, TimeProvider clock)
{
    /// <summary>Who was not heard of for so long has the text open no more.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromSeconds(60);

    /// <summary>Names by id; a person nobody knows any more is not among them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string?> ids, CancellationToken cancellation)
    {
        var asked = ids.OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var names = await db.Learners.AsNoTracking().Where(l => asked.Contains(l.Id) && l.Name != "").ToDictionaryAsync(l => l.Id, l => l.Name, cancellation);
        if (asked.Any(id => !names.ContainsKey(id)))
        {
            foreach (var (id, name) in await accounts.UserNamesAsync(asked, cancellation))
            {
                names.TryAdd(id, name);
            }
        }

        return names;
    }

    /// <summary>Somebody has a text open: that is noted, and who else has.</summary>
    /// <returns>The names of the others.</returns>
    public async Task<IReadOnlyList<string>> VisitAsync(Guid draftId, string path, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var (now, me) = (clock.GetUtcNow(), user.LearnerId);
        await db.WriteAsync(
            async () =>
            {
                await db.RememberLearnerAsync(user, now, cancellation);
                if (await db.Set<DraftVisit>().FindAsync([draftId, path, me], cancellation) is { } visit)
                {
                    visit.See(now);
                }
                else
                {
                    db.Add(new DraftVisit(draftId, path, me, now));
                }

                return true;
            },
            cancellation);
        return await OthersAsync(draftId, path, me, cancellation);
    }

    /// <summary>The names of those who have a text open, but for one person.</summary>
    public async Task<IReadOnlyList<string>> OthersAsync(Guid draftId, string path, string but, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Away;
        var others = await db.Set<DraftVisit>().AsNoTracking().Where(v => v.DraftId == draftId && v.Path == path && v.EditorId != but)
            .Select(v => new { v.EditorId, v.SeenAt }).ToListAsync(cancellation);
        var there = others.Where(v => v.SeenAt > since).Select(v => v.EditorId).ToList();
        return [.. (await NamesAsync(there, cancellation)).Values.Order(StringComparer.CurrentCulture)];
    }

    /// <summary>Those who are in any text of a draft now, by draft.</summary>
    public async Task<ILookup<Guid, string>> AtWorkAsync(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Away;
        var visits = await db.Set<DraftVisit>().AsNoTracking().Select(v => new { v.DraftId, v.EditorId, v.SeenAt }).ToListAsync(cancellation);
        var there = visits.Where(v => v.SeenAt > since).Select(v => (v.DraftId, v.EditorId)).Distinct().ToList();
        var names = await NamesAsync(there.Select(v => v.EditorId), cancellation);
        return there.Where(v => names.ContainsKey(v.EditorId)).ToLookup(v => v.DraftId, v => names[v.EditorId]);
    }
}
