using System.Globalization;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Reviewing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// The writers of a draft, and who commented on it too, hear that something was said of it: when nobody has said more for five minutes, or half an hour after the first word at the latest, so that ten comments are one
/// message. Nobody hears of her own, nor whoever may not write any more. The key names the last comment that was told: what comes later is another message, and a second node tells nothing again.
/// </summary>
public sealed class TellComments(LearningDb db, DraftAudience audience, DraftTitle titles, PostMessage post, TimeProvider clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AtLatest = TimeSpan.FromMinutes(30);

    /// <summary>What is older than this was told, or its time is over.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(2);

    /// <summary>How many were told.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var told = 0;
        var since = clock.GetUtcNow() - Reach;
        foreach (var draft in await db.Drafts.AsNoTracking().Where(d => d.OpenCourseId != null || d.ClosedAt > since).OrderBy(d => d.Id).ToListAsync(cancellation))
        {
            told += await db.WriteAsync(() => TellAsync(draft, cancellation), cancellation);
            db.ChangeTracker.Clear();
        }

        return told;
    }

    private async Task<int> TellAsync(Draft draft, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var all = await db.Set<DraftComment>().AsNoTracking().Where(c => c.DraftId == draft.Id).Select(c => new { c.By, c.At }).ToListAsync(cancellation);
        var recent = all.Where(c => c.At > now - Reach).OrderBy(c => c.At).ToList();
        if (recent.Count == 0)
        {
            return 0;
        }

        var prefix = $"draft Said {draft.Id:D} ";
        var keys = await db.Messages.AsNoTracking().Where(m => m.Topic == Topic.Draft && m.Key.StartsWith(prefix)).Select(m => new { m.LearnerId, m.Key }).ToListAsync(cancellation);
        var until = keys.GroupBy(k => k.LearnerId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(k => TicksOf(k.Key, prefix)), StringComparer.Ordinal);
        var (title, letters) = (await titles.OfAsync(draft, cancellation), new List<Letter>());
        foreach (var person in await audience.StillAsync((await audience.WritersAsync(draft, cancellation)).Concat(all.Select(c => c.By)), cancellation))
        {
            var fresh = recent.Where(c => c.By != person && c.At.UtcTicks > until.GetValueOrDefault(person)).ToList();
            if (fresh.Count == 0 || (fresh[^1].At > now - Quiet && fresh[0].At > now - AtLatest))
            {
                continue;
            }

            var by = fresh.Select(c => c.By).Distinct().ToList() is [var one] ? await titles.NameAsync(one, cancellation) : "";
            letters.Add(new Letter
            {
                Topic = Topic.Draft,
                LearnerId = person,
                Key = string.Create(CultureInfo.InvariantCulture, $"{prefix}{fresh[^1].At.UtcTicks:D19} {person}"),
                Words = new TellDraft.DraftWords("Said", title, by, "", 0),
                Href = $"/drafts/{draft.Id:D}/review",
            });
        }

        return (await post.PostAsync(letters, cancellation)).Messages;
    }

    private static long TicksOf(string key, string prefix) => long.Parse(key.AsSpan(prefix.Length, 19), NumberStyles.None, CultureInfo.InvariantCulture);
}
