using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Meetings;

/// <summary>
/// Who was at a meeting: the members by name, 100 to a page, and what is noted of each. Whoever was noted and has left the cohort since is still there. A form of the page posts those it shows and no others.
/// </summary>
public sealed class ShowAttendance(LearningDb db, Namesakes namesakes)
{
    private const int OnPage = 100;

    internal async Task<View> PageAsync(Cohort cohort, Meeting meeting, string name, string? page, int saved, CancellationToken cancellation)
    {
        var (learners, attendances) = (db.Learners, db.Attendances);
        var like = "%" + name.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%";
        var rows =
            from member in db.Members.AsNoTracking()
            where member.CohortId == cohort.Id && (member.WithdrawnAt == null || attendances.Any(a => a.MeetingId == meeting.Id && a.LearnerId == member.LearnerId))
            join learner in learners on member.LearnerId equals learner.Id
            where name == "" || EF.Functions.Like(learner.Name, like)
            select new { learner.Id, learner.Name };
        var pages = Pages.Of(await rows.CountAsync(cancellation), OnPage, page);
        var shown = await rows.OrderBy(r => r.Name).ThenBy(r => r.Id).Skip(pages.Skip).Take(OnPage).ToListAsync(cancellation);
        var names = await namesakes.TellApartAsync(shown.Select(r => (r.Id, r.Name)), cancellation);
        var ids = shown.Select(r => r.Id).ToList();
        var noted = await attendances.AsNoTracking().Where(a => a.MeetingId == meeting.Id && ids.Contains(a.LearnerId)).ToDictionaryAsync(a => a.LearnerId, a => a.Presence, cancellation);
        var counts = await attendances.Where(a => a.MeetingId == meeting.Id).GroupBy(a => a.Presence).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var here = await db.Members.CountAsync(m => m.CohortId == cohort.Id && (m.WithdrawnAt == null || attendances.Any(a => a.MeetingId == meeting.Id && a.LearnerId == m.LearnerId)), cancellation);
        var address = $"/cohorts/{cohort.Id}/meetings/{meeting.Id}";
        var model = new AttendanceModel
        {
            Id = cohort.Id,
            Cohort = cohort.Name,
            Meeting = meeting.Id,
            Title = meeting.Title,
            Place = meeting.Place,
            StartsAt = TimeZoneInfo.ConvertTime(meeting.StartsAt, TimeZones.Of(cohort.TimeZone)),
            Minutes = meeting.Minutes,
            TimeZone = cohort.TimeZone,
            IsCancelled = meeting.CancelledAt is not null,
            Name = name,
            Page = pages.At,
            Rows = [.. shown.Select(r => new Row(r.Id, names[r.Id], noted.TryGetValue(r.Id, out var presence) ? presence.ToString() : ""))],
            Counts = [.. Enum.GetValues<Presence>().Select(p => new PresenceCount($"Presence.{p}", counts.GetValueOrDefault(p))), new PresenceCount("Presence.None", here - counts.Values.Sum())],
            Presences = Enum.GetNames<Presence>(),
            Saved = saved,
            Pages = pages.With(n => $"{address}?name={Uri.EscapeDataString(name)}&page={n}"),
        };
        return new("Cohorts/ShowAttendance", model, meeting.Title);
    }

    public sealed record AttendanceModel
    {
        public required Guid Id { get; init; }

        public required string Cohort { get; init; }

        public required Guid Meeting { get; init; }

        public required string Title { get; init; }

        public required string Place { get; init; }

        public required DateTimeOffset StartsAt { get; init; }

        public required int Minutes { get; init; }

        public required string TimeZone { get; init; }

        public required bool IsCancelled { get; init; }

        public required string Name { get; init; }

        public required int Page { get; init; }

        public required IReadOnlyList<Row> Rows { get; init; }

        public required IReadOnlyList<PresenceCount> Counts { get; init; }

        public required IReadOnlyList<string> Presences { get; init; }

        /// <summary>How many changes were noted a moment ago; -1: the page was only opened.</summary>
        public required int Saved { get; init; }

        public required PageLinks Pages { get; init; }
    }

    /// <summary>Presence: what is noted; empty: nothing.</summary>
    public sealed record Row(string LearnerId, string Name, string Presence);

    public sealed record PresenceCount(string Text, int Count);
}

public static class ShowAttendanceRoute
{
    public static void MapShowAttendance(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cohorts/{id:guid}/meetings/{meeting:guid}", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(ShowAttendance)}");

    internal static async Task<IResult> Get(
        Guid id, Guid meeting, string? name, string? page, string? saved, ClaimsPrincipal user, CohortAccess access, LearningDb db, ShowAttendance sheet, CancellationToken cancellation) =>
        await access.FindAsync(user, id, cancellation) is { } cohort && await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == meeting && m.CohortId == id, cancellation) is { } one
            ? await sheet.PageAsync(cohort, one, (name ?? "").Trim(), page, int.TryParse(saved, out var count) ? Math.Clamp(count, 0, TakeAttendance.Most) : -1, cancellation)
            : NotThere("Meeting.NotThere");
}
