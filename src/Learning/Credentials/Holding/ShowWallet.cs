using System.Security.Claims;
using Learning.Accounts;
using Learning.Credentials.Pathways;
using Learning.Data;
using Learning.Progress;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Holding;

/// <summary>All certificates of hers, the latest first, and how far she is on pathways she has begun. For whoever is signed in.</summary>
public static class ShowWallet
{
    public const string Address = "/my/certificates";

    public static void MapShowWallet(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShowWallet)}");

    internal static async Task<IResult> Get(ClaimsPrincipal user, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var (learner, now) = (user.LearnerId, clock.GetUtcNow());
        var hers = await db.Credentials.AsNoTracking().Include(c => c.Statuses).Where(c => c.LearnerId == learner).OrderByDescending(c => c.IssuedAt).ToListAsync(cancellation);
        var model = new WalletModel([.. hers.Select(c => WalletRow.Of(c, now))], await PathwaysAsync(db, learner, hers, now, cancellation), user.IsGuest, $"{Address}.zip");
        return new View("Credentials/ShowWallet", model, texts["Wallet.Title"]);
    }

    /// <summary>Those of whose courses she has at least one certificate, and not the pathway's yet.</summary>
    private static async Task<IReadOnlyList<PathwayRow>> PathwaysAsync(LearningDb db, string learner, List<Credential> hers, DateTimeOffset now, CancellationToken cancellation)
    {
        var language = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var begun = await db.CourseOutcomes.AsNoTracking().Where(o => o.LearnerId == learner).Select(o => o.CourseId).ToListAsync(cancellation);
        var pathways = await db.Pathways.AsNoTracking().Where(p => p.ClosedAt == null).OrderBy(p => p.Id).ToListAsync(cancellation);
        return
        [
            .. from pathway in pathways
               where !hers.Exists(c => c.PathwayId == pathway.Id) && pathway.CourseIds.Exists(id => begun.Contains(id) || hers.Exists(c => c.CourseId == id))
               let done = pathway.CourseIds.Count(id => hers.Exists(c => c.CourseId == id && c.Holds(now)))
               select new PathwayRow(ShowPathway.AddressOf(pathway.Id), pathway.TitleIn(language), pathway.LanguageIn(language), done, pathway.CourseIds.Count),
        ];
    }

    /// <param name="BundleHref">All of them in one file.</param>
    public sealed record WalletModel(IReadOnlyList<WalletRow> Certificates, IReadOnlyList<PathwayRow> Pathways, bool IsGuest, string BundleHref);

    public sealed record PathwayRow(string Href, string Title, string Language, int Done, int Courses);

    /// <param name="State">Holds, Ends (within the days in which it may be renewed), Expired, Revoked: a part of the name of its text.</param>
    public sealed record WalletRow(Guid Id, string Href, string PageHref, string Title, string Language, bool IsPathway, DateTimeOffset IssuedAt, DateTimeOffset? ValidUntil, string State, bool IsHidden)
    {
        internal static WalletRow Of(Credential credential, DateTimeOffset now) => new(
            credential.Id,
            $"{Address}/{credential.Id}",
            $"/credentials/{credential.Id}",
            credential.CourseTitle,
            credential.Language,
            credential.PathwayId.Length > 0,
            credential.IssuedAt,
            credential.ValidUntil,
            CredentialState.Of(credential, now).ToString(),
            credential.IsHidden);
    }
}
