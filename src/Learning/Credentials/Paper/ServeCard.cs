using Learning.Courses;
using Learning.Credentials.Badges;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Paper;

/// <summary>
/// The certificate as a picture to share, its Open Badge baked in: <c>GET /credentials/{id}.png</c> and <c>/credentials/{id}.svg</c>, as public as the page; and <c>/achievements/{id}/image.png</c>, a card of the course that is nobody's, for
/// everybody. Refusals: 404 no such certificate or course.
/// </summary>
public static class ServeCard
{
    private const int SecondsKept = 3600;

    public static void MapServeCard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/credentials/{id:guid}.png", GetPng).WithName($"Learning.{nameof(ServeCard)}");
        routes.MapGet("/credentials/{id:guid}.svg", GetSvg).WithName("Learning.ServeCardSvg");
        routes.MapGet("/achievements/{id}/image.png", GetAchievement).WithName("Learning.AchievementImage");
    }

    internal static Task<IResult> GetPng(
        Guid id, HttpContext http, LearningDb db, IssuerKeys keys, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, LearningOptions options, CancellationToken cancellation) =>
        AnswerAsync(id, "png", "image/png", card => CertificateCard.Png(card, theme.Design), http, db, keys, texts, site, options, cancellation);

    internal static Task<IResult> GetSvg(
        Guid id, HttpContext http, LearningDb db, IssuerKeys keys, InterfaceTexts texts, CertificateTheme theme, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src data:; sandbox";   // opened by itself it is a document
        return AnswerAsync(id, "svg", "image/svg+xml", card => CertificateCard.SvgOf(card, theme.Design), http, db, keys, texts, site, options, cancellation);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, string extension, string type, Func<CardContent, byte[]> draw, HttpContext http, LearningDb db, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options,
        CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        var credential = await db.Credentials.AsNoTracking().Include(c => c.Status).SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (credential is null)
        {
            http.Response.Headers.Remove("Content-Security-Policy");   // the refusal is a page
            return Refusals.NotThere("Credential.NotFound");
        }

        var badge = await ServeBadge.SignedAsync(credential, http, keys, texts, site, options, cancellation);
        await CertificateAnswer.HeadAsync(http, db, credential, extension, cancellation);
        return TypedResults.Bytes(Baking.Bake(draw(CardOf(credential, CredentialAddress.Of(id, http.Request, options), texts, site)), badge), type);
    }

    private static CardContent CardOf(Credential credential, string address, InterfaceTexts texts, SiteIdentity site)
    {
        var words = CertificateTexts.For(credential, texts);
        var issued = CertificateTexts.In(credential.Language, () => texts["Card.Issued", CertificateTexts.Day(credential.IssuedAt, CertificateTexts.CultureOf(credential.Language))]);
        var name = Typesetting.CleanText.Of(credential.HolderName);
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
        var heading = CertificateTexts.In(outline.Language, () => texts["Certificate.Heading"]);
        IssuerAddresses.OpenToAll(http.Response);
        http.Response.Headers.CacheControl = $"public, max-age={SecondsKept}";
        return TypedResults.Bytes(CertificateCard.Png(new(site.Name, heading, outline.Title, outline.Language, null), theme.Design), "image/png");
    }
}
