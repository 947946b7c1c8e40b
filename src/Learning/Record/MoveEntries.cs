using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Record;

/// <summary>A guest's entries become the learner's: whose they are is the one thing about an entry that can turn out differently.</summary>
public sealed class MoveEntries(LearningDb db) : IListen<ClaimGuest.GuestClaimed>
{
    public async Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation) =>
        await db.GiveAsync(what.LearnerId, await db.Entries.Where(e => e.LearnerId == what.GuestId).ToListAsync(cancellation), cancellation);
}
