using System.Text.Json.Nodes;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Badges;

/// <summary>
/// What a verifier asks the site: its keys (<c>/.well-known/did.json</c>, or <c>/did.json</c> where it stands below a path; as JWKS at <c>/.well-known/jwks.json</c>), what was revoked (<c>/credentials/status/{number}</c>), and where the
/// course is that a certificate names (<c>/achievements/{id}</c>). For everybody. Refusals: 404 no such list or course.
/// </summary>
public static class ServeIssuer
{
    private const int SecondsKept = 60;

    public static void MapServeIssuer(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/did.json", Document).WithName("Learning.IssuerDocument");
        routes.MapGet("/did.json", Document).WithName("Learning.IssuerDocumentBelow");
        routes.MapGet("/.well-known/jwks.json", KeySet).WithName("Learning.IssuerKeySet");
        routes.MapGet(IssuerAddresses.Lists + "/{number:int}", Revoked).WithName("Learning.StatusList");
        routes.MapGet("/achievements/{id}", Achievement).WithName("Learning.Achievement");
    }

    internal static async Task<IResult> Document(HttpContext http, IssuerKeys keys, LearningOptions options, SiteIdentity site, CancellationToken cancellation) =>
        Json(http, IssuerAddresses.Of(http.Request, options, site).Document(await keys.BelievedAsync(cancellation)), "application/did+json");

    internal static async Task<IResult> KeySet(HttpContext http, IssuerKeys keys, CancellationToken cancellation) =>
        Json(http, Issuer.KeySet(await keys.BelievedAsync(cancellation)), "application/jwk-set+json");

    internal static async Task<IResult> Revoked(int number, HttpContext http, LearningDb db, IssuerKeys keys, LearningOptions options, SiteIdentity site, TimeProvider clock, CancellationToken cancellation)
    {
        var first = (long)(number - 1) * StatusList.Length;
        var last = first + StatusList.Length;
        var places = db.Set<CredentialStatus>().AsNoTracking().Where(s => s.Place > first && s.Place <= last);
        if (number < 1 || (number > 1 && !await places.AnyAsync(cancellation)))
        {
            return Refusals.NotThere("Badge.NoList");
        }

        return Json(http, await ListAsync(number, IssuerAddresses.Of(http.Request, options, site), db, keys, Minute(clock), cancellation), "application/vc");
    }

    /// <summary>To the minute, so that those who ask within it get the same.</summary>
    internal static DateTimeOffset Minute(TimeProvider clock) => new(clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>The signed list with that number, from 1, as it is at a time: whoever keeps it sees how old it is.</summary>
    internal static async Task<JsonObject> ListAsync(int number, Issuer issuer, LearningDb db, IssuerKeys keys, DateTimeOffset at, CancellationToken cancellation)
    {
        var first = (long)(number - 1) * StatusList.Length;
        var last = first + StatusList.Length;
        var revoked = await db.Set<CredentialStatus>().AsNoTracking().Where(s => s.Place > first && s.Place <= last && s.RevokedAt != null).Select(s => s.Place).ToListAsync(cancellation);
        var list = StatusList.Of(issuer, issuer.List(number), revoked.Select(place => (int)(place - 1 - first)), at);
        return await keys.SignAsync(list, issuer, at, cancellation);
    }

    internal static async Task<IResult> Achievement(string id, LearningDb db, CancellationToken cancellation) =>
        await db.Courses.AsNoTracking().Where(c => c.Id == id).Select(c => c.Slug).SingleOrDefaultAsync(cancellation) is { } slug
            ? TypedResults.LocalRedirect($"~/courses/{slug}")
            : Refusals.NotThere("Refusal.NoSuchCourse");

    private static IResult Json(HttpContext http, JsonObject document, string type)
    {
        IssuerAddresses.OpenToAll(http.Response);
        http.Response.Headers.CacheControl = $"public, max-age={SecondsKept}";
        return TypedResults.Text(document.ToJsonString(), type);
    }
}
