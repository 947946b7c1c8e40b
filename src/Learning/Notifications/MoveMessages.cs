using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>What came into the inbox of a guest is hers when she turns out to have an account.</summary>
public sealed class MoveMessages(LearningDb db) : IListen<ClaimGuest.GuestClaimed>
{
    public Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation) =>
        db.Messages.Where(m => m.LearnerId == what.GuestId).ExecuteUpdateAsync(set => set.SetProperty(m => m.LearnerId, what.LearnerId), cancellation);
}
