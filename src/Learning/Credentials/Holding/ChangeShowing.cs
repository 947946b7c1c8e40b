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
/// too long, or no word.
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
        var (isHidden, pseudonym) = (form["showing"] == "links", CleanText.Of(form["pseudonym"].ToString()).Trim());
        if (pseudonym.Length > Credential.LongestPseudonym)
        {
            return await page.PageAsync(hers, http.Request, new(Pseudonym: pseudonym), [page.Problem("pseudonym", "Wallet.PseudonymTooLong", Credential.LongestPseudonym)], null, cancellation);
        }

        await db.WriteAsync(
            Turn.Of(hers.LearnerId),
            async () =>
            {
                (await db.Credentials.SingleAsync(c => c.Id == id, cancellation)).Show(isHidden, pseudonym.Length == 0 || pseudonym == hers.HolderName ? null : pseudonym);
                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~{ShowMyCertificate.AddressOf(id)}?did=shown");
    }
}
