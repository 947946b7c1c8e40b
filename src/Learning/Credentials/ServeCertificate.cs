using System.Security.Claims;
using Learning.Courses;
using Learning.Credentials.Holding;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using static Learning.Theming.Refusals;

namespace Learning.Credentials;

/// <summary>The certificate as a PDF to print. As public as its page, whose address stands on it. Refusals: 404 no such certificate, or its holder does not show it; 410 it was revoked.</summary>
public static class ServeCertificate
{
    public static void MapServeCertificate(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/credentials/{id:guid}.pdf", Get).WithName($"Learning.{nameof(ServeCertificate)}");

    internal static async Task<IResult> Get(
        Guid id, HttpContext http, ClaimsPrincipal user, ReadCredential read, LearningDb db, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        switch (await read.FindAsync(id, http.Request, user, cancellation))
        {
            case null:
                return NotThere("Credential.NotFound");
            case { IsStateOnly: true }:
                return NotThere("Credential.NotShown");
            case { Credential.IsRevoked: true }:
                return Refuse(StatusCodes.Status410Gone, "Check.Revoked");
            case var seen:
                return await PaperAsync(seen, http, db, texts, site, options, cancellation);
        }
    }

    private static async Task<IResult> PaperAsync(SeenCredential seen, HttpContext http, LearningDb db, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        var credential = seen.Credential;

        var slug = await db.Courses.AsNoTracking().Where(c => c.Id == credential.CourseId).Select(c => c.Slug).SingleOrDefaultAsync(cancellation);
        var content = ContentOf(credential, seen.Holder, CredentialAddress.Of(credential.Id, http.Request, options), texts, site);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"certificate-{slug ?? credential.SubjectId}.pdf");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(CertificatePaper.Draw(content), "application/pdf");
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
