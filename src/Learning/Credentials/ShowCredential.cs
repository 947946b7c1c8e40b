using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials.Badges;
using Learning.Credentials.Holding;
using Learning.Data;
using Learning.Telemetry;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using static Learning.Theming.Refusals;

namespace Learning.Credentials;

/// <summary>
/// A certificate on the screen and its public check in one: whoever has the address sees what the certificate states. Nobody finds the address by
/// searching or guessing. A program that asks for JSON gets it as an Open Badge.
/// </summary>
public static class ShowCredential
{
    public static void MapShowCredential(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/credentials/{id:guid}", Get).WithName($"Learning.{nameof(ShowCredential)}");

    internal static async Task<IResult> Get(
        Guid id, string? from, HttpContext http, ClaimsPrincipal user, ReadCredential read, CredentialQueries queries, LearningDb db, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (ServeBadge.Wanted(http.Request) is { } type)
        {
            var asked = await read.FindAsync(id, http.Request, user, cancellation);
            return asked is { IsStateOnly: false } ? await ServeBadge.AnswerAsync(asked, type, http, keys, texts, site, options, cancellation) : NotThere(asked is null ? "Credential.NotFound" : "Credential.NotShown");
        }

        if (await queries.GlanceAsync(db, id, cancellation) is not { } glance)
        {
            Measures.CertificatesChecked.Add(1, Measures.As("unknown"));
            return NotThere("Credential.NotFound");
        }

        var (isFromPaper, isExpired, address) = (from == "paper", Validity.IsOver(Time(glance.ValidUntil), clock.GetUtcNow()), CredentialAddress.Of(id, http.Request, options));
        var isHolder = user.LearnerIdOrNull == glance.LearnerId;
        Measures.CertificatesChecked.Add(1, Measures.As(glance.RevokedAt is not null ? "revoked" : isExpired ? "expired" : "holds"));
        var byLink = http.Request.Query.ContainsKey("link") ? await read.FindAsync(id, http.Request, user, cancellation) : null;
        var title = byLink?.IsStateOnly ?? (glance.IsHidden && !isHolder) ? texts["Credential.Title"] : $"{texts["Credential.Title"]}: {glance.Title}";
        return new View("Credentials/ShowCredential", ModelAsync, title)
        {
            // Kept for all who would see the same. A link may be withdrawn, so what it shows is made each time.
            Key = byLink is not null ? null : $"{address} {glance} {isHolder} {isExpired} {isFromPaper}",
        };

        // What may change is taken from the glance, as the key is: her holder may change it at this very moment.
        async ValueTask<object> ModelAsync() => byLink is not null
            ? ModelOf(byLink, glance, isFromPaper, isExpired, address, texts, site)
            : ModelOf((await read.FindAsync(id, http.Request, user, cancellation))! with { Holder = glance.Holder, IsHolder = isHolder, IsStateOnly = glance.IsHidden && !isHolder }, glance, isFromPaper, isExpired, address, texts, site);
    }

    private static CredentialModel ModelOf(SeenCredential seen, CredentialGlance glance, bool isFromPaper, bool isExpired, string address, InterfaceTexts texts, SiteIdentity site)
    {
        var (credential, id) = (seen.Credential, seen.Credential.Id);
        var place = credential.Statuses.Find(s => s.Place == glance.Place);
        return new()
        {
            HolderName = seen.Holder.Name,
            IsPseudonym = seen.Holder.IsPseudonym,
            CourseTitle = credential.CourseTitle,
            IsPathway = credential.PathwayId.Length > 0,
            Level = CertificateTexts.LevelOf(credential.Level, credential.Language, texts),
            Competences = credential.Competences,
            Hours = credential.Hours,
            IssuedAt = credential.IssuedAt,
            ValidUntil = Time(glance.ValidUntil),
            RenewedAt = Time(glance.RenewedAt),
            IsExpired = isExpired,
            TestPercent = credential.TestPercent,
            RevisionNumber = credential.RevisionNumber,
            CheckHref = address,
            PdfHref = $"/credentials/{id}.pdf{seen.Query}",
            A4Href = $"/credentials/{id}.pdf?paper=a4{seen.Query.Replace('?', '&')}",
            LetterHref = $"/credentials/{id}.pdf?paper=letter{seen.Query.Replace('?', '&')}",
            BadgeHref = $"/credentials/{id}.json{seen.Query}",
            PngHref = $"/credentials/{id}.png{seen.Query}",
            SvgHref = $"/credentials/{id}.svg{seen.Query}",
            MineHref = seen.IsHolder ? $"/my/certificates/{id}" : null,
            IsHolder = seen.IsHolder,
            IsStateOnly = seen.IsStateOnly,
            IsFromPaper = isFromPaper,
            RevokedAt = Time(glance.RevokedAt),
            Cause = place?.Cause,
            Reason = seen.IsHolder ? place?.Reason ?? "" : "",
            SiteName = site.Name,
            Language = credential.Language,
            IsWithdrawn = glance.IsWithdrawn,
        };
    }

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } some ? DateTimeOffset.FromUnixTimeMilliseconds(some) : null;

    public sealed record CredentialModel
    {
        public required string HolderName { get; init; }

        /// <summary>She chose it for this; the site knows her by another.</summary>
        public required bool IsPseudonym { get; init; }

        public required string CourseTitle { get; init; }

        public required bool IsPathway { get; init; }

        public required string Level { get; init; }

        public required IReadOnlyList<string> Competences { get; init; }

        public required decimal Hours { get; init; }

        public required DateTimeOffset IssuedAt { get; init; }

        public required DateTimeOffset? ValidUntil { get; init; }

        public required DateTimeOffset? RenewedAt { get; init; }

        public required bool IsExpired { get; init; }

        public required int? TestPercent { get; init; }

        public required int RevisionNumber { get; init; }

        /// <summary>Absolute: it is meant to be passed on.</summary>
        public required string CheckHref { get; init; }

        /// <summary>Within the site.</summary>
        public required string PdfHref { get; init; }

        /// <summary>Within the site: the same for other programs.</summary>
        public required string BadgeHref { get; init; }

        public required string A4Href { get; init; }

        public required string LetterHref { get; init; }

        /// <summary>Within the site: a card to share.</summary>
        public required string PngHref { get; init; }

        /// <summary>Within the site: the same card.</summary>
        public required string SvgHref { get; init; }

        /// <summary>Where its holder decides about it; null for others.</summary>
        public required string? MineHref { get; init; }

        public required bool IsHolder { get; init; }

        /// <summary>Whether it holds is all that is shown.</summary>
        public required bool IsStateOnly { get; init; }

        /// <summary>She came with a file, whose words are to be held against those here.</summary>
        public required bool IsFromPaper { get; init; }

        public required DateTimeOffset? RevokedAt { get; init; }

        public required RevocationCause? Cause { get; init; }

        /// <summary>In the words of whoever revoked it; for the holder.</summary>
        public required string Reason { get; init; }

        public required string SiteName { get; init; }

        public required string Language { get; init; }

        /// <summary>The course is not to be had any more; what it certifies holds.</summary>
        public required bool IsWithdrawn { get; init; }
    }
}

/// <summary>The address at which a certificate may be checked by anyone who holds it.</summary>
internal static class CredentialAddress
{
    public static string Of(Guid id, HttpRequest request, LearningOptions options) =>
        $"{options.PublicAddress?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}"}/credentials/{id}";

    /// <summary>It names a person, so it is for those she gives it to.</summary>
    public static void KeepFromSearchEngines(HttpResponse response) => response.Headers["X-Robots-Tag"] = "noindex";
}
