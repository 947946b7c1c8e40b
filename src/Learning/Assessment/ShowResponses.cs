using System.Security.Claims;
using System.Text.Json.Serialization;
using Learning.Accounts;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Assessment;

/// <summary>
/// <c>GET /attempts/{id}/responses</c>: the answers of an attempt as the record has them, for a page that is open on another tab or device. For somebody signed in, and
/// only her own: any other is not there (404). In JSON; reads two rows by key and changes nothing.
/// </summary>
public static class ShowResponses
{
    public static void MapShowResponses(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/attempts/{id:guid}/responses", Get).RequireAuthorization().DisableCookieRedirect().WithName($"Learning.{nameof(ShowResponses)}");

    internal static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var learnerId = user.LearnerId;
        var attempt = await db.Attempts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.LearnerId == learnerId, cancellation);
        if (attempt is null)
        {
            return NotThere("Refusal.NoSuchAttempt");
        }

        var responses = await db.ItemResponses.AsNoTracking().Where(r => r.LearnerId == learnerId && r.AttemptId == id).ToListAsync(cancellation);
        var state = new AttemptState(
            attempt.Id,
            !attempt.IsOpen,
            attempt is { IsOpen: true, EndsAt: { } end } ? Math.Max(0, (int)Math.Ceiling((end - clock.GetUtcNow()).TotalSeconds)) : null,
            [.. responses.Select(r => new ResponseState(r.QuestionId, r.Values, r.Certainty, r.AnsweredAt, r.EntryId))]);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(state, ResponsesJson.Default.AttemptState);
    }

    /// <summary>SecondsLeft by the clock of this server; null where none runs any more.</summary>
    public sealed record AttemptState(Guid Attempt, bool IsHandedIn, int? SecondsLeft, IReadOnlyList<ResponseState> Responses);

    /// <summary>Certainty 1 to 3; null where she did not say. At in UTC, by the clock of where she answered.</summary>
    public sealed record ResponseState(string Question, IReadOnlyList<string> Values, int? Certainty, DateTimeOffset At, Guid Entry);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ShowResponses.AttemptState))]
internal sealed partial class ResponsesJson : JsonSerializerContext;
