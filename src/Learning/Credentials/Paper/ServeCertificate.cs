using System.Security.Claims;
using Learning.Courses;
using Learning.Credentials.Holding;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Credentials.Paper;

/// <summary>
/// The certificate as a PDF to print: <c>GET /credentials/{id}.pdf</c>, with <c>?paper=a4</c> or <c>?paper=letter</c>; anything else there is the paper of the theme. As public as its page, whose address stands on it. Refusals: 404 no such
/// certificate, or its holder does not show it; 410 it was revoked.
/// </summary>
public static class ServeCertificate
{
    public static void MapServeCertificate(this IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<CertificateTheme>().Design;   // now, so that what is wrong in it is said at the start
        routes.MapGet("/credentials/{id:guid}.pdf", Get).WithName($"Learning.{nameof(ServeCertificate)}");
    }

    internal static async Task<IResult> Get(
        Guid id, string? paper, HttpContext http, ClaimsPrincipal user, ReadCredential read, LearningDb db, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        var seen = await read.FindAsync(id, http.Request, user, cancellation);
        if (CertificateAnswer.RefusalOf(seen) is { } refusal)
        {
            return refusal;
        }

        await CertificateAnswer.HeadAsync(http, db, seen!.Credential, "pdf", cancellation);
        return TypedResults.Bytes(CertificatePaper.Draw(ContentOf(seen.Credential, seen.Holder, CredentialAddress.Of(id, http.Request, options) + seen.Query, texts, site), theme.Design, PaperSize.Named(paper)), "application/pdf");
    }

    /// <param name="address">Where it is checked; absolute.</param>
    internal static CertificateContent ContentOf(Credential credential, ShownHolder holder, string address, InterfaceTexts texts, SiteIdentity site) => new(
        CertificateTexts.NameOf(holder, credential.Language, texts),
        credential.CourseTitle,
        site.Name,
        credential.Language,
        address,
        credential.IssuedAt,
        CertificateTexts.For(credential, texts));
}
