using Learning.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Learning.Theming;

/// <summary>
/// A no that the person can act on: a page with a sentence, or <c>{"refused": code, "reason": sentence}</c> where JSON was asked for or sent.
/// The code is the name of the text, for example "Enrol.CourseNotOpen".
/// </summary>
public sealed class Refusal(int status, string code, params object[] arguments) : IResult
{
    /// <summary>The page where she can put it right; null where there is none.</summary>
    public Way? WayBack { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var texts = httpContext.RequestServices.GetRequiredService<InterfaceTexts>();
        var reason = texts[code, arguments];

        if (Refusals.WantsJson(httpContext.Request))
        {
            await TypedResults.Json(new RefusalBody(code, reason), statusCode: status).ExecuteAsync(httpContext);
            return;
        }

        var title = texts[status == StatusCodes.Status404NotFound ? "Refusal.NotFoundTitle" : "Refusal.Title"];
        await new View("Shared/Refusal", new RefusalModel(title, reason, WayBack?.Href, WayBack is null ? null : texts[WayBack.Text]), title) { Status = status, Address = WayBack?.Href }.ExecuteAsync(httpContext);
    }

    /// <summary>A link: an address within the site, and the name of its text.</summary>
    public sealed record Way(string Href, string Text);

    public sealed record RefusalModel(string Title, string Reason, string? Back, string? BackText);

    public sealed record RefusalBody(string Refused, string Reason);
}

public static class Refusals
{
    /// <summary>There is no such thing, or it is not for this person to know that there is.</summary>
    public static Refusal NotThere(string code = "Refusal.NotFound") => new(StatusCodes.Status404NotFound, code);

    /// <summary>Whether a script asks rather than a person.</summary>
    public static bool WantsJson(HttpRequest request) =>
        request.HasJsonContentType()
        || request.GetTypedHeaders().Accept is [{ } first, ..] && first.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    public static Refusal Refuse(int status, string code, params object[] arguments) => new(status, code, arguments);
}
