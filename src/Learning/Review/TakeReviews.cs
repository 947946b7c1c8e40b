using Learning.Data;
using Learning.Record;
using Microsoft.AspNetCore.Http;

namespace Learning.Review;

/// <summary>Answers given in review, from the record. They change no quiz and no result, only when the question comes back.</summary>
public sealed class TakeReviews(LearningDb db) : ITakeEntries
{
    public IReadOnlyCollection<Verb> Verbs { get; } = [Verb.Reviewed];

    public async Task<Taken> TakeAsync(EntryDraft entry, RecordContext context, CancellationToken cancellation)
    {
        if (entry.Question is null
            || context.Revision.Question(entry.Question) is not { } question
            || await db.ReviewCards.FindAsync([context.Enrolment.LearnerId, context.Enrolment.CourseId, entry.Question], cancellation) is not { } card)
        {
            return Taken.Refused(StatusCodes.Status404NotFound, "Record.NoSuchQuestion");
        }

        if (entry.Response is null or { IsBlank: true })
        {
            return Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.NoAnswer");
        }

        if (card.DueAt > entry.At)
        {
            // Its explanation has just been shown; answering it again at once would only repeat what stands there.
            return Taken.Refused(StatusCodes.Status409Conflict, "Record.NotDue");
        }

        var seed = card.NextSeed;
        card.Answer(entry.Response, seed, question.For(seed).Mark(entry.Response).IsRight, entry.At, isReview: true);
        return Taken.Accepted;
    }
}
