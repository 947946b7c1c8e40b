using System.Globalization;
using System.IO.Compression;
using System.Security.Claims;
using System.Text;
using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials.Badges;
using Learning.Credentials.Paper;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Holding;

/// <summary>
/// All certificates of hers in one file, to keep: each as a PDF that says what its page says, and as an Open Badge by her own name, and with them what it takes to check them when the site is gone (the issuer's document and the lists of what was revoked, as of now). For
/// whoever is signed in.
/// </summary>
public static class ServeBundle
{
    public static void MapServeBundle(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ShowWallet.Address + ".zip", Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ServeBundle)}");

    internal static async Task<IResult> Get(
        HttpContext http, ClaimsPrincipal user, LearningDb db, IssuerKeys keys, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, LearningOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var learner = user.LearnerId;
        var hers = await db.Credentials.AsNoTracking().Include(c => c.Statuses).Where(c => c.LearnerId == learner).OrderBy(c => c.IssuedAt).ToListAsync(cancellation);
        var issuer = IssuerAddresses.Of(http.Request, options, site);
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 4096, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                Add(zip, "README.txt", texts["Wallet.BundleReadme", site.Name]);
                for (var i = 0; i < hers.Count; i++)
                {
                    var (credential, name) = (hers[i], string.Create(CultureInfo.InvariantCulture, $"{hers[i].IssuedAt:yyyy-MM-dd}-{i + 1}-{hers[i].SubjectId}"));
                    var holder = ShownHolder.ByName(credential);
                    if (!credential.IsRevoked)
                    {
                        Add(zip, $"{name}.pdf", CertificatePaper.Draw(ServeCertificate.ContentOf(credential, ShownHolder.ToAll(credential), CredentialAddress.Of(credential.Id, http.Request, options), texts, site), theme.Design, paper: null));
                    }

                    Add(zip, $"{name}.json", await ServeBadge.WriteAsync(credential, holder, issuer, keys, texts, cancellation));
                }

                Add(zip, "issuer/did.json", issuer.Document(await keys.BelievedAsync(cancellation)).ToJsonString());
                foreach (var number in hers.Select(c => IssuerAddresses.ListOf(c.Status!.Place)).Distinct().Order())
                {
                    Add(zip, string.Create(CultureInfo.InvariantCulture, $"issuer/status-{number}.json"), (await ServeIssuer.ListAsync(number, issuer, db, keys, ServeIssuer.Minute(clock), cancellation)).ToJsonString());
                }
            }

            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(file, "application/zip", $"{texts["Wallet.BundleName"]}.zip");
    }

    private static void Add(ZipArchive zip, string name, string text) => Add(zip, name, Encoding.UTF8.GetBytes(text));

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(bytes);
    }
}
