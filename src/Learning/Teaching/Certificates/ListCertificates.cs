using System.Security.Claims;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Credentials;
using Learning.Credentials.Keeping;
using Learning.Data;
using Learning.Theming;
using Microsoft.EntityFrameworkCore;

namespace Learning.Teaching.Certificates;

/// <summary>
/// Reads a page of certificates from a table that grows for ever: along an index (of when they were issued, of when they end or were revoked, of the names on them), 2,000 rows at most for one page, whoever is meant. Who has few people
/// begins with those instead.
/// </summary>
public sealed class ListCertificates(LearningDb db, CertificateAccess access, CohortAccess cohorts, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> States = ["waiting", "ends", "expired", "revoked"];

    internal const int OnPage = 50;

    /// <summary>Put before the id of a pathway.</summary>
    internal const string OfPathway = "pathway/";

    /// <summary>The one with a number; or those on which a name begins so, 50 at most, the latest first.</summary>
    internal async Task<ListedCertificates> FindAsync(ClaimsPrincipal user, string find, string? state, string course, CancellationToken cancellation)
    {
        var hers = await access.OfAsync(user, cancellation);

        // Behind the last slash, where somebody pasted an address.
        if (Guid.TryParse(find.Split('?')[0].TrimEnd('/').Split('/')[^1], out var id))
        {
            return new(await hers.AsNoTracking().Include(c => c.Statuses).Where(c => c.Id == id).ToListAsync(cancellation), null, IsCut: false);
        }

        var (from, to) = NameRange.Of(db, find);
        IQueryable<Guid>[] looked =
        [
            db.Credentials.Where(c => c.SoughtName!.CompareTo(from) >= 0 && c.SoughtName.CompareTo(to) < 0).OrderBy(c => c.SoughtName).Take(NameRange.Looked).Select(c => c.Id),
            db.Credentials.Where(c => c.SoughtRest!.CompareTo(from) >= 0 && c.SoughtRest.CompareTo(to) < 0).OrderBy(c => c.SoughtRest).Take(NameRange.Looked).Select(c => c.Id),
        ];
        var wanted = OfState(OfCourse(hers, course), state);
        var few = await cohorts.FewAsync(user, cancellation) is { Count: > 0 } ids ? OfMembers(wanted, ids).Where(c => EF.Functions.Like(c.HolderName, $"%{find}%")) : null;
        var (found, isCut) = (few is null ? [] : await LatestAsync(few, cancellation), false);
        foreach (var some in looked)
        {
            found.AddRange(await LatestAsync(some.Join(wanted, i => i, c => c.Id, (_, c) => c), cancellation));
            isCut = isCut || await some.CountAsync(cancellation) == NameRange.Looked;
        }

        var latest = found.DistinctBy(f => f.Id).OrderByDescending(f => f.At).ToArray();
        return new(await ReadAsync([.. latest.Take(OnPage).Select(f => f.Id)], cancellation), null, isCut || latest.Length > OnPage);
    }

    /// <param name="user">Who asks.</param>
    /// <param name="state">One of <see cref="States"/>; null: all. What ends comes with the first to end first, all else with the latest first.</param>
    /// <param name="course">The id of a course, or of a pathway behind <see cref="OfPathway"/>; "": of all.</param>
    /// <param name="isOfNoCohort">For those who facilitate: of people who are in no cohort, instead of those in hers. Of those that wait come both.</param>
    /// <param name="behind">Where the page begins.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<ListedCertificates> PageAsync(ClaimsPrincipal user, string? state, string course, bool isOfNoCohort, Behind? behind, CancellationToken cancellation)
    {
        var (hers, members) = (await access.OfAsync(user, cancellation), db.Members);
        var isAboutAll = state == "waiting" || await access.AdministersAsync(user);   // few wait, and nobody is to be overlooked
        var few = isOfNoCohort || isAboutAll ? null : await cohorts.FewAsync(user, cancellation);
        var source = few is null ? db.Credentials : OfMembers(db.Credentials, few);
        var wanted = OfState(OfCourse(hers, course), state);
        if (!isAboutAll)
        {
            wanted = isOfNoCohort ? wanted.Where(c => !members.Any(m => m.LearnerId == c.LearnerId && m.WithdrawnAt == null)) : wanted.Where(c => members.Any(m => m.LearnerId == c.LearnerId && m.WithdrawnAt == null));
        }

        var isUpwards = state == "ends";
        var looked = Ordered(Beyond(Along(source, state, course), behind, isUpwards), isUpwards).Take(NameRange.Looked);
        var found = await Ordered(looked.Join(wanted, l => l.Id, c => c.Id, (l, _) => l), isUpwards).Take(OnPage + 1).ToListAsync(cancellation);
        var last = found.Count > OnPage ? found[OnPage - 1] : await Ordered(looked, isUpwards).Skip(NameRange.Looked - 1).FirstOrDefaultAsync(cancellation);
        return new(await ReadAsync([.. found.Take(OnPage).Select(f => f.Id)], cancellation), last is null ? null : new Behind(last.At, last.Id), IsCut: false);
    }

    /// <summary>The times by which a list is ordered; for each there is an index.</summary>
    private IQueryable<Row> Along(IQueryable<Credential> source, string? state, string course)
    {
        var (now, requests, statuses) = (clock.GetUtcNow(), db.CredentialRequests, db.Set<CredentialStatus>());
        var soon = now.AddDays(Validity.RenewableDays);
        return state switch
        {
            "waiting" => source.Where(c => requests.Where(r => r.State == RequestState.Open).Select(r => r.CredentialId).Contains(c.Id)).Select(c => new Row { At = c.IssuedAt, Id = c.Id }),
            "ends" => source.Where(c => c.ValidUntil >= now && c.ValidUntil <= soon).Select(c => new Row { At = c.ValidUntil!.Value, Id = c.Id }),
            "expired" => source.Where(c => c.ValidUntil < now).Select(c => new Row { At = c.ValidUntil!.Value, Id = c.Id }),
            "revoked" => statuses.Where(s => s.RevokedAt != null && source.Any(c => c.Id == s.CredentialId) && !statuses.Any(later => later.CredentialId == s.CredentialId && later.Place > s.Place)).Select(s => new Row { At = s.RevokedAt!.Value, Id = s.CredentialId }),
            _ => OfCourse(source, course).Select(c => new Row { At = c.IssuedAt, Id = c.Id }),
        };
    }

    private static IQueryable<Row> Beyond(IQueryable<Row> all, Behind? behind, bool isUpwards)
    {
        if (behind is not { } place)
        {
            return all;
        }

        var (at, id) = (place.At, place.Id);
        return isUpwards ? all.Where(p => p.At >= at && (p.At > at || p.Id > id)) : all.Where(p => p.At <= at && (p.At < at || p.Id < id));
    }

    private static IQueryable<Row> Ordered(IQueryable<Row> all, bool isUpwards) => isUpwards ? all.OrderBy(p => p.At).ThenBy(p => p.Id) : all.OrderByDescending(p => p.At).ThenByDescending(p => p.Id);

    private static IQueryable<Credential> OfCourse(IQueryable<Credential> all, string course)
    {
        var pathway = course.StartsWith(OfPathway, StringComparison.Ordinal) ? course[OfPathway.Length..] : "";
        return course.Length == 0 ? all : pathway.Length > 0 ? all.Where(c => c.CourseId == "" && c.PathwayId == pathway) : all.Where(c => c.CourseId == course && c.PathwayId == "");
    }

    private IQueryable<Credential> OfMembers(IQueryable<Credential> all, IReadOnlyList<Guid> few)
    {
        var members = db.Members;
        return all.Where(c => members.Where(m => few.Contains(m.CohortId) && m.WithdrawnAt == null).Select(m => m.LearnerId).Contains(c.LearnerId));
    }

    private IQueryable<Credential> OfState(IQueryable<Credential> all, string? state)
    {
        var (now, requests) = (clock.GetUtcNow(), db.CredentialRequests);
        var soon = now.AddDays(Validity.RenewableDays);
        return state switch
        {
            "waiting" => all.Where(c => requests.Any(r => r.CredentialId == c.Id && r.State == RequestState.Open)),
            "ends" => all.Where(c => c.ValidUntil >= now && c.ValidUntil <= soon && c.Statuses.OrderByDescending(s => s.Place).First().RevokedAt == null),
            "expired" => all.Where(c => c.ValidUntil < now && c.Statuses.OrderByDescending(s => s.Place).First().RevokedAt == null),
            "revoked" => all.Where(c => c.Statuses.OrderByDescending(s => s.Place).First().RevokedAt != null),
            _ => all,
        };
    }

    private static Task<List<Row>> LatestAsync(IQueryable<Credential> some, CancellationToken cancellation) =>
        some.OrderByDescending(c => c.IssuedAt).Take(OnPage + 1).Select(c => new Row { At = c.IssuedAt, Id = c.Id }).ToListAsync(cancellation);

    /// <summary>In the order of their ids here.</summary>
    private async Task<IReadOnlyList<Credential>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var all = await db.Credentials.AsNoTracking().Include(c => c.Statuses).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        return [.. ids.Where(all.ContainsKey).Select(id => all[id])];
    }

    /// <summary>A certificate in the order of a list.</summary>
    private sealed class Row
    {
        public DateTimeOffset At { get; init; }

        public Guid Id { get; init; }
    }
}

/// <summary>Certificates of a page, with their statuses. <paramref name="Next"/>: where the list goes on, perhaps without one for her; null: it ends. <paramref name="IsCut"/>: others may have such a name.</summary>
internal sealed record ListedCertificates(IReadOnlyList<Credential> Some, Behind? Next, bool IsCut);
