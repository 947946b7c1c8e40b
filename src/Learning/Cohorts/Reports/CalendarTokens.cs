using System.Globalization;
using System.Security.Cryptography;
using Learning.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Reports;

/// <summary>Whose calendar an address opens: a learner's own, or that of a cohort (<paramref name="CohortId"/>) for one who facilitates it. Since when it is out.</summary>
public sealed record CalendarPass(string PersonId, Guid? CohortId, DateTimeOffset IssuedAt);

/// <summary>
/// What stands in the address of a calendar, for calendar programs cannot sign in: who it is for, protected so that nobody else can make or read it. It opens as long as she is a member, or facilitates
/// the cohort, and until she makes the addresses given out so far void; the log keeps that she did. It opens nothing but the calendar.
/// </summary>
public sealed class CalendarTokens(LearningDb db, IDataProtectionProvider protection)
{
    private const char Between = ' ';

    private readonly IDataProtector _protector = protection.CreateProtector("Learning.Calendar.v1");

    public string Issue(string personId, Guid? cohortId, DateTimeOffset now) =>
        _protector.Protect(string.Join(Between, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), cohortId?.ToString() ?? "-", personId));

    /// <summary>Null: no address of ours, or one that leads nowhere any more.</summary>
    public async Task<CalendarPass?> ReadAsync(string token, CancellationToken cancellation)
    {
        if (Read(token) is not { } pass)
        {
            return null;
        }

        var isVoid = await db.CohortLog.AnyAsync(e => e.LearnerId == pass.PersonId && e.Deed == CohortDeed.CalendarRenewed && e.At >= pass.IssuedAt, cancellation);
        return isVoid || (pass.CohortId is { } cohort && !await FacilitatesAsync(pass.PersonId, cohort, cancellation)) ? null : pass;
    }

    /// <summary>She facilitates it, or looks after its organisation or one above. Who only administers the site is known by her claims, which are not here.</summary>
    public async Task<bool> FacilitatesAsync(string personId, Guid cohortId, CancellationToken cancellation)
    {
        if (await db.CohortFacilitators.AnyAsync(f => f.CohortId == cohortId && f.PersonId == personId, cancellation))
        {
            return true;
        }

        var (organisations, stewards) = (db.Organisations, db.Stewards);
        var path = await db.Cohorts.Where(c => c.Id == cohortId).Select(c => organisations.Where(o => o.Id == c.OrganisationId).Select(o => o.Path).FirstOrDefault()).FirstOrDefaultAsync(cancellation);
        return path is not null && await db.Organisations.AnyAsync(o => path.StartsWith(o.Path) && stewards.Any(s => s.OrganisationId == o.Id && s.PersonId == personId), cancellation);
    }

    private CalendarPass? Read(string token)
    {
        try
        {
            return _protector.Unprotect(token).Split(Between, 3) is [var at, var cohort, var person]
                ? new(person, cohort == "-" ? null : Guid.Parse(cohort), DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)))
                : null;
        }
        catch (CryptographicException)
        {
            return null;   // guessed, cut short, or of another site
        }
    }
}
