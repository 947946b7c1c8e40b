using System.Security.Claims;
using Learning.Accounts;
using Learning.Credentials.Holding;
using Learning.Credentials.Typesetting;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Credentials.Keeping;

/// <summary>
/// A holder asks those in charge for another name on a certificate of hers (<c>kind=Correction</c>, <c>name</c>), or appeals against its revocation (<c>kind=Appeal</c>), and says why (<c>text</c>). For its holder. Limits: one of a kind at a
/// time, 2,000 characters. Refusals: 404 not hers; 422 something is missing or too long, or it cannot be asked now.
/// </summary>
public static class AskForChange
{
    public static void MapAskForChange(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ShowWallet.Address + "/{id:guid}/requests", Post).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(AskForChange)}");

    internal static async Task<IResult> Post(Guid id, HttpContext http, ClaimsPrincipal user, ShowMyCertificate page, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await page.FindAsync(id, user, cancellation) is not { } hers)
        {
            return NotThere("Credential.NotFound");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = new ShowMyCertificate.Typed(Kind: form["kind"].ToString(), Name: CleanText.Of(form["name"].ToString()).Trim(), Text: form["text"].ToString().Trim());
        var isAppeal = typed.Kind == nameof(RequestKind.Appeal);
        var problems = new List<CredentialProblem>();
        if (!isAppeal && typed.Name.Length is 0 or > Learner.LongestName)
        {
            problems.Add(page.Problem("name", typed.Name.Length == 0 ? "CredentialRequest.NameMissing" : "CredentialRequest.NameTooLong", Learner.LongestName));
        }

        if (typed.Text.Length is 0 or > CredentialRequest.LongestText)
        {
            problems.Add(page.Problem("text", typed.Text.Length == 0 ? "CredentialRequest.TextMissing" : "CredentialRequest.TextTooLong", CredentialRequest.LongestText));
        }

        if (problems.Count == 0 && !await db.WriteAsync(Turn.Of(hers.LearnerId), () => AskAsync(id, isAppeal, typed, db, clock, cancellation), cancellation))
        {
            problems.Add(page.Problem("text", "CredentialRequest.NotNow"));
        }

        return problems.Count == 0
            ? TypedResults.LocalRedirect($"~{ShowMyCertificate.AddressOf(id)}?did=asked")
            : await page.PageAsync(hers, http.Request, typed, problems, null, cancellation);
    }

    /// <summary>False where one is open already, or where it is not the time for it: only what is revoked can be appealed against, and only what holds be corrected.</summary>
    private static async Task<bool> AskAsync(Guid id, bool isAppeal, ShowMyCertificate.Typed typed, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var kind = isAppeal ? RequestKind.Appeal : RequestKind.Correction;
        var credential = await db.Credentials.Include(c => c.Statuses).SingleAsync(c => c.Id == id, cancellation);
        if (credential.HolderName.Length == 0 || credential.IsRevoked != isAppeal || await db.CredentialRequests.AnyAsync(r => r.CredentialId == id && r.Kind == kind && r.State == RequestState.Open, cancellation))
        {
            return false;
        }

        db.Add(CredentialRequest.Ask(id, kind, isAppeal ? "" : typed.Name, typed.Text, clock.GetUtcNow()));
        return true;
    }
}
