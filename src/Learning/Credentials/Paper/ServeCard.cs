using System.Security.Claims;
using Learning.Courses;
using Learning.Credentials.Badges;
using Learning.Credentials.Holding;
using Learning.Credentials.Pathways;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Paper;

/// <summary>
/// The certificate as a picture to share, its Open Badge baked in: <c>GET /credentials/{id}.png</c> and <c>/credentials/{id}.svg</c>, as public as the page; and <c>/achievements/{id}/image.png</c> and <c>/pathways/{id}/image.png</c>, a card of the course or pathway that is nobody's, for
/// everybody. Refusals: 404 no such certificate, course or pathway, or its holder does not show it; 410 it was revoked.
/// </summary>
public static class ServeCard
{
    private const int SecondsKept = 3600;

    public static void MapServeCard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/credentials/{id:guid}.png", GetPng).WithName($"Learning.{nameof(ServeCard)}");
        routes.MapGet("/credentials/{id:guid}.svg", GetSvg).WithName("Learning.ServeCardSvg");
        routes.MapGet("/achievements/{id}/image.png", GetAchievement).WithName("Learning.AchievementImage");
        routes.MapGet("/pathways/{id}/image.png", GetPathway).WithName("Learning.PathwayImage");
    }

    internal static Task<IResult> GetPng(
        Guid id, HttpContext http, ClaimsPrincipal user, ReadCredential read, LearningDb db, IssuerKeys keys, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, LearningOptions options, CancellationToken cancellation) =>
        AnswerAsync(id, "png", "image/png", card => CertificateCard.Png(card, theme.Design), http, user, read, db, keys, texts, site, options, cancellation);

    internal static Task<IResult> GetSvg(
        Guid id, HttpContext http, ClaimsPrincipal user, ReadCredential read, LearningDb db, IssuerKeys keys, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src data:; sandbox";   // opened by itself it is a document
        return AnswerAsync(id, "svg", "image/svg+xml", card => CertificateCard.SvgOf(card, theme.Design), http, user, read, db, keys, texts, site, options, cancellation);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, string extension, string type, Func<CardContent, byte[]> draw, HttpContext http, ClaimsPrincipal user, ReadCredential read, LearningDb db, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options,
        CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        var seen = await read.FindAsync(id, http.Request, user, cancellation);
        if (CertificateAnswer.RefusalOf(seen) is { } refusal)
        {
            http.Response.Headers.Remove("Content-Security-Policy");   // the refusal is a page
            return refusal;
        }

        var badge = await ServeBadge.SignedAsync(seen!.Credential, seen.Holder, IssuerAddresses.Of(http.Request, options, site), keys, texts, cancellation);
        await CertificateAnswer.HeadAsync(http, db, seen.Credential, extension, cancellation);
        return TypedResults.Bytes(Baking.Bake(draw(CardOf(seen.Credential, seen.Holder, CredentialAddress.Of(id, http.Request, options) + seen.Query, texts, site)), badge), type);
    }

    internal static CardContent CardOf(Credential credential, ShownHolder holder, string address, InterfaceTexts texts, SiteIdentity site)
    {
        var words = CertificateTexts.For(credential, texts);
        var issued = CertificateTexts.In(credential.Language, () => texts["Card.Issued", CertificateTexts.Day(credential.IssuedAt, CertificateTexts.CultureOf(credential.Language))]);
        var name = Typesetting.CleanText.Of(CertificateTexts.NameOf(holder, credential.Language, texts));
        return new(site.Name, words.Heading, credential.CourseTitle, credential.Language, new(name.Length > 0 ? name : words.Nameless, words.Completed, issued, address));
    }

    internal static async Task<IResult> GetAchievement(
        string id, HttpContext http, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, CancellationToken cancellation)
    {
        if (await db.Courses.AsNoTracking().Where(c => c.Id == id).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation) is not { } revision)
        {
            return Refusals.NotThere("Refusal.NoSuchCourse");
        }

        var outline = (await revisions.GetAsync(db, revision, cancellation)).Outline;
        return Nobodys(outline.Title, outline.Language, http, texts, theme, site);
    }

    internal static async Task<IResult> GetPathway(string id, HttpContext http, LearningDb db, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, CancellationToken cancellation) =>
        await db.Pathways.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation) is { } pathway
            ? Nobodys(pathway.TitleIn("en"), pathway.LanguageIn("en"), http, texts, theme, site)
            : Refusals.NotThere("Pathway.NotThere");

    private static IResult Nobodys(string title, string language, HttpContext http, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site)
    {
        var heading = CertificateTexts.In(language, () => texts["Certificate.Heading"]);
        IssuerAddresses.OpenToAll(http.Response);
        http.Response.Headers.CacheControl = $"public, max-age={SecondsKept}";
        return TypedResults.Bytes(CertificateCard.Png(new(site.Name, heading, title, language, null), theme.Design), "image/png");
    }
}
