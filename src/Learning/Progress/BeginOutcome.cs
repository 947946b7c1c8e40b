using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;

namespace Learning.Progress;

/// <summary>An enrolment has an outcome from its first moment: nothing done, so many minutes left.</summary>
public sealed class BeginOutcome(LearningDb db, RevisionCache revisions) : IListen<Enrol.LearnerEnrolled>
{
    public async Task HearAsync(Enrol.LearnerEnrolled what, CancellationToken cancellation)
    {
        var course = (await db.Courses.FindAsync([what.CourseId], cancellation))!;
        var revision = await revisions.GetAsync(db, course.CurrentRevisionId, cancellation);
        var outcome = CourseOutcome.For(what.EnrolmentId, what.CourseId, what.LearnerId, what.At);
        outcome.Decide(CompletionRule.Decide(revision.Outline, []), revision.Id, what.At);
        db.Add(outcome);
    }
}
