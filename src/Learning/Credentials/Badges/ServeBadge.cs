using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.Credentials.Holding;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Learning.Credentials.Badges;

/// <summary>
/// A certificate as a file for other programs, an Open Badge 3.0 signed by the site: <c>GET /credentials/{id}.json</c>, and what <c>/credentials/{id}</c> gives to a program that asks for it. As public as the page: whoever has the address.
/// Refusals: 404 no such certificate, or its holder does not show it.
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
        Guid id, HttpContext http, ClaimsPrincipal user, ReadCredential read, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        var seen = await read.FindAsync(id, http.Request, user, cancellation);
        if (seen is not { IsStateOnly: false })
        {
            return Refusals.NotThere(seen is null ? "Credential.NotFound" : "Credential.NotShown");
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"certificate-{seen.Credential.SubjectId}.json");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return await AnswerAsync(seen, _types[^1], http, keys, texts, site, options, cancellation);
    }

    internal static async Task<IResult> AnswerAsync(
        SeenCredential seen, string type, HttpContext http, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        IssuerAddresses.OpenToAll(http.Response);
        http.Response.Headers.CacheControl = "no-store";   // it may be forgotten, or revoked
        return TypedResults.Text(await WriteAsync(seen.Credential, seen.Holder, IssuerAddresses.Of(http.Request, options, site), keys, texts, cancellation), type);
    }

    /// <summary>The badge as it is given out: signed, in JSON that a person can read too.</summary>
    /// <param name="credential">With its statuses.</param>
    internal static async Task<string> WriteAsync(Credential credential, ShownHolder holder, Issuer issuer, IssuerKeys keys, InterfaceTexts texts, CancellationToken cancellation) =>
        (await SignedAsync(credential, holder, issuer, keys, texts, cancellation)).ToJsonString(_readable);

    /// <param name="credential">With its statuses.</param>
    internal static Task<JsonObject> SignedAsync(Credential credential, ShownHolder holder, Issuer issuer, IssuerKeys keys, InterfaceTexts texts, CancellationToken cancellation)
    {
        var criteria = CertificateTexts.In(credential.Language, () => texts[credential.PathwayId.Length > 0 ? "Badge.PathwayCriteria" : "Badge.Criteria"]);
        var achievement = credential.PathwayId.Length > 0 ? issuer.Pathway(credential.PathwayId) : issuer.Achievement(credential.CourseId);
        var badge = OpenBadge.Of(credential, holder, issuer, issuer.Credential(credential.Id), achievement, criteria, issuer.Place(credential.Status!.Place));
        return keys.SignAsync(badge, issuer, credential.RenewedAt ?? credential.IssuedAt, cancellation);
    }
}
