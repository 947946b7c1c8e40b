using System.Security.Claims;
using Learning.Accounts;
using Learning.Credentials;
using Learning.Credentials.Holding;
using Learning.Credentials.Keeping;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Teaching.Certificates;

/// <summary>
/// One certificate for those who look after it: what it states, what its holder asks, everything that was done to it and why; from here it is revoked, let hold again, corrected, renewed. Where something typed is wrong, the page comes again
/// with it.
/// </summary>
public sealed class ShowCertificate(LearningDb db, CertificateAccess access, InterfaceTexts texts, TimeProvider clock)
{
    private const int MostLines = 100;

    internal static string AddressOf(Guid id) => $"{ShowCertificates.Address}/{id}";

    internal Task<Credential?> FindAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellation) => access.FindAsync(user, id, cancellation);

    internal async Task<View> PageAsync(Credential credential, ClaimsPrincipal user, Typed typed, IReadOnlyList<CredentialProblem> problems, string? did, CancellationToken cancellation)
    {
        var names = db.Learners;
        var requests = await db.CredentialRequests.AsNoTracking().Where(r => r.CredentialId == credential.Id).OrderByDescending(r => r.AskedAt).Take(MostLines)
            .Select(r => new { Request = r, By = names.Where(l => l.Id == r.AnsweredBy).Select(l => l.Name).FirstOrDefault() ?? "" }).ToListAsync(cancellation);
        var entries = await db.CredentialLog.AsNoTracking().Where(e => e.CredentialId == credential.Id).OrderByDescending(e => e.Number).Take(MostLines).ToListAsync(cancellation);
        var parts = entries.ConvertAll(e => CredentialLogLine.PersonalOf(e));
        var people = parts.Select(p => p?.By ?? "").Where(by => by.Length > 0).Distinct().ToList();
        var who = await db.Learners.AsNoTracking().Where(l => people.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Name, cancellation);
        var isJudge = await MayJudgeAsync(credential, user, cancellation);
        var model = new CertificateModel
        {
            Id = credential.Id,
            Href = AddressOf(credential.Id),
            PageHref = $"/credentials/{credential.Id}",
            Holder = credential.HolderName,
            Title = credential.CourseTitle,
            Language = credential.Language,
            IssuedAt = credential.IssuedAt,
            ValidUntil = credential.ValidUntil,
            State = CredentialState.Of(credential, clock.GetUtcNow()).ToString(),
            RevokedAt = credential.Status?.RevokedAt,
            Cause = credential.Status?.Cause?.ToString(),
            Reason = credential.Status?.Reason ?? "",
            Causes = [nameof(RevocationCause.Mistake), nameof(RevocationCause.Dishonesty), nameof(RevocationCause.HolderAsked), nameof(RevocationCause.Other)],
            Requests =
            [
                .. requests.Select(r => new RequestLine(
                    r.Request.Id, r.Request.Kind.ToString(), r.Request.Name, r.Request.Text, r.Request.AskedAt, r.Request.State.ToString(), r.Request.AnsweredAt, r.By, r.Request.Answer, r.Request.Kind == RequestKind.Correction || isJudge)),
            ],
            Log = [.. entries.Select((e, i) => new CredentialLogLine(e.Number, e.Deed.ToString(), e.At, parts[i] is { By: { Length: > 0 } by } ? who.GetValueOrDefault(by, "") : null, parts[i]?.Holder ?? "", parts[i]?.Reason ?? ""))],
            Typed = typed,
            Problems = problems,
            Did = did is "revoked" or "restored" or "corrected" or "renewed" or "answered" ? did : null,
            LongestReason = CredentialStatus.LongestReason,
            LongestName = Learner.LongestName,
            LongestAnswer = CredentialRequest.LongestText,
        };
        return new("Teaching/ShowCertificate", model, credential.CourseTitle)
        {
            Address = model.Href,
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    /// <summary>Nobody judges her own; nor does whoever revoked it, but an administrator may, on a site that has nobody else.</summary>
    internal async Task<bool> MayJudgeAsync(Credential credential, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (credential.LearnerId == user.LearnerId || await access.AdministersAsync(user))
        {
            return credential.LearnerId != user.LearnerId;
        }

        var last = await db.CredentialLog.AsNoTracking().Where(e => e.CredentialId == credential.Id && e.Deed == CredentialDeed.Revoked).OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellation);
        return last is null || CredentialLogLine.PersonalOf(last)?.By != user.LearnerId;
    }

    internal CredentialProblem Problem(string field, string text, params object[] arguments) => new(field, texts[text, arguments]);

    /// <summary>What was typed into the forms of the page.</summary>
    public sealed record Typed(string Cause = "", string Reason = "", string RestoreReason = "", string Name = "", string NameReason = "", string Until = "", string RenewReason = "", string Answer = "", string Request = "");

    /// <param name="MayAnswer">False: she revoked it herself.</param>
    public sealed record RequestLine(Guid Id, string Kind, string Name, string Text, DateTimeOffset AskedAt, string State, DateTimeOffset? AnsweredAt, string AnsweredBy, string Answer, bool MayAnswer);

    public sealed record CertificateModel
    {
        public required Guid Id { get; init; }

        public required string Href { get; init; }

        public required string PageHref { get; init; }

        public required string Holder { get; init; }

        public required string Title { get; init; }

        public required string Language { get; init; }

        public required DateTimeOffset IssuedAt { get; init; }

        public required DateTimeOffset? ValidUntil { get; init; }

        public required string State { get; init; }

        public required DateTimeOffset? RevokedAt { get; init; }

        public required string? Cause { get; init; }

        public required string Reason { get; init; }

        public required IReadOnlyList<string> Causes { get; init; }

        public required IReadOnlyList<RequestLine> Requests { get; init; }

        public required IReadOnlyList<CredentialLogLine> Log { get; init; }

        public required Typed Typed { get; init; }

        public required IReadOnlyList<CredentialProblem> Problems { get; init; }

        /// <summary>What was just done: part of the name of its text.</summary>
        public required string? Did { get; init; }

        public required int LongestReason { get; init; }

        public required int LongestName { get; init; }

        public required int LongestAnswer { get; init; }
    }
}

/// <param name="By">Null: the site by its rules, or nobody knows any more.</param>
/// <param name="Holder">The name after it.</param>
public sealed record CredentialLogLine(long Number, string Deed, DateTimeOffset At, string? By, string Holder, string Reason)
{
    internal static PersonalPart? PersonalOf(CredentialLogEntry entry) => Chain.Read(entry.Personal);
}

public static class ShowCertificateRoute
{
    public static void MapShowCertificate(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ShowCertificates.Address + "/{id:guid}", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCertificate)}");

    internal static async Task<IResult> Get(Guid id, string? did, ClaimsPrincipal user, ShowCertificate page, CancellationToken cancellation) =>
        await page.FindAsync(user, id, cancellation) is { } credential ? await page.PageAsync(credential, user, new(), [], did, cancellation) : NotThere("Certificates.NotThere");
}
