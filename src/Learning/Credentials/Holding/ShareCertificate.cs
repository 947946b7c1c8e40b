using System.Security.Claims;
using Learning.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Credentials.Holding;

/// <summary>
/// A holder makes a link to a certificate of hers (<c>label</c>, <c>name</c> to tell her real name) and takes it back. For its holder. Limits: 50 links that lead there, a label of 60 characters. Refusals: 404 not hers or no such link; 422 too
/// many, or the label is missing or too long.
/// </summary>
public static class ShareCertificate
{
    public static void MapShareCertificate(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ShowWallet.Address + "/{id:guid}/links", PostLink).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShareCertificate)}");
        routes.MapPost(ShowWallet.Address + "/{id:guid}/links/{link:guid}/withdrawal", PostWithdrawal).RequireAuthorization().AllowCookieRedirect().WithName("Learning.WithdrawLink");
    }

    /// <param name="page">The absolute address of the certificate.</param>
    internal static string AddressOf(string page, string token) => $"{page}?link={token}";

    internal static async Task<IResult> PostLink(Guid id, HttpContext http, ClaimsPrincipal user, ShowMyCertificate page, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await page.FindAsync(id, user, cancellation) is not { } hers)
        {
            return NotThere("Credential.NotFound");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var label = form["label"].ToString().Trim();
        var problem = label.Length switch
        {
            0 => "Wallet.LabelMissing",
            > CredentialLink.LongestLabel => "Wallet.LabelTooLong",
            _ => await db.WriteAsync(Turn.Of(hers.LearnerId), MakeAsync, cancellation) ? null : "Wallet.TooManyLinks",
        };
        return problem is null
            ? TypedResults.LocalRedirect($"~{ShowMyCertificate.AddressOf(id)}?did=linked")
            : await page.PageAsync(hers, http.Request, new(Label: label), [page.Problem("label", problem, problem == "Wallet.TooManyLinks" ? ShowMyCertificate.MostLinks : CredentialLink.LongestLabel)], null, cancellation);

        async Task<bool> MakeAsync()
        {
            if (!await db.Credentials.AnyAsync(c => c.Id == id && c.LearnerId == hers.LearnerId, cancellation) || await db.CredentialLinks.CountAsync(l => l.CredentialId == id && l.WithdrawnAt == null, cancellation) >= ShowMyCertificate.MostLinks)
            {
                return false;
            }

            db.Add(CredentialLink.Make(id, label, form["name"] == "yes", clock.GetUtcNow()));
            return true;
        }
    }

    internal static async Task<IResult> PostWithdrawal(Guid id, Guid link, ClaimsPrincipal user, ShowMyCertificate page, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await page.FindAsync(id, user, cancellation) is not { } hers)
        {
            return NotThere("Credential.NotFound");
        }

        return await db.WriteAsync<IResult>(
            Turn.Of(hers.LearnerId),
            async () =>
            {
                if (await db.CredentialLinks.SingleOrDefaultAsync(l => l.Id == link && l.CredentialId == id, cancellation) is not { } found)
                {
                    return NotThere("Wallet.NoSuchLink");
                }

                found.Withdraw(clock.GetUtcNow());
                return TypedResults.LocalRedirect($"~{ShowMyCertificate.AddressOf(id)}?did=withdrawn");
            },
            cancellation);
    }
}
