using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Credentials;
using Learning.Credentials.Holding;
using Learning.Credentials.Keeping;
using Learning.Credentials.Typesetting;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Teaching.Certificates;

/// <summary>
/// Somebody in charge revokes a certificate (<c>cause</c>, <c>reason</c>), lets it hold again (<c>restore_reason</c>), corrects the name (<c>name</c>, <c>name_reason</c>), renews it until a day (<c>until</c>, <c>renew_reason</c>), or answers what its
/// holder asks (<c>verdict</c> grant or decline, <c>answer</c>). For facilitators of its holder and for administrators. Limits: reasons of 500 characters, answers of 2,000. Refusals: 404 none for her; 409 it is not as the page showed it
/// any more; 422 something is missing or too long, or she would judge herself.
/// </summary>
public static class ChangeCertificate
{
    private const string One = ShowCertificates.Address + "/{id:guid}";

    public static void MapChangeCertificate(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(One + "/revocation", PostRevocation).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.RevokeCertificate");
        routes.MapPost(One + "/restoration", PostRestoration).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.RestoreCertificate");
        routes.MapPost(One + "/name", PostName).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.CorrectCertificate");
        routes.MapPost(One + "/renewal", PostRenewal).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.RenewCertificate");
        routes.MapPost(One + "/requests/{request:guid}", PostAnswer).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.AnswerCertificateRequest");
    }

    internal static async Task<IResult> PostRevocation(Guid id, HttpContext http, ClaimsPrincipal user, ShowCertificate page, ChangeCredential change, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = new ShowCertificate.Typed(Cause: form["cause"].ToString(), Reason: form["reason"].ToString().Trim());
        var isCause = Enum.TryParse<RevocationCause>(typed.Cause, out var cause) && cause is RevocationCause.Mistake or RevocationCause.Dishonesty or RevocationCause.HolderAsked or RevocationCause.Other;
        return await DoAsync(
            id, user, page, typed, "revoked", [isCause ? null : page.Problem("cause", "Certificates.CauseMissing"), Reason(page, "reason", typed.Reason)], () => change.RevokeAsync(id, cause, typed.Reason, user.LearnerId, cancellation), cancellation);
    }

    internal static async Task<IResult> PostRestoration(Guid id, HttpContext http, ClaimsPrincipal user, ShowCertificate page, ChangeCredential change, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = new ShowCertificate.Typed(RestoreReason: form["restore_reason"].ToString().Trim());
        return await DoAsync(id, user, page, typed, "restored", [Reason(page, "restore_reason", typed.RestoreReason)], () => change.RestoreAsync(id, typed.RestoreReason, user.LearnerId, cancellation), cancellation);
    }

    internal static async Task<IResult> PostName(Guid id, HttpContext http, ClaimsPrincipal user, ShowCertificate page, ChangeCredential change, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = new ShowCertificate.Typed(Name: CleanText.Of(form["name"].ToString()).Trim(), NameReason: form["name_reason"].ToString().Trim());
        var name = typed.Name.Length is 0 or > Learner.LongestName ? page.Problem("name", typed.Name.Length == 0 ? "CredentialRequest.NameMissing" : "CredentialRequest.NameTooLong", Learner.LongestName) : null;
        return await DoAsync(id, user, page, typed, "corrected", [name, Reason(page, "name_reason", typed.NameReason)], () => change.CorrectAsync(id, typed.Name, typed.NameReason, user.LearnerId, cancellation), cancellation);
    }

    internal static async Task<IResult> PostRenewal(Guid id, HttpContext http, ClaimsPrincipal user, ShowCertificate page, ChangeCredential change, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = new ShowCertificate.Typed(Until: form["until"].ToString().Trim(), RenewReason: form["renew_reason"].ToString().Trim());
        var isDay = DateOnly.TryParseExact(typed.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var problem = !isDay ? "Certificates.DayMissing" : day < today || day > today.AddYears(10) ? "Certificates.DayOutOfRange" : null;
        var until = new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero);
        if (problem is null && await page.FindAsync(user, id, cancellation) is { } now && (now.ValidUntil is null || until <= now.ValidUntil))
        {
            problem = "Certificates.DayTooEarly";
        }

        return await DoAsync(
            id, user, page, typed, "renewed", [problem is null ? null : page.Problem("until", problem), Reason(page, "renew_reason", typed.RenewReason)], () => change.RenewAsync(id, until, typed.RenewReason, user.LearnerId, cancellation), cancellation);
    }

    internal static async Task<IResult> PostAnswer(
        Guid id, Guid request, HttpContext http, ClaimsPrincipal user, ShowCertificate page, AnswerRequest answer, LearningDb db, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = new ShowCertificate.Typed(Answer: form["answer"].ToString().Trim(), Request: request.ToString());
        if (await page.FindAsync(user, id, cancellation) is not { } credential || await db.CredentialRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request && r.CredentialId == id, cancellation) is not { } asked)
        {
            return NotThere("Certificates.NotThere");
        }

        var isGranted = form["verdict"] == "grant";
        var problem = typed.Answer.Length switch
        {
            0 => page.Problem("answer", "Certificates.AnswerMissing"),
            > CredentialRequest.LongestText => page.Problem("answer", "CredentialRequest.TextTooLong", CredentialRequest.LongestText),
            _ when asked.Kind == RequestKind.Appeal && !await page.MayJudgeAsync(credential, user, cancellation) => page.Problem("answer", "Certificates.NotYourOwn"),
            _ => null,
        };
        return await DoAsync(id, user, page, typed, "answered", [problem], () => answer.AnswerAsync(request, isGranted, typed.Answer, user.LearnerId, cancellation), cancellation);
    }

    private static CredentialProblem? Reason(ShowCertificate page, string field, string reason) => reason.Length switch
    {
        0 => page.Problem(field, "Certificates.ReasonMissing"),
        > CredentialStatus.LongestReason => page.Problem(field, "Certificates.ReasonTooLong", CredentialStatus.LongestReason),
        _ => null,
    };

    /// <summary>The page with what is wrong; or does it, and says so on the page.</summary>
    private static async Task<IResult> DoAsync(
        Guid id, ClaimsPrincipal user, ShowCertificate page, ShowCertificate.Typed typed, string did, IReadOnlyList<CredentialProblem?> problems, Func<Task<bool>> act, CancellationToken cancellation)
    {
        if (await page.FindAsync(user, id, cancellation) is not { } credential)
        {
            return NotThere("Certificates.NotThere");
        }

        var wrong = problems.OfType<CredentialProblem>().ToList();
        return wrong.Count > 0 ? await page.PageAsync(credential, user, typed, wrong, null, cancellation)
            : await act() ? TypedResults.LocalRedirect($"~{ShowCertificate.AddressOf(id)}?did={did}")
            : Refuse(StatusCodes.Status409Conflict, "Certificates.NotAsShown");
    }
}
