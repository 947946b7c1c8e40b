using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Study;

/// <summary>
/// She has one answer of a practice quiz checked without script. The form is that of the whole page: the one answer goes to the record, and the page comes back with what she typed elsewhere. An answer
/// that is missing or unclear stays in its field, with what is to be put right. Where her session has ended the form comes back to be sent again (<see cref="KeptForm"/>).
/// </summary>
public static class CheckAnswer
{
    private static readonly string[] Known = ["Record.Explained", "Record.HandedIn", "Record.IdTaken"];

    public static void MapCheckAnswer(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/learn/{slug}/{activity}", Post)
            .AllowAnonymous()   // asked below
            .WithMetadata(new PostRecord.BodyLimit(), PostRecord.Kept)
            .WithName($"Learning.{nameof(CheckAnswer)}");

    internal static async Task<IResult> Post(
        string slug,
        string activity,
        HttpContext http,
        ClaimsPrincipal user,
        LearningDb db,
        RevisionCache revisions,
        ReadAttempt readAttempt,
        RecordEntries record,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancellation) : null;
        if (form is null || user.LearnerIdOrNull is null)
        {
            return PostRecord.Kept.Answer(http, form);
        }

        if (RecordForm.Read(form, clock.GetUtcNow()) is not { Verb: Verb.Answered, Check: { } question } posted)
        {
            return Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        var said = new QuizSaid(question.Length == 0 ? "Quiz.PressCheck" : null) { Typed = posted.Answers, Question = question };
        if (question.Length > 0)
        {
            var problem = posted.Entries is [var entry] ? await UnclearAsync(entry, user.LearnerId, db, revisions, cancellation) : new UnclearAnswer("Quiz.ChooseFirst");
            if (problem is null)
            {
                var receipt = (await record.RecordAsync(user.LearnerId, posted.Entries, cancellation))[0];
                if (receipt.Status == ReceiptStatus.Refused && !Known.Contains(receipt.Code, StringComparer.Ordinal))
                {
                    return Refuse(receipt.HttpStatus, receipt.Code!);
                }

                if (posted.Answers.Count == 1)
                {
                    return TypedResults.LocalRedirect($"~{Addresses.Activity(slug, activity)}#q-{Uri.EscapeDataString(question)}");
                }
            }

            said = said with { Problem = problem };
        }

        db.ChangeTracker.Clear();
        return await ShowActivity.PageAsync(slug, activity, null, said, http, db, revisions, readAttempt, cancellation);
    }

    private static async Task<UnclearAnswer?> UnclearAsync(EntryDraft entry, string learnerId, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var attempt = entry.Attempt is { } id ? await db.Attempts.FirstOrDefaultAsync(a => a.LearnerId == learnerId && a.Id == id, cancellation) : null;
        var revisionId = attempt is not null ? attempt.RevisionId : await CurrentAsync(entry.Course, db, cancellation);
        var question = revisionId is { } known ? (await revisions.ForReaderAsync(db, known, cancellation)).Question(entry.Question!) : null;
        return question?.For(Draw.SeedOf(entry.Attempt ?? Guid.Empty, question.Id)).FindUnclear(entry.Response!);
    }

    private static async Task<Guid?> CurrentAsync(string course, LearningDb db, CancellationToken cancellation) =>
        await db.Courses.Where(c => c.Id == course || c.Slug == course).Select(c => (Guid?)c.CurrentRevisionId).FirstOrDefaultAsync(cancellation);
}
