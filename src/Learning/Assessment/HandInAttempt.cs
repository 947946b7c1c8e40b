using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>An attempt is handed in: it is marked, and what it came to is reported to Progress.</summary>
public sealed class HandInAttempt(LearningDb db, RevisionCache revisions, MarkAttempt marking, ReadLimits readLimits)
{
    /// <summary>What there is to report: the quiz's own result, and after a pre-test the lessons she knows. <paramref name="at"/> is when she handed in.</summary>
    public async Task<IReadOnlyList<ActivityReport>> HandInAsync(Attempt attempt, DateTimeOffset at, CancellationToken cancellation)
    {
        var responses = (await Rows<ItemResponse>.Of(db).ReadAsync(db, ItemResponse.OfAttempt, cancellation, attempt.LearnerId, attempt.Id)).ToDictionary(r => r.QuestionId, r => r.Response);
        var questions = await marking.MarkAsync(attempt, responses, cancellation);
        var result = await marking.ResultAsync(attempt, questions, cancellation);
        attempt.HandIn(result, attempt.EndsAt is { } end && at > end ? end : at);

        var revision = await revisions.GetAsync(db, attempt.RevisionId, cancellation);
        var activity = revision.Activity(attempt.ActivityId)!;
        var own = await CountingAsync(attempt, activity.Rules.Counts, cancellation);
        return activity.Kind == ActivityKind.PreTest
            ? [own, .. Scoring.KnownLessons(revision.Outline, questions, activity.Pass).Select(lesson => new ActivityReport(lesson, Score.None, Passed: true, at) { IsTry = false })]
            : [own];
    }

    /// <summary>What counts for her now, with this attempt among the others.</summary>
    private async Task<ActivityReport> CountingAsync(Attempt attempt, Counting counts, CancellationToken cancellation)
    {
        if (counts == Counting.Best)
        {
            return new(attempt.ActivityId, attempt.Score, attempt.Passed, attempt.SubmittedAt!.Value);
        }

        var attempts = await readLimits.AttemptsAsync(attempt.LearnerId, attempt.CourseId, attempt.ActivityId, cancellation);
        var counting = Scoring.Counting([.. attempts.Where(a => !a.IsOpen)], counts);
        return new(attempt.ActivityId, counting.Score, counting.Passed, counting.SubmittedAt!.Value) { Replaces = true };
    }
}
