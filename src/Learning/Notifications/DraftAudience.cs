using Learning.Accounts;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Reviewing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>Who has to do with a draft.</summary>
public sealed class DraftAudience(LearningDb db, IAccountBook accounts)
{
    /// <summary>Those who began it or changed a file of it.</summary>
    public async Task<IReadOnlyList<string>> WritersAsync(Draft draft, CancellationToken cancellation) =>
        [.. (await db.Set<DraftHand>().AsNoTracking().Where(h => h.DraftId == draft.Id).Select(h => h.EditorId).ToListAsync(cancellation)).Append(draft.BegunBy).Distinct(StringComparer.Ordinal)];

    /// <summary>Those who commented on it or decided about it.</summary>
    public async Task<IReadOnlyList<string>> ReadersAsync(Draft draft, CancellationToken cancellation)
    {
        var said = await db.Set<DraftComment>().AsNoTracking().Where(c => c.DraftId == draft.Id).Select(c => c.By).Distinct().ToListAsync(cancellation);
        var decided = await db.Set<DraftVerdict>().AsNoTracking().Where(v => v.DraftId == draft.Id).Select(v => v.By).Distinct().ToListAsync(cancellation);
        return [.. said.Union(decided, StringComparer.Ordinal)];
    }

    /// <summary>Those who may approve it or publish it.</summary>
    public async Task<IReadOnlyList<string>> DecidersAsync(CancellationToken cancellation) =>
        [.. (await accounts.HoldersAsync(Policies.Review, cancellation)).Union(await accounts.HoldersAsync(Policies.Publish, cancellation), StringComparer.Ordinal)];
}
