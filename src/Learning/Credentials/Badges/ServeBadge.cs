using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Learning.Credentials.Badges;

/// <summary>
/// A certificate as a file for other programs, an Open Badge 3.0 signed by the site: <c>GET /credentials/{id}.json</c>, and what <c>/credentials/{id}</c> gives to a program that asks for it. As public as the page: whoever has the address.
/// Refusals: 404 no such certificate.
/// </summary>
public static class ServeBadge
{
    private static readonly string[] _types = ["application/vc", "application/vc+ld+json", "application/ld+json", "application/json"];
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapServeBadge(this IEndpointRouteBuilder routes) => routes.MapGet("/credentials/{id:guid}.json", Get).WithName($"Learning.{nameof(ServeBadge)}");

    /// <summary>The type a program would rather have than a page; null for people.</summary>
    internal static string? Wanted(HttpRequest request)
    {
        var first = request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).FirstOrDefault(a => a.MediaType == "text/html" || a.MediaType == "*/*" || _types.Contains(a.MediaType.Value, StringComparer.OrdinalIgnoreCase));
        return _types.FirstOrDefault(type => type.Equals(first?.MediaType.Value, StringComparison.OrdinalIgnoreCase));
    }

    internal static async Task<IResult> Get(
        Guid id, HttpContext http, LearningDb db, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        var credential = await db.Credentials.AsNoTracking().Include(c => c.Status).SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (credential is null)
        {
            return Refusals.NotThere("Credential.NotFound");
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"certificate-{credential.CourseId}.json");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return await AnswerAsync(credential, _types[^1], http, keys, texts, site, options, cancellation);
    }

    /// <param name="credential">With its status.</param>
    internal static async Task<IResult> AnswerAsync(
        Credential credential, string type, HttpContext http, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        IssuerAddresses.OpenToAll(http.Response);
        http.Response.Headers.CacheControl = "no-store";   // it may be forgotten, or revoked
        return TypedResults.Text((await SignedAsync(credential, http, keys, texts, site, options, cancellation)).ToJsonString(_readable), type);
    }

    /// <param name="credential">With its status.</param>
    internal static Task<JsonObject> SignedAsync(
        Credential credential, HttpContext http, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        var issuer = IssuerAddresses.Of(http.Request, options, site);
        var criteria = CertificateTexts.In(credential.Language, () => texts["Badge.Criteria"]);
        var badge = OpenBadge.Of(credential, issuer, issuer.Credential(credential.Id), issuer.Achievement(credential.CourseId), criteria, issuer.Place(credential.Status!.Place));
        return keys.SignAsync(badge, issuer, credential.IssuedAt, cancellation);
    }
}
