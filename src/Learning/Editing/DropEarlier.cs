using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing;

/// <summary>
/// Lets go of what the files of drafts held for a while and hold no more. It stays for those who write from it, for a comparison with what a translation was made from, and for an upload that waits for its choices; a text saves
/// itself every few seconds, so not for ever.
/// </summary>
public sealed class DropEarlier(LearningDb db, TimeProvider clock)
{
    public static readonly TimeSpan Keeps = TimeSpan.FromDays(14);

    public Task RunOnceAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - Keeps;
        return db.WriteAsync(
            () => db.Set<DraftBytes>().Where(b => b.KeptAt < before && !db.Set<DraftFile>().Any(f => f.DraftId == b.DraftId && f.Hash == b.Hash)).ExecuteDeleteAsync(cancellation),
            cancellation);
    }
}
