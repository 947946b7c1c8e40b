using Learning.Accounts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Review;

/// <summary>A guest's questions come back to the learner; of two cards for one question the one answered later stays.</summary>
public sealed class MoveReviews(LearningDb db) : IListen<ClaimGuest.GuestClaimed>
{
    public async Task HearAsync(ClaimGuest.GuestClaimed what, CancellationToken cancellation)
    {
        var hers = await db.ReviewCards.Where(c => c.LearnerId == what.LearnerId).ToDictionaryAsync(c => (c.CourseId, c.QuestionId), cancellation);
        foreach (var card in await db.ReviewCards.Where(c => c.LearnerId == what.GuestId).ToListAsync(cancellation))
        {
            db.Remove(card);
            if (hers.TryGetValue((card.CourseId, card.QuestionId), out var known))
            {
                if (known.AnsweredAt >= card.AnsweredAt)
                {
                    continue;
                }

                db.Remove(known);
                await db.SaveChangesAsync(cancellation);   // its place has to be free
            }

            db.Add(card.CopyFor(what.LearnerId));
        }
    }
}
