using Learning.Assessment;
using Learning.Authoring;
using Learning.Data;
using Learning.Events;
using Learning.Questions;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Review;

/// <summary>
/// What she answered in quizzes comes back to her: an answer to a practice quiz when it is given, those to a test when it is handed in, since until
/// then she may change them.
/// </summary>
public sealed class NoteAnswers(LearningDb db) : IListen<EntriesRecorded>
{
    public async Task HearAsync(EntriesRecorded what, CancellationToken cancellation)
    {
        foreach (var entry in what.Entries)
        {
            if (entry is { Verb: Verb.Answered, Question: not null, Response: not null, Attempt: { } practice } && what.Context.Revision.Activity(entry.Activity)?.Kind == ActivityKind.Practice)
            {
                await NoteAsync(what.Context, practice, [(entry.Question, entry.Response)], entry.At, cancellation);
            }
            else if (entry is { Verb: Verb.Submitted, Attempt: { } attempt })
            {
                var learner = what.Context.Enrolment.LearnerId;
                var responses = await Rows<ItemResponse>.Of(db).ReadAsync(db, ItemResponse.OfAttempt, cancellation, learner, attempt);
                await NoteAsync(what.Context, attempt, [.. responses.Select(r => (r.QuestionId, r.Response))], entry.At, cancellation);
            }
        }
    }

    /// <summary>A question that is not in the course any more does not come back, nor one that has no right answer.</summary>
    private async Task NoteAsync(RecordContext context, Guid attempt, IReadOnlyList<(string QuestionId, Response Response)> answers, DateTimeOffset at, CancellationToken cancellation)
    {
        var (learner, course) = (context.Enrolment.LearnerId, context.Enrolment.CourseId);
        var keyed = answers.Where(a => context.Revision.Question(a.QuestionId) is { HasKey: true }).ToArray();
        var ids = keyed.Select(a => a.QuestionId).ToList();
        await db.ReviewCards.Where(c => c.LearnerId == learner && c.CourseId == course && ids.Contains(c.QuestionId)).LoadAsync(cancellation);
        foreach (var (questionId, response) in keyed)
        {
            var card = db.ReviewCards.Local.FindEntryUntyped([learner, course, questionId])?.Entity;   // perhaps of this transaction
            if (card is null)
            {
                card = new ReviewCard(learner, course, questionId);
                db.Add(card);
            }

            var seed = Draw.SeedOf(attempt, questionId);
            card.Answer(response, seed, context.Revision.Question(questionId)!.For(seed).Mark(response).IsRight, at, isReview: false);
        }
    }
}
