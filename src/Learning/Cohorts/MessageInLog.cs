using Learning.Data;

namespace Learning.Cohorts;

/// <summary>The log of a cohort keeps that its learners were written to, by whom and about what. The words themselves are in their inboxes.</summary>
public static class MessageInLog
{
    extension(LearningDb db)
    {
        /// <summary>Within a transaction of the caller's.</summary>
        /// <param name="cohortId">The cohort.</param>
        /// <param name="by">Who wrote.</param>
        /// <param name="now">When.</param>
        /// <param name="learnerId">To whom; null: to several.</param>
        /// <param name="subject">About what.</param>
        public void NoteMessage(Guid cohortId, string by, DateTimeOffset now, string? learnerId, string subject) =>
            db.Add(CohortLogEntry.Of(cohortId, CohortDeed.Messaged, by, now, learnerId, subject));
    }
}
