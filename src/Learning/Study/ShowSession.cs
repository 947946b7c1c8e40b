using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Learning.Accounts;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Study;

/// <summary>
/// <c>GET /session</c>: whose session this is now. A script gets the learner's id and a token for her posts; a person, or a script that shows it to her within the page she is on, what
/// to do when her session has ended. Open to all.
/// </summary>
public static class ShowSession
{
    public static void MapShowSession(this IEndpointRouteBuilder routes) => routes.MapGet("/session", Get).WithName($"Learning.{nameof(ShowSession)}");

    internal static IResult Get(HttpContext http, ClaimsPrincipal user, PageTokens tokens, LearningOptions options, InterfaceTexts texts)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Refusals.WantsJson(http.Request)
            ? TypedResults.Json(new SessionState(user.LearnerIdOrNull, tokens.For(http), tokens.FieldName), SessionJson.Default.SessionState)
            : new View("Study/ShowSession", new SessionModel(options.SignInAgainPath, options.SignInPath), texts["Session.Title"]) { Shape = "form" };
    }

    public sealed record SessionState(string? Learner, string Token, string TokenField);

    public sealed record SessionModel(string? SignInAgainPath, string? SignInPath)
    {
        /// <summary>For the views of fields, which mark what is wrong.</summary>
        public IReadOnlyList<object> Problems { get; } = [];
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ShowSession.SessionState))]
internal sealed partial class SessionJson : JsonSerializerContext;
