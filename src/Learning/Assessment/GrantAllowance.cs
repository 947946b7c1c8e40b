using Learning.Authoring;
using Learning.Data;

namespace Learning.Assessment;

/// <summary>
/// A facilitator allows one learner more than the rules of a quiz do, and says why. An attempt that is running gets its time at once.
/// </summary>
public sealed class GrantAllowance(LearningDb db, ReadLimits readLimits, TimeProvider clock)
{
    public Task GrantAsync(string learnerId, string courseId, ActivityOutline quiz, AllowanceWish.Granted granted, string by, CancellationToken cancellation) => db.WriteAsync(
        Turn.Of(learnerId),
        async () =>
        {
            db.Add(Allowance.Grant(learnerId, courseId, quiz.Id, granted.Minutes, granted.Attempts, granted.Until, granted.Reason, by, clock.GetUtcNow()));
            var limits = await readLimits.ForAsync(learnerId, courseId, quiz, cancellation);
            foreach (var attempt in (await readLimits.AttemptsAsync(learnerId, courseId, quiz.Id, cancellation)).Where(a => a.IsOpen))
            {
                attempt.EndAt(limits.EndOf(attempt.BeganAt));
            }

            return true;
        },
        cancellation);
}
