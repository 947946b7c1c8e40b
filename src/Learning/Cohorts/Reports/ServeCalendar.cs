using System.Globalization;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Reports;

/// <summary>
/// A calendar for programs to subscribe to: a learner's own due dates, with what she was granted, and meetings of all her cohorts; or those of one cohort for who facilitates it. What she has done is not in hers
/// any more. In her language. The token in the address is all that lets in (<see cref="CalendarTokens"/>); refusal: 404 it leads nowhere (any more).
/// </summary>
public sealed class ServeCalendar(LearningDb db, RevisionCache revisions, InterfaceTexts texts)
{
    public async Task<(string Name, IReadOnlyList<CalendarItem> Items)?> ReadAsync(CalendarPass pass, string site, CancellationToken cancellation)
    {
        if (await db.Learners.AsNoTracking().FirstOrDefaultAsync(l => l.Id == pass.PersonId, cancellation) is not { } person)
        {
            return null;
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(InterfaceTexts.Languages.Contains(person.Language) ? person.Language : "en");
        if (pass.CohortId is { } id)
        {
            var cohort = await db.Cohorts.AsNoTracking().SingleAsync(c => c.Id == id, cancellation);
            return (cohort.Name, [.. await DueAsync(cohort, null, $"{site}/cohorts/{id}", cancellation), .. await MeetingsAsync(cohort, $"{site}/cohorts/{id}", cancellation)]);
        }

        var items = new List<CalendarItem>();
        var cohorts = db.Cohorts;
        var mine = await db.Members.AsNoTracking().Where(m => m.LearnerId == pass.PersonId && m.WithdrawnAt == null)
            .Join(cohorts, m => m.CohortId, c => c.Id, (member, cohort) => new { member, cohort }).Where(c => c.cohort.ArchivedAt == null).OrderBy(c => c.cohort.Id).ToListAsync(cancellation);
        foreach (var one in mine)
        {
            var page = $"{site}/my/cohorts/{one.cohort.Id}";
            items.AddRange(await DueAsync(one.cohort, one.member, page, cancellation));
            items.AddRange(await MeetingsAsync(one.cohort, page, cancellation));
        }

        return (texts["MyCohort.Title"], items);
    }

    private async Task<IEnumerable<CalendarItem>> DueAsync(Cohort cohort, Member? member, string page, CancellationToken cancellation)
    {
        var calendar = await db.CalendarAsync(cohort.Id, cohort.TimeZone, cancellation);
        var outlines = await ShowCohort.OutlinesAsync(db, revisions, cohort.Id, cancellation);
        var granted = member is null ? [] : await db.Concessions.AsNoTracking().Where(c => c.CohortId == cohort.Id && c.LearnerId == member.LearnerId).ToListAsync(cancellation);
        var done = member is null ? [] : ModuleStanding.Read(member.Modules).Where(m => m.IsDone && m.Required > 0).Select(m => (m.CourseId, m.ModuleId)).ToHashSet();
        return
            from outline in outlines
            from module in outline.Modules
            where !done.Contains((outline.Id, module.Id)) && calendar.For(outline.Id, module.Id, granted, member?.JoinedAt) is not null
            select Due(cohort, outline, module, DayBefore(calendar.For(outline.Id, module.Id, granted, member?.JoinedAt)!.Value, calendar.Zone), page);
    }

    private CalendarItem Due(Cohort cohort, CourseOutline outline, ModuleOutline module, DateOnly day, string page) =>
        new($"due-{cohort.Id:N}-{outline.Id}-{module.Id}", texts["Calendar.Due", module.Title], $"{outline.Title}\n{cohort.Name}", new(page)) { Day = day };

    private async Task<IEnumerable<CalendarItem>> MeetingsAsync(Cohort cohort, string page, CancellationToken cancellation)
    {
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.CohortId == cohort.Id).OrderBy(m => m.StartsAt).ThenBy(m => m.Id).ToListAsync(cancellation);
        return meetings.Select(m => new CalendarItem($"meeting-{m.Id:N}", m.Title, cohort.Name, new(page)) { StartsAt = m.StartsAt, Minutes = m.Minutes, Place = m.Place, IsCancelled = m.CancelledAt is not null });
    }

    /// <summary>Due until the end of a day is due on that day.</summary>
    private static DateOnly DayBefore(DateTimeOffset end, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end.AddTicks(-1), zone).DateTime);
}

public static class ServeCalendarRoute
{
    public static void MapServeCalendar(this IEndpointRouteBuilder routes) => routes.MapGet("/calendar/{token}.ics", Get).AllowAnonymous().WithName($"Learning.{nameof(ServeCalendar)}");

    internal static async Task<IResult> Get(
        string token, HttpContext http, CalendarTokens tokens, ServeCalendar calendar, LearningOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is not { } pass || await calendar.ReadAsync(pass, SiteAddress.Of(options, http.Request), cancellation) is not var (name, items))
        {
            return NotThere("Calendar.NotThere");
        }

        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Text(CalendarFile.Write(name, items, clock.GetUtcNow()), "text/calendar", System.Text.Encoding.UTF8);
    }
}
