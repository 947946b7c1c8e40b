using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;
using Learning.Questions;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>
/// An attempt that was handed in is marked again, since an essay was read or a key corrected. What it was stays in its history, and Progress hears what counts now: a
/// better result may complete a course, a worse one takes nothing away.
/// </summary>
public sealed class ReviseResult(LearningDb db, RevisionCache revisions, MarkAttempt marking, ReadLimits readLimits, DomainEvents events)
{
    /// <summary>What it would come to with a decision that is being thought about. Changes nothing.</summary>
    public async Task<AttemptResult> PreviewAsync(Attempt attempt, KeyCorrection correction, CancellationToken cancellation)
    {
        var responses = await db.ItemResponses.AsNoTracking().Where(r => r.LearnerId == attempt.LearnerId && r.AttemptId == attempt.Id).ToDictionaryAsync(r => r.QuestionId, r => r.Response, cancellation);
        return await marking.ResultAsync(attempt, await marking.MarkAsync(attempt, responses, cancellation, correction), cancellation);
    }

    /// <summary>Within a transaction of the caller's. The attempt is one of this context.</summary>
    public async Task ReviseAsync(Attempt attempt, Guid causeId, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var responses = await db.ItemResponses.AsNoTracking().Where(r => r.LearnerId == attempt.LearnerId && r.AttemptId == attempt.Id).ToDictionaryAsync(r => r.QuestionId, r => r.Response, cancellation);
        var result = await marking.ResultAsync(attempt, await marking.MarkAsync(attempt, responses, cancellation), cancellation);
        if (result == new AttemptResult(attempt.Score, attempt.Passed, attempt.AwaitsGrading))
        {
            return;
        }

        if (result.Score != attempt.Score || result.Passed != attempt.Passed)
        {
            db.Add(ScoreChange.Of(attempt, result, causeId, reason, now));
        }

        attempt.Mark(result);
        await ReportAsync(attempt, now, cancellation);
    }

    private async Task ReportAsync(Attempt attempt, DateTimeOffset now, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.FirstOrDefaultAsync(e => e.LearnerId == attempt.LearnerId && e.CourseId == attempt.CourseId, cancellation);
        if (enrolment is not { IsActive: true })
        {
            return;
        }

        var currentId = await db.Courses.Where(c => c.Id == attempt.CourseId).Select(c => c.CurrentRevisionId).SingleAsync(cancellation);
        var revision = await revisions.GetAsync(db, currentId, cancellation);
        var attempts = await readLimits.AttemptsAsync(attempt.LearnerId, attempt.CourseId, attempt.ActivityId, cancellation);
        var counts = revision.Activity(attempt.ActivityId)?.Rules.Counts ?? Counting.Best;
        var counting = Scoring.Counting([.. attempts.Where(a => !a.IsOpen)], counts);
        var report = new ActivityReport(attempt.ActivityId, counting.Score, counting.Passed, counting.SubmittedAt ?? now) { IsTry = false, Replaces = true };
        await events.PublishAsync(new EntriesRecorded(new RecordContext(enrolment, revision, now), [], [report]), cancellation);
    }
}
