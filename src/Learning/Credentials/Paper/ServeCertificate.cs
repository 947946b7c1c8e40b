using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Learning.Theming.Refusals;

namespace Learning.Credentials.Paper;

/// <summary>
/// The certificate as a PDF to print: <c>GET /credentials/{id}.pdf</c>, with <c>?paper=a4</c> or <c>?paper=letter</c>; anything else there is the paper of the theme. As public as its page, whose address stands on it. Refusals: 404 no such certificate.
/// </summary>
public static class ServeCertificate
{
    public static void MapServeCertificate(this IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<CertificateTheme>().Design;   // now, so that what is wrong in it is said at the start
        routes.MapGet("/credentials/{id:guid}.pdf", Get).WithName($"Learning.{nameof(ServeCertificate)}");
    }

    internal static async Task<IResult> Get(
        Guid id, string? paper, HttpContext http, LearningDb db, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        var credential = await db.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (credential is null)
        {
            return NotThere("Credential.NotFound");
        }

        var content = new CertificateContent(
            credential.HolderName,
            credential.CourseTitle,
            site.Name,
            credential.Language,
            CredentialAddress.Of(id, http.Request, options),
            credential.IssuedAt,
            CertificateTexts.For(credential, texts));

        await CertificateAnswer.HeadAsync(http, db, credential, "pdf", cancellation);
        return TypedResults.Bytes(CertificatePaper.Draw(content, theme.Design, PaperSize.Named(paper)), "application/pdf");
    }
}
