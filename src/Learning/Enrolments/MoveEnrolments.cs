using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Enrolments;

/// <summary>A guest's enrolments become the learner's; where she is enrolled already, the guest's is withdrawn.</summary>
public sealed class MoveEnrolments(LearningDb db) : IListen<ClaimGuest.GuestClaimed>
{
    public async Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation)
    {
        var hers = await db.Enrolments.Where(e => e.LearnerId == what.LearnerId).ToDictionaryAsync(e => e.CourseId, cancellation);
        foreach (var guests in await db.Enrolments.Where(e => e.LearnerId == what.GuestId).ToListAsync(cancellation))
        {
            if (hers.TryGetValue(guests.CourseId, out var known))
            {
                known.Rejoin();
                guests.Withdraw(what.At);
            }
            else
            {
                guests.BelongTo(what.LearnerId);
            }
        }
    }
}
