using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Enrolments;

/// <summary>Where a guest is enrolled, so is the learner, if she is not already; the guest's own enrolment is withdrawn.</summary>
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
            }
            else
            {
                db.Add(guests.CopyFor(what.LearnerId, what.At));
            }

            guests.Withdraw(what.At);
        }

        await db.SaveChangesAsync(cancellation);   // others ask where she is enrolled
    }
}
