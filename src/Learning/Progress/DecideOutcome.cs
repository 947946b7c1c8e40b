using Learning.Authoring;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Progress;

/// <summary>
/// Folds new entries and results into what the learner has reached, and stores the outcome the rule gives, in the transaction that
/// keeps the entries.
/// </summary>
public sealed class DecideOutcome(LearningDb db, ProgressQueries queries, DomainEvents events) : IListen<EntriesRecorded>
{
    /// <summary>The rule was asked again: something in her outcome may be new.</summary>
    public sealed record OutcomeDecided(string CourseId, string LearnerId, DateTimeOffset At) : IDomainEvent;

    public sealed record CourseCompleted(Guid EnrolmentId, string CourseId, string LearnerId, Guid RevisionId, DateTimeOffset At) : IDomainEvent;

    public async Task HearAsync(EntriesRecorded what, CancellationToken cancellation)
    {
        var (enrolment, revision, now) = what.Context;
        var outcome = await queries.OutcomeAsync(db, enrolment.LearnerId, enrolment.Id, cancellation) ?? db.CourseOutcomes.Local.FindEntry(enrolment.Id)?.Entity;   // perhaps not saved yet
        if (outcome is null)
        {
            outcome = CourseOutcome.For(enrolment.Id, enrolment.CourseId, enrolment.LearnerId, enrolment.StartedAt);
            db.Add(outcome);
        }

        // Reviewing an old question is no place in the course to come back to.
        foreach (var entry in what.Entries.Where(e => e.Verb != Verb.Reviewed))
        {
            outcome.WasAt(entry.Activity, entry.Place, entry.At);
        }

        var isDecided = outcome.RevisionId == revision.Id;
        var completed = what.Entries.Where(e => e.Verb == Verb.Completed).ToArray();
        if (isDecided && completed.Length == 0 && what.Reports.Count == 0)
        {
            return;
        }

        var results = await ResultsAsync(enrolment, cancellation);
        foreach (var entry in completed)
        {
            Result(results, enrolment, entry.Activity).Complete(entry.At);
        }

        foreach (var report in what.Reports)
        {
            Result(results, enrolment, report.ActivityId).Add(report);
        }

        var before = (outcome.Done, outcome.CompletedAt);
        var completion = CompletionRule.Decide(revision.Outline, results.Values.Select(r => r.Reached));
        if (outcome.Decide(completion, revision.Id, now))
        {
            await events.PublishAsync(new CourseCompleted(enrolment.Id, enrolment.CourseId, enrolment.LearnerId, revision.Id, now), cancellation);
        }

        // A lesson that is read once more changes nothing, and whoever hears of outcomes has much to ask.
        if (!isDecided || what.Reports.Count > 0 || (outcome.Done, outcome.CompletedAt) != before)
        {
            await events.PublishAsync(new OutcomeDecided(enrolment.CourseId, enrolment.LearnerId, now), cancellation);
        }
    }

    /// <summary>Those of this transaction too: a request may name one course by its id and by its address.</summary>
    private async Task<Dictionary<string, ActivityResult>> ResultsAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        await queries.LoadResultsAsync(db, enrolment.LearnerId, enrolment.CourseId, cancellation);
        return db.ChangeTracker.Entries<ActivityResult>()
            .Select(entry => entry.Entity)
            .Where(r => r.LearnerId == enrolment.LearnerId && r.CourseId == enrolment.CourseId)
            .ToDictionary(r => r.ActivityId);
    }

    private ActivityResult Result(Dictionary<string, ActivityResult> results, Enrolment enrolment, string activityId)
    {
        if (!results.TryGetValue(activityId, out var result))
        {
            result = new ActivityResult(enrolment.LearnerId, enrolment.CourseId, activityId);
            results.Add(activityId, result);
            db.Add(result);
        }

        return result;
    }
}
