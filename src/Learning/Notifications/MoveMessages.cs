using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>What came into the inbox of a guest is hers when she turns out to have an account.</summary>
public sealed class MoveMessages(LearningDb db) : IListen<ClaimGuest.GuestClaimed>
{
    public async Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation) =>
        await db.GiveAsync(what.LearnerId, await db.Messages.Where(m => m.LearnerId == what.GuestId).ToListAsync(cancellation), cancellation);
}
