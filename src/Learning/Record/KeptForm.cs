using Learning.Accounts;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Learning.Theming.Refusals;

namespace Learning.Record;

/// <summary>
/// A form for the record that comes when its session has ended is not lost: the answer is a page that carries its fields along and asks her to sign in; then she sends it. Nothing
/// is sent without her press, nothing under another name, and only a form of our own pages is carried: it has a token, be it an old one, and no other site posted it.
/// </summary>
public sealed class KeptForm : IAnswerWithoutToken
{
    private static readonly string[] Names = ["id", "verb", "course", "activity", "attempt", "place", "next", "check", "confirmed"];

    public IResult Answer(HttpContext http, IFormCollection? form)
    {
        if (form is not null && !WantsJson(http.Request))
        {
            return form.ContainsKey(http.RequestServices.GetRequiredService<PageTokens>().FieldName) ? Page(http, form) : Refuse(StatusCodes.Status400BadRequest, "Refusal.Token");
        }

        return http.User.LearnerIdOrNull is null
            ? Refuse(StatusCodes.Status401Unauthorized, "Refusal.SignedOut")
            : Refuse(StatusCodes.Status400BadRequest, "Refusal.Token");
    }

    /// <summary>
    /// The page for a form that was posted, as things stand now: she is signed out, or in again, or somebody else is. For a host too, when it has signed somebody in
    /// (<see cref="LearningOptions.SignInAgainPath"/>) or not: then with what is wrong.
    /// </summary>
    public static IResult Page(HttpContext http, IFormCollection form, string username = "", string? problem = null)
    {
        if (http.Request.ContentLength > PostRecord.LargestBody)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "Record.TooMuch");
        }

        if (IsFromElsewhere(http.Request))
        {
            return Refuse(StatusCodes.Status400BadRequest, "Refusal.Token");
        }

        var fields = form.Where(field => IsCarried(field.Key)).SelectMany(field => field.Value.Select(value => new Field(field.Key, value ?? ""))).ToArray();
        if (!form.ContainsKey("id"))
        {
            // Nothing was on its way: somebody only signed in, or tried to.
            fields = [];
        }

        var options = http.RequestServices.GetRequiredService<LearningOptions>();
        var texts = http.RequestServices.GetRequiredService<InterfaceTexts>();
        var owner = OwnerOf(form);
        var standing = StandingOf(http, owner);
        if (standing == "ready" && fields.Length == 0)
        {
            return TypedResults.LocalRedirect("~/my");
        }

        var model = new KeptFormModel(
            standing, fields, owner, standing == "signed-out" ? "" : http.User.NameToShow, username, problem, options.SignInAgainPath, options.SignInPath)
        {
            Action = form.ContainsKey("check") ? LocalAddress.Of(form["next"]) ?? "/record" : "/record",
        };
        return new View("Record/KeptForm", model, texts[standing == "ready" ? "KeptForm.Ready" : "Session.Title"])
        {
            Status = problem is not null ? StatusCodes.Status422UnprocessableEntity
                : standing == "signed-out" ? StatusCodes.Status401Unauthorized : StatusCodes.Status409Conflict,
            Shape = "form",
        };
    }

    /// <summary>Whose form it was when she got it; empty where it does not say. A page that carries one along says it in <c>owner</c>, being perhaps somebody else's page.</summary>
    public static string OwnerOf(IFormCollection form) => form.TryGetValue("owner", out var owner) ? owner.ToString() : form["learner"].ToString();

    private static string StandingOf(HttpContext http, string owner) =>
        http.User.LearnerIdOrNull is not { } learner ? "signed-out" : owner.Length == 0 || owner == learner ? "ready" : "other";

    private static bool IsCarried(string name) =>
        Names.Contains(name, StringComparer.Ordinal) || RecordForm.IsAnswer(name);

    /// <summary>Browsers say where a post comes from, and no page can make them lie. An old one says nothing.</summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin";

    public sealed record Field(string Name, string Value);

    /// <summary>Standing: "signed-out", "ready" (her own session again) or "other" (somebody else's).</summary>
    public sealed record KeptFormModel(
        string Standing, IReadOnlyList<Field> Fields, string Owner, string Name, string Username, string? Problem, string? SignInAgainPath, string? SignInPath)
    {
        /// <summary>Where the form goes: a page that has one of its questions checked shows the others as they were typed.</summary>
        public string Action { get; init; } = "/record";

        /// <summary>For the views of fields, which mark what is wrong.</summary>
        public IReadOnlyList<object> Problems { get; } = [];
    }
}
