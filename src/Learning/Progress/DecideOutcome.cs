using Learning.Authoring;
using Learning.Data;
using Learning.Enrolments;
using Learning.Events;
using Learning.Record;

namespace Learning.Progress;

/// <summary>
/// Folds new entries and results into what the learner has reached, and stores the outcome the rule gives, in the transaction that
/// keeps the entries.
/// </summary>
public sealed class DecideOutcome(LearningDb db, DomainEvents events) : IListen<EntriesRecorded>
{
    private const string OfEnrolment = """
        "LearnerId" = @0 AND "EnrolmentId" = @1
        """;

    private const string OfCourse = """
        "LearnerId" = @0 AND "CourseId" = @1
        """;

    /// <summary>The rule was asked again: something in her outcome may be new. It stands, with the results it was decided on.</summary>
    /// <param name="Passed">What was passed just now, with when she passed it last.</param>
    public sealed record OutcomeDecided(string CourseId, string LearnerId, IReadOnlyDictionary<string, DateTimeOffset> Passed, DateTimeOffset At) : IDomainEvent;

    public sealed record CourseCompleted(Guid EnrolmentId, string CourseId, string LearnerId, Guid RevisionId, DateTimeOffset At) : IDomainEvent;

    public async Task HearAsync(EntriesRecorded what, CancellationToken cancellation)
    {
        var (enrolment, revision, now) = what.Context;
        var outcomes = Rows<CourseOutcome>.Of(db);
        var known = (await outcomes.ReadAsync(db, OfEnrolment, cancellation, enrolment.LearnerId, enrolment.Id)).SingleOrDefault();
        var outcome = known ?? CourseOutcome.For(enrolment.Id, enrolment.CourseId, enrolment.LearnerId, enrolment.StartedAt);

        // Reviewing an old question is no place in the course to come back to.
        foreach (var entry in what.Entries.Where(e => e.Verb != Verb.Reviewed))
        {
            outcome.WasAt(entry.Activity, entry.Place, entry.At);
        }

        var isDecided = outcome.RevisionId == revision.Id;
        var completed = what.Entries.Where(e => e.Verb == Verb.Completed).ToArray();
        if (isDecided && completed.Length == 0 && what.Reports.Count == 0)
        {
            await outcomes.UpdateAsync(db, outcome, cancellation);
            return;
        }

        var (results, passed) = await ReachAsync(enrolment, completed, what.Reports, cancellation);
        var before = (outcome.Done, outcome.CompletedAt);
        var isNewlyComplete = outcome.Decide(CompletionRule.Decide(revision.Outline, results.Select(r => r.Reached)), revision.Id, now);
        await (known is null ? outcomes.InsertAsync(db, outcome, cancellation) : outcomes.UpdateAsync(db, outcome, cancellation));
        if (isNewlyComplete)
        {
            await events.PublishAsync(new CourseCompleted(enrolment.Id, enrolment.CourseId, enrolment.LearnerId, revision.Id, now), cancellation);
        }

        // A lesson that is read once more changes nothing, and whoever hears of outcomes has much to ask.
        if (!isDecided || what.Reports.Count > 0 || (outcome.Done, outcome.CompletedAt) != before)
        {
            await events.PublishAsync(new OutcomeDecided(enrolment.CourseId, enrolment.LearnerId, passed, now), cancellation);
        }
    }

    /// <summary>Folds into her results of the course what is new, and keeps those that it changes.</summary>
    /// <returns>All of them, and which were passed just now.</returns>
    private async Task<(IReadOnlyCollection<ActivityResult> Results, IReadOnlyDictionary<string, DateTimeOffset> Passed)> ReachAsync(
        Enrolment enrolment, IReadOnlyList<EntryDraft> completed, IReadOnlyList<ActivityReport> reports, CancellationToken cancellation)
    {
        var rows = Rows<ActivityResult>.Of(db);
        var results = (await rows.ReadAsync(db, OfCourse, cancellation, enrolment.LearnerId, enrolment.CourseId)).ToDictionary(r => r.ActivityId, StringComparer.Ordinal);
        var passed = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var activity in completed.Select(e => e.Activity).Concat(reports.Select(r => r.ActivityId)).Distinct(StringComparer.Ordinal))
        {
            var known = results.GetValueOrDefault(activity);
            var result = known ?? new ActivityResult(enrolment.LearnerId, enrolment.CourseId, activity);
            var before = result.Shown;
            foreach (var entry in completed.Where(e => e.Activity == activity))
            {
                result.Complete(entry.At);
            }

            foreach (var report in reports.Where(r => r.ActivityId == activity))
            {
                result.Add(report);
            }

            if (result.LastPassedAt is { } at && at != before.LastPassedAt)
            {
                passed.Add(activity, at);
            }

            results[activity] = result;
            if (known is null)
            {
                await rows.InsertAsync(db, result, cancellation);
            }
            else if (result.Shown != before)
            {
                await rows.UpdateAsync(db, result, cancellation);
            }
        }

        return (results.Values, passed);
    }
}
