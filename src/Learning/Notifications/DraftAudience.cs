using Learning.Accounts;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Reviewing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>Who has to do with a draft, or with a course as one of its writers.</summary>
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
        [.. (await accounts.HoldersAsync(Policies.Review, cancellation) ?? []).Union(await accounts.HoldersAsync(Policies.Publish, cancellation) ?? [], StringComparer.Ordinal)];

    /// <summary>Those who had a hand in any draft of a course, who commented on one or decided about one.</summary>
    public async Task<IReadOnlyList<string>> OfCourseAsync(string courseId, CancellationToken cancellation)
    {
        var drafts = db.Drafts.AsNoTracking().Where(d => d.CourseId == courseId);
        var begun = await drafts.Select(d => d.BegunBy).Distinct().ToListAsync(cancellation);
        var hands = await db.Set<DraftHand>().AsNoTracking().Where(h => drafts.Any(d => d.Id == h.DraftId)).Select(h => h.EditorId).Distinct().ToListAsync(cancellation);
        var said = await db.Set<DraftComment>().AsNoTracking().Where(c => drafts.Any(d => d.Id == c.DraftId)).Select(c => c.By).Distinct().ToListAsync(cancellation);
        var decided = await db.Set<DraftVerdict>().AsNoTracking().Where(v => drafts.Any(d => d.Id == v.DraftId)).Select(v => v.By).Distinct().ToListAsync(cancellation);
        return [.. begun.Concat(hands).Concat(said).Concat(decided).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Of these, in order and each once, those who may still write, review or publish; whoever may not any more hears nothing. All of them where the host cannot say.</summary>
    public async Task<IReadOnlyList<string>> StillAsync(IEnumerable<string> people, CancellationToken cancellation)
    {
        var asked = people.Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (asked.Count == 0 || await accounts.HoldersAsync(Policies.Author, cancellation) is not { } writers)
        {
            return asked;
        }

        var may = writers.Concat(await DecidersAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        return [.. asked.Where(may.Contains)];
    }
}
