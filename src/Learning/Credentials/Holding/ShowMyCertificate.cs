using System.Security.Claims;
using Learning.Accounts;
using Learning.Credentials.Keeping;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Credentials.Holding;

/// <summary>
/// One certificate of hers: how others see it, links she has given out, what she has asked those in charge. Where something typed is wrong, the page comes again with it. For its holder; to everybody else it is not there (404).
/// </summary>
public sealed class ShowMyCertificate(LearningDb db, RenewalWay renewal, InterfaceTexts texts, LearningOptions options, TimeProvider clock)
{
    public const int MostLinks = 50;

    internal static string AddressOf(Guid id) => $"{ShowWallet.Address}/{id}";

    /// <summary>With its statuses; null where it is not hers.</summary>
    internal Task<Credential?> FindAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var learner = user.LearnerId;
        return db.Credentials.AsNoTracking().Include(c => c.Statuses).SingleOrDefaultAsync(c => c.Id == id && c.LearnerId == learner, cancellation);
    }

    internal async Task<View> PageAsync(Credential credential, HttpRequest request, Typed typed, IReadOnlyList<CredentialProblem> problems, string? did, CancellationToken cancellation)
    {
        var links = await db.CredentialLinks.AsNoTracking().Where(l => l.CredentialId == credential.Id).OrderBy(l => l.WithdrawnAt != null).ThenByDescending(l => l.MadeAt).Take(MostLinks).ToListAsync(cancellation);
        var requests = await db.CredentialRequests.AsNoTracking().Where(r => r.CredentialId == credential.Id).OrderByDescending(r => r.AskedAt).Take(MostLinks).ToListAsync(cancellation);
        var page = CredentialAddress.Of(credential.Id, request, options);
        var now = clock.GetUtcNow();
        var model = new MyCertificateModel
        {
            Row = ShowWallet.WalletRow.Of(credential, now),
            HolderName = credential.HolderName,
            Pseudonym = credential.Pseudonym ?? "",
            Cause = credential.Status?.Cause?.ToString(),
            Reason = credential.Status?.Reason ?? "",
            RevokedAt = credential.Status?.RevokedAt,
            PageHref = page,
            Links = [.. links.Select(l => new LinkRow(l.Id, l.Label, ShareCertificate.AddressOf(page, l.Token), l.ShowsName, l.MadeAt, l.WithdrawnAt))],
            Requests = [.. requests.Select(r => new RequestRow(r.Kind.ToString(), r.Name, r.Text, r.AskedAt, r.State.ToString(), r.AnsweredAt, r.Answer))],
            MayCorrect = !credential.IsRevoked && requests.TrueForAll(r => r is not { Kind: RequestKind.Correction, State: RequestState.Open }),
            MayAppeal = credential.IsRevoked && requests.TrueForAll(r => r is not { Kind: RequestKind.Appeal, State: RequestState.Open }),
            Typed = typed,
            Problems = problems,
            Did = did is "shown" or "linked" or "withdrawn" or "asked" ? did : null,
            LongestLabel = CredentialLink.LongestLabel,
            LongestPseudonym = Credential.LongestPseudonym,
            LongestName = Learner.LongestName,
            LongestText = CredentialRequest.LongestText,
            RenewsByTest = (await renewal.ByTestAsync([credential.CourseId], cancellation)).Count > 0,
            RenewableFrom = credential.ValidUntil is { } until ? Validity.RenewableFrom(until) : null,
        };
        return new("Credentials/ShowMyCertificate", model, credential.CourseTitle)
        {
            Address = AddressOf(credential.Id),
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    internal CredentialProblem Problem(string field, string text, params object[] arguments) => new(field, texts[text, arguments]);

    /// <summary>What was typed into the forms of the page; null: as it is kept.</summary>
    public sealed record Typed(string? Pseudonym = null, string? Showing = null, string Label = "", string Kind = "", string Name = "", string Text = "");

    public sealed record LinkRow(Guid Id, string Label, string Href, bool ShowsName, DateTimeOffset MadeAt, DateTimeOffset? WithdrawnAt);

    public sealed record RequestRow(string Kind, string Name, string Text, DateTimeOffset AskedAt, string State, DateTimeOffset? AnsweredAt, string Answer);

    public sealed record MyCertificateModel
    {
        public required ShowWallet.WalletRow Row { get; init; }

        public required string HolderName { get; init; }

        /// <summary>"": none.</summary>
        public required string Pseudonym { get; init; }

        public required string? Cause { get; init; }

        public required string Reason { get; init; }

        public required DateTimeOffset? RevokedAt { get; init; }

        /// <summary>Absolute.</summary>
        public required string PageHref { get; init; }

        public required IReadOnlyList<LinkRow> Links { get; init; }

        public required IReadOnlyList<RequestRow> Requests { get; init; }

        public required bool MayCorrect { get; init; }

        public required bool MayAppeal { get; init; }

        public required Typed Typed { get; init; }

        public required IReadOnlyList<CredentialProblem> Problems { get; init; }

        /// <summary>What was just done: part of the name of its text.</summary>
        public required string? Did { get; init; }

        public required int LongestLabel { get; init; }

        public required int LongestPseudonym { get; init; }

        public required int LongestName { get; init; }

        public required int LongestText { get; init; }

        /// <summary>The course has a final test to renew it with.</summary>
        public required bool RenewsByTest { get; init; }

        /// <summary>From when it may be renewed; null where it does not end.</summary>
        public required DateTimeOffset? RenewableFrom { get; init; }
    }
}

public static class ShowMyCertificateRoute
{
    public static void MapShowMyCertificate(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ShowWallet.Address + "/{id:guid}", Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShowMyCertificate)}");

    internal static async Task<IResult> Get(Guid id, string? did, HttpRequest request, ClaimsPrincipal user, ShowMyCertificate page, CancellationToken cancellation) =>
        await page.FindAsync(id, user, cancellation) is { } hers ? await page.PageAsync(hers, request, new(), [], did, cancellation) : NotThere("Credential.NotFound");
}
