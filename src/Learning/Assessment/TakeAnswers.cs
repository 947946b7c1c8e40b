using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Learning.Assessment;

/// <summary>
/// Attempts, answers and hand-ins from the record. An answer to an attempt nobody has heard of begins it, so that it does not matter which
/// entry arrives first. A practice quiz is handed in by its last answer. Whether something came in time is decided by the clock of this server.
/// </summary>
public sealed class TakeAnswers(LearningDb db, RevisionCache revisions, ReadLimits readLimits, HandInAttempt handIn) : ITakeEntries
{
    private const string OfAnybody = """
        "Id" = @0
        """;

    private const string OfLearner = """
        "Id" = @0 AND "LearnerId" = @1
        """;

    private const string ToQuestion = $"""
        {ItemResponse.OfAttempt} AND "QuestionId" = @2
        """;

    public IReadOnlyCollection<Verb> Verbs { get; } = [Verb.Attempted, Verb.Answered, Verb.Submitted];

    public async Task<Taken> TakeAsync(EntryDraft entry, RecordContext context, CancellationToken cancellation)
    {
        var activity = context.Revision.Activity(entry.Activity)!;
        if (!activity.IsQuiz)
        {
            return Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.NotAQuiz");
        }

        var attemptId = entry.Attempt ?? (entry.Verb == Verb.Attempted ? entry.Id : Guid.Empty);
        if (attemptId.Version != (entry.Paper is null ? 7 : PaperId.Version))
        {
            return Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.NoAttempt");
        }

        var attempt = await FindAsync(context.Enrolment.LearnerId, attemptId, cancellation);
        if (attempt is null)
        {
            (attempt, var refusal) = entry.Paper is { } paper
                ? await BeginAsync(attemptId, activity, paper, entry.At, context, cancellation)
                : await BeginAsync(attemptId, activity, entry, context, cancellation);
            if (refusal is not null)
            {
                return Taken.Refused(StatusCodes.Status409Conflict, refusal);
            }
        }
        else if (attempt.LearnerId != context.Enrolment.LearnerId || attempt.CourseId != context.Enrolment.CourseId || attempt.ActivityId != entry.Activity)
        {
            return Taken.Refused(StatusCodes.Status404NotFound, "Record.NoAttempt");
        }

        if (attempt is null || entry.Verb == Verb.Attempted)
        {
            return Taken.Accepted;
        }

        if (!attempt.IsOpen)
        {
            return Taken.Refused(StatusCodes.Status409Conflict, "Record.HandedIn");
        }

        if (entry is { Verb: Verb.Submitted, IsUnconfirmed: true } && !(context.Now >= attempt.EndsAt) && await IsUnfinishedAsync(attempt, cancellation))
        {
            return Taken.Refused(StatusCodes.Status409Conflict, "Record.Unanswered");
        }

        return entry.Verb == Verb.Answered
            ? await AnswerAsync(entry, attempt, context, cancellation)
            : await HandInAsync(attempt, entry.At, cancellation);
    }

    /// <summary>Also one that this transaction has handed in, or somebody else's where that may be why the act runs again. Not tracked, unless it was handed in.</summary>
    private async Task<Attempt?> FindAsync(string learnerId, Guid id, CancellationToken cancellation)
    {
        if (db.Attempts.Local.FindEntry(id) is { } tracked)
        {
            return tracked.Entity;
        }

        var rows = Rows<Attempt>.Of(db);
        return (db.IsAgain ? await rows.ReadAsync(db, OfAnybody, cancellation, id) : await rows.ReadAsync(db, OfLearner, cancellation, id, learnerId)).SingleOrDefault();
    }

    private async Task<Taken> HandInAsync(Attempt attempt, DateTimeOffset at, CancellationToken cancellation)
    {
        if (db.Attempts.Local.FindEntry(attempt.Id) is null)
        {
            db.Attach(attempt);   // what it came to is saved with all that hangs on it
        }

        return Taken.With(await handIn.HandInAsync(attempt, at, cancellation));
    }

    /// <summary>A new attempt, or the name of the text that says why there is none. Neither where she only asked to begin and has one open: that one goes on.</summary>
    private async Task<(Attempt? Attempt, string? Refusal)> BeginAsync(
        Guid id, ActivityOutline activity, EntryDraft entry, RecordContext context, CancellationToken cancellation)
    {
        var (learnerId, courseId) = (context.Enrolment.LearnerId, context.Enrolment.CourseId);
        var limits = await readLimits.ForAsync(learnerId, courseId, activity, cancellation);
        if (activity.Kind != ActivityKind.Practice || limits.MostAttempts is not null)
        {
            var attempts = await readLimits.AttemptsAsync(learnerId, courseId, activity.Id, cancellation);
            if (entry.Verb == Verb.Attempted && attempts.Any(a => a.IsOpen && AttemptLimits.Counts(a.EndsAt, context.Now)))
            {
                return (null, null);
            }

            if (limits.RefusalAt(context.Now, attempts.Count) is { } refusal)
            {
                return (null, refusal);
            }
        }
        else if (limits.RefusalAt(context.Now, 0) is { } refusal)
        {
            return (null, refusal);
        }

        var questions = Draw.Questions(context.Revision.Quiz(activity.Id), context.Revision.Pool, id, activity.Rules.ShufflesQuestions);
        var attempt = Attempt.Begin(id, activity.Id, context, questions, entry.At, limits.EndOf(context.Now));
        await Rows<Attempt>.Of(db).InsertAsync(db, attempt, cancellation);
        return (attempt, null);
    }

    /// <summary>
    /// An attempt on paper: of the revision it was printed from, within what bounded her on the day it was written. No clock of this server runs for it, and an attempt that she has open is another one.
    /// </summary>
    private async Task<(Attempt? Attempt, string? Refusal)> BeginAsync(Guid id, ActivityOutline activity, Paper paper, DateTimeOffset at, RecordContext context, CancellationToken cancellation)
    {
        var (learnerId, courseId) = (context.Enrolment.LearnerId, context.Enrolment.CourseId);
        var limits = await readLimits.ForAsync(learnerId, courseId, activity, cancellation);
        var attempts = await readLimits.AttemptsAsync(learnerId, courseId, activity.Id, cancellation);
        if (limits.RefusalAt(at, attempts.Count) is { } refusal)
        {
            return (null, refusal);
        }

        var printed = await revisions.GetAsync(db, paper.RevisionId, cancellation);
        var questions = Draw.Questions(printed.Quiz(activity.Id), printed.Pool, id, printed.Activity(activity.Id)!.Rules.ShufflesQuestions);
        var attempt = Attempt.Begin(id, activity.Id, context with { Revision = printed }, questions, at, endsAt: null);
        await Rows<Attempt>.Of(db).InsertAsync(db, attempt, cancellation);
        return (attempt, null);
    }

    private async Task<Taken> AnswerAsync(EntryDraft entry, Attempt attempt, RecordContext context, CancellationToken cancellation)
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

        if (!AttemptLimits.Counts(attempt.EndsAt, context.Now))
        {
            return Taken.Refused(StatusCodes.Status409Conflict, "Record.TimeIsOver");
        }

        var revision = await revisions.GetAsync(db, attempt.RevisionId, cancellation);
        var isPractice = revision.Activity(attempt.ActivityId)!.Kind == ActivityKind.Practice;
        var rows = Rows<ItemResponse>.Of(db);
        var known = (await rows.ReadAsync(db, ToQuestion, cancellation, attempt.LearnerId, attempt.Id, entry.Question)).SingleOrDefault();
        if (known is not null && isPractice)
        {
            // Its explanation has been shown; another answer belongs to another attempt.
            return Taken.Refused(StatusCodes.Status409Conflict, "Record.Explained");
        }

        var given = known ?? new ItemResponse(attempt, entry.Question);
        given.Answer(entry.Response, entry.Id, entry.At);
        await (known is null ? rows.InsertAsync(db, given, cancellation) : rows.UpdateAsync(db, given, cancellation));

        return isPractice && await CountAnswersAsync(attempt, cancellation) == questions.Count
            ? await HandInAsync(attempt, entry.At, cancellation)
            : Taken.Accepted;
    }

    /// <summary>Whether an answer is missing, or cannot be meant as it stands.</summary>
    private async Task<bool> IsUnfinishedAsync(Attempt attempt, CancellationToken cancellation)
    {
        var responses = (await Rows<ItemResponse>.Of(db).ReadAsync(db, ItemResponse.OfAttempt, cancellation, attempt.LearnerId, attempt.Id)).ToDictionary(r => r.QuestionId, r => r.Response);
        var revision = await revisions.GetAsync(db, attempt.RevisionId, cancellation);
        return attempt.QuestionIds.Any(id => responses.GetValueOrDefault(id) is not { IsBlank: false } response
            || revision.Question(id)!.For(Draw.SeedOf(attempt.Id, id)).FindUnclear(response) is not null);
    }

    private async Task<int> CountAnswersAsync(Attempt attempt, CancellationToken cancellation) =>
        (await Rows<ItemResponse>.Of(db).ReadAsync(db, ItemResponse.OfAttempt, cancellation, attempt.LearnerId, attempt.Id)).Count;
}
