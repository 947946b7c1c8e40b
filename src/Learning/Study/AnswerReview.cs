using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Record;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Study;

/// <summary>
/// She answers a question that has come back, and is led to its explanation. An answer that is missing or unclear stays in its field, with what is to be put right. Where her session has ended the form
/// comes back to be sent again (<see cref="KeptForm"/>).
/// </summary>
public static class AnswerReview
{
    public static void MapAnswerReview(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ShowReview.Path, Post)
            .AllowAnonymous()   // asked below
            .WithMetadata(new PostRecord.BodyLimit(), PostRecord.Kept)
            .WithName($"Learning.{nameof(AnswerReview)}");

    internal static async Task<IResult> Post(
        HttpContext http,
        ClaimsPrincipal user,
        LearningDb db,
        StudyQueries queries,
        RevisionCache revisions,
        RecordEntries record,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancellation) : null;
        if (form is null || user.LearnerIdOrNull is null)
        {
            return PostRecord.Kept.Answer(http, form);
        }

        if (RecordForm.Read(form, clock.GetUtcNow()) is not { Verb: Verb.Reviewed, Check: { Length: > 0 } question } posted)
        {
            return Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        var response = posted.Entries is [var entry] ? entry.Response! : Response.Empty;
        if (await ShowReview.UnclearAsync(question, response, user, db, queries, revisions, texts, clock, cancellation) is { } page)
        {
            return page;
        }

        var refused = (await record.RecordAsync(user.LearnerId, posted.Entries, cancellation)).FirstOrDefault(r => r.Status == ReceiptStatus.Refused);
        return refused is null ? TypedResults.LocalRedirect("~" + posted.Next) : Refuse(refused.HttpStatus, refused.Code!);
    }
}
