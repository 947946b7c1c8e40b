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
                await NoteAsync(what.Context, practice, entry.Question, entry.Response, entry.At, cancellation);
            }
            else if (entry is { Verb: Verb.Submitted, Attempt: { } attempt })
            {
                var learner = what.Context.Enrolment.LearnerId;
                await db.ItemResponses.Where(r => r.LearnerId == learner && r.AttemptId == attempt).LoadAsync(cancellation);
                foreach (var response in db.ItemResponses.Local.Where(r => r.AttemptId == attempt).ToArray())
                {
                    await NoteAsync(what.Context, attempt, response.QuestionId, response.Response, entry.At, cancellation);
                }
            }
        }
    }

    /// <summary>A question that is not in the course any more does not come back, nor one that has no right answer.</summary>
    private async Task NoteAsync(RecordContext context, Guid attempt, string questionId, Response response, DateTimeOffset at, CancellationToken cancellation)
    {
        if (context.Revision.Question(questionId) is not { HasKey: true } question)
        {
            return;
        }

        var (learner, course) = (context.Enrolment.LearnerId, context.Enrolment.CourseId);
        var card = await db.ReviewCards.FindAsync([learner, course, questionId], cancellation);
        if (card is null)
        {
            card = new ReviewCard(learner, course, questionId);
            db.Add(card);
        }

        var seed = Draw.SeedOf(attempt, questionId);
        card.Answer(response, seed, question.For(seed).Mark(response).IsRight, at, isReview: false);
    }
}
