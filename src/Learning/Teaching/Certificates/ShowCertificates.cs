using System.Security.Claims;
using Learning.Accounts;
using Learning.Credentials;
using Learning.Credentials.Keeping;
using Learning.Credentials.Pathways;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Teaching.Certificates;

/// <summary>
/// The certificates that somebody looks after, the latest first, 50 to a page: <c>find</c> is a part of a name or of a title, or a number or address of one; <c>state</c> is waiting (for an answer), ends, expired or revoked. For facilitators, those of their
/// learners; for administrators all.
/// </summary>
public static class ShowCertificates
{
    public const string Address = "/certificates";

    private const int OnPage = 50;
    private const int LongestFind = 200;

    private static readonly string[] _states = ["waiting", "ends", "expired", "revoked"];

    public static void MapShowCertificates(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCertificates)}");

    internal static async Task<IResult> Get(
        string? find, string? state, string? page, ClaimsPrincipal user, CertificateAccess access, LearningDb db, IAuthorizationService authorization, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var wanted = (find ?? "").Trim() is var typed && typed.Length > LongestFind ? typed[..LongestFind] : typed;
        var chosen = _states.FirstOrDefault(s => s == state);
        var some = Chosen(Found(await access.OfAsync(user, cancellation), wanted), chosen, db, now);
        var pages = Pages.Of(await some.CountAsync(cancellation), OnPage, page);
        var shown = await some.AsNoTracking().Include(c => c.Statuses).OrderByDescending(c => c.IssuedAt).ThenBy(c => c.Id).Skip(pages.Skip).Take(OnPage).ToListAsync(cancellation);
        var ids = shown.ConvertAll(c => c.Id);
        var waiting = (await db.CredentialRequests.Where(r => ids.Contains(r.CredentialId) && r.State == RequestState.Open).Select(r => r.CredentialId).ToListAsync(cancellation)).ToHashSet();
        var model = new CertificatesModel(
            wanted,
            chosen ?? "",
            [.. _states],
            [.. shown.Select(c => new CertificateRow($"{Address}/{c.Id}", c.HolderName, c.CourseTitle, c.Language, c.IssuedAt, c.ValidUntil, CredentialState.Of(c, now).ToString(), waiting.Contains(c.Id)))],
            (await authorization.AuthorizeAsync(user, Policies.Publish)).Succeeded ? ChangePathway.Address : null,
            pages.With(n => $"{Address}?find={Uri.EscapeDataString(wanted)}&state={chosen}&page={n}"));
        return new View("Teaching/ShowCertificates", model, texts["Certificates.Title"]);
    }

    /// <summary>How many wait for an answer.</summary>
    internal static Task<int> WaitingAsync(IQueryable<Credential> hers, LearningDb db, CancellationToken cancellation) =>
        db.CredentialRequests.Where(r => r.State == RequestState.Open && hers.Any(c => c.Id == r.CredentialId)).Select(r => r.CredentialId).Distinct().CountAsync(cancellation);

    private static IQueryable<Credential> Found(IQueryable<Credential> all, string wanted)
    {
        if (wanted.Length == 0)
        {
            return all;
        }

        // Behind the last slash, where somebody pasted an address.
        return Guid.TryParse(wanted.Split('?')[0].TrimEnd('/').Split('/')[^1], out var id)
            ? all.Where(c => c.Id == id)
            : all.Where(c => EF.Functions.Like(c.HolderName, $"%{wanted}%") || EF.Functions.Like(c.CourseTitle, $"%{wanted}%"));
    }

    private static IQueryable<Credential> Chosen(IQueryable<Credential> all, string? state, LearningDb db, DateTimeOffset now)
    {
        var soon = now.AddDays(Validity.RenewableDays);
        var requests = db.CredentialRequests;
        return state switch
        {
            "waiting" => all.Where(c => requests.Any(r => r.CredentialId == c.Id && r.State == RequestState.Open)),
            "ends" => all.Where(c => c.ValidUntil >= now && c.ValidUntil <= soon && c.Statuses.OrderByDescending(s => s.Place).First().RevokedAt == null),
            "expired" => all.Where(c => c.ValidUntil < now && c.Statuses.OrderByDescending(s => s.Place).First().RevokedAt == null),
            "revoked" => all.Where(c => c.Statuses.OrderByDescending(s => s.Place).First().RevokedAt != null),
            _ => all,
        };
    }

    /// <param name="PathwaysHref">Null for those who may not change them.</param>
    public sealed record CertificatesModel(string Find, string State, IReadOnlyList<string> States, IReadOnlyList<CertificateRow> Certificates, string? PathwaysHref, PageLinks Pages);

    public sealed record CertificateRow(string Href, string Holder, string Title, string Language, DateTimeOffset IssuedAt, DateTimeOffset? ValidUntil, string State, bool IsWaiting);
}
