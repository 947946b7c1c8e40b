using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials.Badges;
using Learning.Data;
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
        Guid id, string? from, HttpContext http, ClaimsPrincipal user, LearningDb db, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, CancellationToken cancellation)
    {
        CredentialAddress.KeepFromSearchEngines(http.Response);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var credential = await db.Credentials.AsNoTracking().Include(c => c.Status).SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (credential is null)
        {
            return NotThere("Credential.NotFound");
        }

        if (ServeBadge.Wanted(http.Request) is { } type)
        {
            return await ServeBadge.AnswerAsync(credential, type, http, keys, texts, site, options, cancellation);
        }

        var model = new CredentialModel
        {
            HolderName = credential.HolderName,
            CourseTitle = credential.CourseTitle,
            Hours = credential.Hours,
            IssuedAt = credential.IssuedAt,
            TestPercent = credential.TestPercent,
            RevisionNumber = credential.RevisionNumber,
            CheckHref = CredentialAddress.Of(id, http.Request, options),
            PdfHref = $"/credentials/{id}.pdf",
            BadgeHref = $"/credentials/{id}.json",
            PngHref = $"/credentials/{id}.png",
            SvgHref = $"/credentials/{id}.svg",
            IsHolder = user.LearnerIdOrNull == credential.LearnerId,
            IsFromPaper = from == "paper",
            IsRevoked = credential.Status?.RevokedAt is not null,
            SiteName = site.Name,
            Language = credential.Language,
            IsWithdrawn = await db.Courses.AnyAsync(c => c.Id == credential.CourseId && c.WithdrawnAt != null, cancellation),
        };
        return new View("Credentials/ShowCredential", model, $"{texts["Credential.Title"]}: {credential.CourseTitle}");
    }

    public sealed record CredentialModel
    {
        public required string HolderName { get; init; }

        public required string CourseTitle { get; init; }

        public required decimal Hours { get; init; }

        public required DateTimeOffset IssuedAt { get; init; }

        public required int? TestPercent { get; init; }

        public required int RevisionNumber { get; init; }

        /// <summary>Absolute: it is meant to be passed on.</summary>
        public required string CheckHref { get; init; }

        /// <summary>Within the site.</summary>
        public required string PdfHref { get; init; }

        /// <summary>Within the site: the same for other programs.</summary>
        public required string BadgeHref { get; init; }

        /// <summary>Within the site: a card to share.</summary>
        public required string PngHref { get; init; }

        /// <summary>Within the site: the same card.</summary>
        public required string SvgHref { get; init; }

        public required bool IsHolder { get; init; }

        /// <summary>She came with a file, whose words are to be held against those here.</summary>
        public required bool IsFromPaper { get; init; }

        public required bool IsRevoked { get; init; }

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
