using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Courses;
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
/// The certificates that somebody looks after, the latest first, 50 to a page: <c>find</c> is the beginning of a name (or of the family name), or a number or address of one; <c>state</c> is waiting (for an answer), ends, expired or revoked; <c>course</c> the id
/// of a course, or <c>pathway/ID</c>. For facilitators, <c>whose</c> says of which people: of their cohorts, or <c>none</c>, those who are in no cohort; for administrators all. <c>after</c> goes on behind a page. At most 2,000 rows are looked at for one page.
/// </summary>
public static class ShowCertificates
{
    public const string Address = "/certificates";

    private const int LongestFind = 200;

    public static void MapShowCertificates(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCertificates)}");

    internal static async Task<IResult> Get(
        string? find, string? state, string? course, string? whose, string? after, ClaimsPrincipal user, ListCertificates list, CertificateAccess access, CohortAccess cohorts, LearningDb db, RevisionCache revisions, IAuthorizationService authorization, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var wanted = (find ?? "").Trim() is var typed && typed.Length > LongestFind ? typed[..LongestFind] : typed;
        var chosen = ListCertificates.States.FirstOrDefault(s => s == state);
        var subjects = await SubjectsAsync(course ?? "", db, revisions, cancellation);
        var subject = subjects.FirstOrDefault(s => s.IsChosen)?.Value ?? "";
        var facilitates = !await access.AdministersAsync(user);
        var isOfNoCohort = facilitates && (whose == "none" || (whose is null && !await (await cohorts.OfAsync(user, cancellation)).AnyAsync(cancellation)));
        var behind = Behind.Read(after);
        var listed = wanted.Length > 0 ? await list.FindAsync(user, wanted, chosen, subject, cancellation) : await list.PageAsync(user, chosen, subject, isOfNoCohort, behind, cancellation);
        var ids = listed.Some.Select(c => c.Id).ToList();
        var waiting = (await db.CredentialRequests.Where(r => ids.Contains(r.CredentialId) && r.State == RequestState.Open).Select(r => r.CredentialId).ToListAsync(cancellation)).ToHashSet();
        var address = $"{Address}?state={chosen}&course={Uri.EscapeDataString(subject)}{(facilitates ? $"&whose={(isOfNoCohort ? "none" : "cohorts")}" : "")}";
        var model = new CertificatesModel
        {
            Find = wanted,
            State = chosen ?? "",
            States = ListCertificates.States,
            Subjects = subjects,
            Whose = facilitates ? isOfNoCohort ? "none" : "cohorts" : null,
            Certificates = [.. listed.Some.Select(c => new CertificateRow($"{Address}/{c.Id}", c.HolderName, c.CourseTitle, c.Language, c.IssuedAt, c.ValidUntil, CredentialState.Of(c, now).ToString(), waiting.Contains(c.Id)))],
            PathwaysHref = (await authorization.AuthorizeAsync(user, Policies.Publish)).Succeeded ? ChangePathway.Address : null,
            Links = new(behind is null || wanted.Length > 0 ? null : address, listed.Next is { } next ? $"{address}&after={next}" : null),
            IsCut = listed.IsCut,
        };
        return new View("Teaching/ShowCertificates", model, texts["Certificates.Title"]);
    }

    /// <summary>How many wait for an answer.</summary>
    internal static Task<int> WaitingAsync(IQueryable<Credential> hers, LearningDb db, CancellationToken cancellation) =>
        db.CredentialRequests.Where(r => r.State == RequestState.Open && hers.Any(c => c.Id == r.CredentialId)).Select(r => r.CredentialId).Distinct().CountAsync(cancellation);

    /// <summary>What certificates are of: courses, then pathways.</summary>
    private static async Task<IReadOnlyList<Subject>> SubjectsAsync(string course, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var subjects = new List<Subject>();
        foreach (var one in await db.Courses.AsNoTracking().OrderBy(c => c.Slug).ToListAsync(cancellation))
        {
            var outline = (await revisions.ForReaderAsync(db, one.CurrentRevisionId, cancellation)).Outline;
            subjects.Add(new(one.Id, outline.Title, outline.Language, one.Id == course));
        }

        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        foreach (var one in await db.Pathways.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellation))
        {
            subjects.Add(new(ListCertificates.OfPathway + one.Id, one.TitleIn(language), one.LanguageIn(language), ListCertificates.OfPathway + one.Id == course));
        }

        return subjects;
    }

    public sealed record CertificatesModel
    {
        public required string Find { get; init; }

        public required string State { get; init; }

        public required IReadOnlyList<string> States { get; init; }

        public required IReadOnlyList<Subject> Subjects { get; init; }

        /// <summary>cohorts or none; null for those who look after all.</summary>
        public required string? Whose { get; init; }

        public required IReadOnlyList<CertificateRow> Certificates { get; init; }

        /// <summary>Null for those who may not change them.</summary>
        public required string? PathwaysHref { get; init; }

        public required FurtherLinks Links { get; init; }

        public required bool IsCut { get; init; }
    }

    public sealed record Subject(string Value, string Title, string Language, bool IsChosen);

    public sealed record CertificateRow(string Href, string Holder, string Title, string Language, DateTimeOffset IssuedAt, DateTimeOffset? ValidUntil, string State, bool IsWaiting);
}
