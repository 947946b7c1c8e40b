using System.Data.Common;
using System.Text.Json;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Progress;
using Learning.Record;

namespace Learning.Web.Generating;

/// <summary>Writes one learner after the other, with all the rows her way through the course would have left.</summary>
internal sealed class GeneratedRows : IDisposable
{
    private static readonly string[] Regions = ["North", "South", "East", "West", "Capital", "Coast", "Islands"];
    private static readonly string[] Unions = ["Transport Union", "Teachers Union", "Health Union", "Metal Union", "Domestic Workers Union", "Dock Branch 9"];

    private readonly List<BulkInsert> _all = [];
    private readonly Revision _revision;
    private readonly Random _chance;
    private readonly bool _isWhole;
    private readonly BulkInsert _learners;
    private readonly BulkInsert _profiles;
    private readonly BulkInsert _enrolments;
    private readonly BulkInsert _outcomes;
    private readonly BulkInsert _results;
    private readonly BulkInsert _attempts;
    private readonly BulkInsert _answers;
    private readonly BulkInsert _entries;
    private readonly BulkInsert _credentials;
    private readonly BulkInsert _statuses;
    private readonly BulkInsert _members;
    private readonly BulkInsert _concessions;
    private readonly BulkInsert _attendances;

    /// <param name="isWhole">Whether all that everybody did stands in her record.</param>
    public GeneratedRows(DbConnection connection, Revision revision, Random chance, bool isWhole)
    {
        (_revision, _chance, _isWhole) = (revision, chance, isWhole);
        _learners = Into("Learner", "Id", "Name", "IsGuest", "Language", "FirstSeenAt");
        _profiles = Into("LearnerProfiles", "LearnerId", "Region", "Organisation", "Sex", "ToldAt");
        _enrolments = Into("Enrolment", "Id", "CourseId", "LearnerId", "StartedWithRevisionId", "StartedAt");
        _outcomes = Into("CourseOutcome", "EnrolmentId", "LearnerId", "CourseId", "RevisionId", "Percent", "MinutesLeft", "DoneCount", "RequiredCount", "Done", "CompletedAt", "CompletedRevisionId", "LastActivityId", "LastAt");
        _results = Into("ActivityResult", "LearnerId", "CourseId", "ActivityId", "DoneAt", "PassedAt", "Tries", "BestNumerator", "BestDenominator", "BestMax");
        _attempts = Into("Attempt", "Id", "LearnerId", "CourseId", "ActivityId", "RevisionId", "Questions", "StartedAt", "BeganAt", "SubmittedAt", "RawNumerator", "RawDenominator", "Max", "Passed", "AwaitsGrading");
        _answers = Into("ItemResponse", "LearnerId", "AttemptId", "QuestionId", "Values", "AnsweredAt", "EntryId");
        _entries = Into("Entry", "Id", "LearnerId", "CourseId", "ActivityId", "Verb", "AttemptId", "QuestionId", "Detail", "KeptBy", "RevisionId", "At", "ReceivedAt");
        _credentials = Into("Credential", "Id", "CourseId", "LearnerId", "HolderName", "CourseTitle", "Language", "Hours", "Level", "Competences", "RevisionNumber", "IssuedAt");
        _statuses = Into("CredentialStatuses", "CredentialId");
        _members = Into("Members", "Id", "CohortId", "LearnerId", "JoinedBy", "JoinedAt", "WithdrawnAt", "LastAt", "Percent", "DoneCount", "RequiredCount", "FinishedAt", "NextDueAt", "FailingAt", "FailedTries", "Modules");
        _concessions = Into("Concessions", "Id", "CohortId", "LearnerId", "Module", "Kind", "Until", "Reason", "GrantedBy", "GrantedAt");
        _attendances = Into("Attendances", "MeetingId", "LearnerId", "Presence", "EntryId", "TakenBy", "TakenAt");

        BulkInsert Into(string table, params string[] columns)
        {
            var rows = new BulkInsert(connection, table, columns);
            _all.Add(rows);
            return rows;
        }
    }

    private string Course => _revision.Outline.Id;

    public void Within(DbTransaction transaction) => _all.ForEach(rows => rows.Within(transaction));

    public void Flush() => _all.ForEach(rows => rows.Flush());

    public void Dispose() => _all.ForEach(rows => rows.Dispose());

    /// <summary>Somebody who takes the course; in the cohort where there is one, and otherwise without entries of the record.</summary>
    public void Write(string id, GeneratedWork work, DateTimeOffset from, GeneratedCohort? cohort)
    {
        var name = MadeUpName.Of(_chance);
        _learners.Add(id, name, false, Learning.Texts.InterfaceTexts.Languages[_chance.Next(4)], from);
        if (_chance.NextDouble() < 0.7)
        {
            _profiles.Add(id, Told(Regions, 0.85), Told(Unions, 0.7), _chance.NextDouble() < 0.8 ? (Sex)_chance.Next(2) : null, from);
        }

        var completion = CompletionRule.Decide(_revision.Outline, work.Results.Select(r => r.Reached));
        var completedAt = completion.IsComplete ? work.LastAt : null;
        var enrolment = BulkIds.New(from, _chance);
        _enrolments.Add(enrolment, Course, id, _revision.Id, from);
        _outcomes.Add(enrolment, id, Course, _revision.Id, completion.Percent, completion.MinutesLeft, completion.DoneCount, completion.Required.Count, string.Join(' ', completion.Done.Select(a => a.Id)), completedAt, completedAt is null ? null : _revision.Id, work.Results.Count == 0 ? null : work.Results[^1].ActivityId, work.LastAt ?? from);
        foreach (var result in work.Results)
        {
            _results.Add(id, Course, result.ActivityId, result.DoneAt, result.PassedAt, result.Tries, result.Best.Raw.Numerator, result.Best.Raw.Denominator, result.Best.Max);
        }

        foreach (var attempt in work.Attempts)
        {
            Write(id, attempt);
        }

        if (completedAt is { } issued)
        {
            var credential = BulkIds.New(issued, _chance);
            _credentials.Add(credential, Course, id, name, _revision.Outline.Title, _revision.Outline.Language, _revision.Outline.Hours, _revision.Outline.Level, JsonSerializer.Serialize(_revision.Outline.Objectives.Select(o => o.Text)), _revision.Number, issued);
            _statuses.Add(credential);
        }

        if (_isWhole || cohort is not null)
        {
            Record(id, work);
        }

        if (cohort is not null)
        {
            Join(id, work, completion, completedAt, from, cohort);
        }
    }

    private string Told(string[] some, double share) => _chance.NextDouble() < share ? some[Math.Min(_chance.Next(some.Length), _chance.Next(some.Length))] : "";

    private void Write(string id, GeneratedAttempt attempt)
    {
        _attempts.Add(attempt.Id, id, Course, attempt.ActivityId, _revision.Id, string.Join(' ', attempt.Questions), attempt.StartedAt, attempt.StartedAt, attempt.SubmittedAt, attempt.Score.Raw.Numerator, attempt.Score.Raw.Denominator, attempt.Score.Max, attempt.Passed, attempt.AwaitsGrading);
        var at = attempt.StartedAt;
        foreach (var (question, answer) in attempt.Questions.Zip(attempt.Answers).Where(a => !a.Second.IsBlank))
        {
            at = at.AddSeconds(10 + _chance.Next(40));
            var (entry, values) = (BulkIds.New(at, _chance), JsonSerializer.Serialize(answer.Values));
            _answers.Add(id, attempt.Id, question, values, at, entry);
            if (_isWhole)
            {
                _entries.Add(entry, id, Course, attempt.ActivityId, Verb.Answered, attempt.Id, question, values, null, _revision.Id, at, at);
            }
        }
    }

    /// <summary>That she completed lessons and handed attempts in; the whole record has too what she opened and began.</summary>
    private void Record(string id, GeneratedWork work)
    {
        foreach (var lesson in work.Results.Where(r => r.Tries == 0))
        {
            if (_isWhole)
            {
                Enter(BulkIds.New(lesson.DoneAt.AddMinutes(-4), _chance), lesson.ActivityId, Verb.Opened, null, lesson.DoneAt.AddMinutes(-4));
            }

            Enter(BulkIds.New(lesson.DoneAt, _chance), lesson.ActivityId, Verb.Completed, null, lesson.DoneAt);
        }

        foreach (var attempt in work.Attempts)
        {
            if (_isWhole)
            {
                Enter(attempt.Id, attempt.ActivityId, Verb.Attempted, null, attempt.StartedAt);
            }

            Enter(BulkIds.New(attempt.SubmittedAt, _chance), attempt.ActivityId, Verb.Submitted, attempt.Id, attempt.SubmittedAt);
        }

        void Enter(Guid entry, string activity, Verb verb, Guid? attempt, DateTimeOffset at) => _entries.Add(entry, id, Course, activity, verb, attempt, null, null, null, _revision.Id, at, at);
    }

    private void Join(string id, GeneratedWork work, Completion completion, DateTimeOffset? completedAt, DateTimeOffset from, GeneratedCohort cohort)
    {
        var tries = work.Results.Where(r => r.PassedAt is null && r.Tries >= StandingRule.TriesThatWorry).ToDictionary(r => r.ActivityId, r => r.Tries);
        var courseWork = new CourseWork(_revision.Outline, completion.Done.Select(a => a.Id).ToHashSet(), completedAt, work.LastAt, tries);
        var standing = StandingRule.Decide([courseWork], cohort.Calendar, [], from);
        DateTimeOffset? withdrawn = _chance.NextDouble() < 0.01 ? (work.LastAt ?? from).AddDays(1) : null;
        _members.Add(BulkIds.New(from, _chance), cohort.Id, id, JoinedBy.Roster, from, withdrawn, standing.LastAt, standing.Percent, standing.DoneCount, standing.RequiredCount, standing.FinishedAt, standing.NextDueAt, standing.FailingAt, standing.FailedTries, ModuleStanding.Write(standing.Modules));
        if (_chance.NextDouble() < 0.02)
        {
            var last = cohort.Calendar.Due.MaxBy(d => d.Value);
            _concessions.Add(BulkIds.New(from, _chance), cohort.Id, id, $"{last.Key.Course}/{last.Key.Module}", ConcessionKind.Extension, last.Value.AddDays(14), "Night shifts", "", from);
        }

        foreach (var (meeting, startsAt) in cohort.Meetings.Where(m => m.StartsAt < cohort.Calendar.EndOf(cohort.StartsOn.AddDays(56))))
        {
            if (_chance.NextDouble() < 0.95)
            {
                var presence = _chance.NextDouble() switch { < 0.75 => Presence.Present, < 0.95 => Presence.Absent, _ => Presence.Excused };
                var entry = BulkIds.New(startsAt, _chance);
                _entries.Add(entry, id, Course, meeting.ToString(), Verb.Attended, null, null, presence, "", _revision.Id, startsAt, startsAt);
                _attendances.Add(meeting, id, presence, entry, "", startsAt);
            }
        }
    }
}
