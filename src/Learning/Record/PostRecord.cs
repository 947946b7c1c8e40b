using System.IO.Pipelines;
using System.Security.Claims;
using System.Text.Json;
using Learning.Accounts;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Learning.Theming.Refusals;

namespace Learning.Record;

/// <summary>
/// <c>POST /record</c>: one way in for everything a learner does. A script sends JSON, one entry or <c>{"entries": […]}</c>, and gets a receipt for
/// each; a page without script posts the same as a plain form and is led on. At most 500 entries and 256 KB. For somebody signed in; where the session has ended, a
/// script is told so (401) and a form comes back to be sent again (<see cref="KeptForm"/>), since sending her to sign in would lose what she has typed.
/// </summary>
public static class PostRecord
{
    internal const long LargestBody = 256 * 1024;

    internal const string Unanswered = "Record.Unanswered";

    internal static readonly KeptForm Kept = new();

    public static void MapPostRecord(this IEndpointRouteBuilder routes)
    {
        // Where a form came back the browser has this address, and a link to it or loading it again must lead somewhere.
        routes.MapGet("/record", () => TypedResults.LocalRedirect("~/my"));
        routes.MapPost("/record", Post)
            .AllowAnonymous()   // asked below
            .WithMetadata(new BodyLimit(), Kept)
            .WithName($"Learning.{nameof(PostRecord)}");
    }

    internal static async Task<IResult> Post(HttpContext http, ClaimsPrincipal user, TimeProvider clock, CancellationToken cancellation)
    {
        if (http.Request.ContentLength > LargestBody)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "Record.TooMuch");
        }

        if (user.LearnerIdOrNull is null)
        {
            return Kept.Answer(http, http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancellation) : null);
        }

        return http.Request.HasFormContentType
            ? await PostFormAsync(http, user, clock, cancellation)
            : http.Request.HasJsonContentType()
                ? await PostJsonAsync(http, user, cancellation)
                : Refuse(StatusCodes.Status415UnsupportedMediaType, "Record.NotUnderstood");
    }

    private static async Task<IResult> PostJsonAsync(HttpContext http, ClaimsPrincipal user, CancellationToken cancellation)
    {
        RecordRequest? request;
        try
        {
            (request, var isTooMuch) = await ReadAsync(http.Request.BodyReader, cancellation);
            if (isTooMuch)
            {
                return Refuse(StatusCodes.Status413PayloadTooLarge, "Record.TooMuch");
            }
        }
        catch (JsonException)
        {
            request = null;
        }

        if (request is null or { Entries.Count: 0 } || request.Entries.Any(e => e.Id.Version != 7))
        {
            return Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        if (request.Entries.Count > RecordEntries.Most)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "Record.TooMuch");
        }

        var receipts = await RecordAsync(http, user, request.Entries, cancellation);
        var status = request.IsSingle ? receipts[0].HttpStatus : StatusCodes.Status200OK;
        return TypedResults.Json(new ReceiptsBody([.. receipts.Select(ReceiptBody.From)]), RecordJson.Default.ReceiptsBody, statusCode: status);
    }

    /// <summary>What writes is made when it is its turn, not before (<see cref="WriteGate"/>).</summary>
    private static async Task<IReadOnlyList<Receipt>> RecordAsync(HttpContext http, ClaimsPrincipal user, IReadOnlyList<EntryDraft> entries, CancellationToken cancellation)
    {
        using var place = await http.RequestServices.GetRequiredService<WriteGate>().LineUpAsync(cancellation);
        var db = http.RequestServices.GetRequiredService<LearningDb>();
        db.LinedUpAt = place.AskedAt;
        try
        {
            return await http.RequestServices.GetRequiredService<RecordEntries>().RecordAsync(user.LearnerId, entries, cancellation);
        }
        finally
        {
            db.LinedUpAt = 0;   // the context goes back to its pool, and where nothing was written somebody else would have waited with it
        }
    }

    /// <summary>Its length may not have been announced.</summary>
    /// <exception cref="JsonException">It is not what we take.</exception>
    private static async ValueTask<(RecordRequest? Request, bool IsTooMuch)> ReadAsync(PipeReader body, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            var isTooMuch = read.Buffer.Length > LargestBody;
            try
            {
                if (isTooMuch || read.IsCompleted)
                {
                    return (isTooMuch ? null : RecordRequest.Read(read.Buffer), isTooMuch);
                }
            }
            finally
            {
                body.AdvanceTo(isTooMuch || read.IsCompleted ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            }
        }
    }

    private static async Task<IResult> PostFormAsync(
        HttpContext http, ClaimsPrincipal user, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var posted = RecordForm.Read(form, clock.GetUtcNow());
        if (posted is null)
        {
            return Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        if (posted.Entries.Count > RecordEntries.Most)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "Record.TooMuch");
        }

        var receipts = await RecordAsync(http, user, posted.Entries, cancellation);
        var refused = receipts.FirstOrDefault(r => r.Status == ReceiptStatus.Refused);
        return refused is null
            ? TypedResults.LocalRedirect("~" + (posted is { Verb: Verb.Answered, Check: null } ? With(posted.Next, "saved=yes") : posted.Next))
            : refused.Code == Unanswered
                ? TypedResults.LocalRedirect("~" + With(posted.Next, "unanswered=yes#unanswered"))
                : Refuse(refused.HttpStatus, refused.Code!);
    }

    /// <summary>The page she is led to says what became of the form.</summary>
    private static string With(string next, string query)
    {
        var page = next.Split('#')[0];
        return page + (page.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
    }

    internal sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LargestBody;
    }
}
