using System.Security.Claims;
using Learning.Credentials.Typesetting;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Credentials.Holding;

/// <summary>
/// A holder decides how others see a certificate of hers: <c>showing</c> is <c>all</c> or <c>links</c>, <c>pseudonym</c> a name that is shown instead of hers, "" for her own. For its holder. Limits: 60 characters. Refusals: 404 not hers, 422
/// too long, or it says neither.
/// </summary>
public static class ChangeShowing
{
    public static void MapChangeShowing(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ShowWallet.Address + "/{id:guid}/showing", Post).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ChangeShowing)}");

    internal static async Task<IResult> Post(Guid id, HttpContext http, ClaimsPrincipal user, ShowMyCertificate page, LearningDb db, CancellationToken cancellation)
    {
        if (await page.FindAsync(id, user, cancellation) is not { } hers)
        {
            return NotThere("Credential.NotFound");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var (showing, pseudonym) = (form["showing"].ToString(), CleanText.Of(form["pseudonym"].ToString()).Trim());
        var problem = showing is not ("all" or "links") ? page.Problem("showing", "Wallet.ShowingMissing") : pseudonym.Length > Credential.LongestPseudonym ? page.Problem("pseudonym", "Wallet.PseudonymTooLong", Credential.LongestPseudonym) : null;
        if (problem is not null)
        {
            return await page.PageAsync(hers, http.Request, new(Pseudonym: pseudonym, Showing: showing), [problem], null, cancellation);
        }

        return await db.WriteAsync<IResult>(
            Turn.Of(hers.LearnerId),
            async () =>
            {
                if (await db.Credentials.SingleOrDefaultAsync(c => c.Id == id && c.LearnerId == hers.LearnerId, cancellation) is not { } still)
                {
                    return NotThere("Credential.NotFound");   // she was forgotten meanwhile
                }

                still.Show(showing == "links", pseudonym.Length == 0 || pseudonym == hers.HolderName ? null : pseudonym);
                return TypedResults.LocalRedirect($"~{ShowMyCertificate.AddressOf(id)}?did=shown");
            },
            cancellation);
    }
}
