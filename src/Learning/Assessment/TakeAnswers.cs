using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>
/// Attempts, answers and hand-ins from the record. An answer to an attempt nobody has heard of begins it, so that it does not matter which
/// entry arrives first. A practice quiz is handed in by its last answer.
/// </summary>
public sealed class TakeAnswers(LearningDb db, RevisionCache revisions) : ITakeEntries
{
    public IReadOnlyCollection<Verb> Verbs { get; } = [Verb.Attempted, Verb.Answered, Verb.Submitted];

    public async Task<Taken> TakeAsync(EntryDraft entry, RecordContext context, CancellationToken cancellation)
    {
        var activity = context.Revision.Activity(entry.Activity)!;
        if (!activity.IsQuiz)
        {
            return Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.NotAQuiz");
        }

        var attemptId = entry.Attempt ?? (entry.Verb == Verb.Attempted ? entry.Id : Guid.Empty);
        if (attemptId.Version != 7)
        {
            return Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.NoAttempt");
        }

        var attempt = await db.Attempts.FindAsync([attemptId], cancellation);
        if (attempt is null)
        {
            attempt = Begin(attemptId, entry, context);
        }
        else if (attempt.LearnerId != context.Enrolment.LearnerId || attempt.CourseId != context.Enrolment.CourseId || attempt.ActivityId != entry.Activity)
        {
            return Taken.Refused(StatusCodes.Status404NotFound, "Record.NoAttempt");
        }

        if (entry.Verb == Verb.Attempted)
        {
            return Taken.Accepted;
        }

        if (!attempt.IsOpen)
        {
            return Taken.Refused(StatusCodes.Status409Conflict, "Record.HandedIn");
        }

        var revision = await revisions.GetAsync(db, attempt.RevisionId, cancellation);
        return entry.Verb == Verb.Answered
            ? await AnswerAsync(entry, attempt, revision, cancellation)
            : await HandInAsync(entry, attempt, revision, cancellation);
    }

    private Attempt Begin(Guid attemptId, EntryDraft entry, RecordContext context)
    {
        var questions = Draw.Questions(context.Revision.Quiz(entry.Activity), context.Revision.Pool, attemptId);
        var attempt = Attempt.Begin(attemptId, entry.Activity, context, questions, entry.At);
        db.Add(attempt);
        return attempt;
    }

    private async Task<Taken> AnswerAsync(EntryDraft entry, Attempt attempt, Revision revision, CancellationToken cancellation)
    {
        var questions = attempt.QuestionIds;
        if (entry.Question is null || !questions.Contains(entry.Question))
        {
            return Taken.Refused(StatusCodes.Status404NotFound, "Record.NoSuchQuestion");
        }

        if (entry.Response is null or { IsBlank: true })
        {
            return Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.NoAnswer");
        }

        var isPractice = revision.Activity(attempt.ActivityId)!.Kind == ActivityKind.Practice;
        var given = await db.ItemResponses.FindAsync([attempt.Id, entry.Question], cancellation);
        if (given is not null && isPractice)
        {
            // Its explanation has been shown; another answer belongs to another attempt.
            return Taken.Refused(StatusCodes.Status409Conflict, "Record.Explained");
        }

        if (given is null)
        {
            given = new ItemResponse(attempt.Id, entry.Question);
            db.Add(given);
        }

        given.Answer(entry.Response, entry.Id, entry.At);

        return isPractice && await CountAnswersAsync(attempt, cancellation) == questions.Count
            ? await HandInAsync(entry, attempt, revision, cancellation)
            : Taken.Accepted;
    }

    private async Task<Taken> HandInAsync(EntryDraft entry, Attempt attempt, Revision revision, CancellationToken cancellation)
    {
        await db.ItemResponses.Where(r => r.AttemptId == attempt.Id).LoadAsync(cancellation);
        var responses = db.ItemResponses.Local.Where(r => r.AttemptId == attempt.Id).ToDictionary(r => r.QuestionId, r => r.Response);
        var score = Scoring.Total(attempt.QuestionIds.Select(id => revision.Question(id)!.For(Draw.SeedOf(attempt.Id, id))), responses);
        var passed = score.Reaches(revision.Activity(attempt.ActivityId)!.Pass);
        attempt.HandIn(score, passed, entry.At);
        return Taken.With(new ActivityReport(attempt.ActivityId, score, passed, entry.At));
    }

    private async Task<int> CountAnswersAsync(Attempt attempt, CancellationToken cancellation)
    {
        await db.ItemResponses.Where(r => r.AttemptId == attempt.Id).LoadAsync(cancellation);
        return db.ItemResponses.Local.Count(r => r.AttemptId == attempt.Id);
    }
}
