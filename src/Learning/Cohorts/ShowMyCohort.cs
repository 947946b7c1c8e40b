using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>A cohort as the learner who is in it sees it: welcome, who facilitates, what is due for her and when, its meetings.</summary>
public static class ShowMyCohort
{
    public static void MapShowMyCohort(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/cohorts", GetList).RequireAuthorization().AllowCookieRedirect().WithName("Learning.ShowMyCohorts");
        routes.MapGet("/my/cohorts/{id:guid}", Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShowMyCohort)}");
    }

    internal static async Task<IResult> GetList(ClaimsPrincipal user, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var me = user.LearnerId;
        var cohorts = db.Cohorts;
        var rows = await db.Members.AsNoTracking().Where(m => m.LearnerId == me && m.WithdrawnAt == null)
            .Join(cohorts, m => m.CohortId, c => c.Id, (m, c) => new { c.Id, c.Name, c.StartsOn, c.EndsOn, c.ArchivedAt, m.Percent, m.NextDueAt })
            .OrderBy(c => c.ArchivedAt != null).ThenByDescending(c => c.StartsOn).ThenBy(c => c.Name)
            .Select(c => new MyRow(c.Id, c.Name, c.StartsOn, c.EndsOn, c.Percent, c.NextDueAt, c.ArchivedAt != null)).ToListAsync(cancellation);
        return new View("Cohorts/ShowMyCohorts", new MyModel(rows), texts["MyCohort.Title"]);
    }

    internal static async Task<IResult> Get(
        Guid id, string? joined, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var me = user.LearnerId;
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.CohortId == id && m.LearnerId == me && m.WithdrawnAt == null, cancellation);
        if (member is null)
        {
            return NotThere("Cohort.NotThere");
        }

        var now = clock.GetUtcNow();
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(c => c.Id == id, cancellation);
        var outlines = await ShowCohort.OutlinesAsync(db, revisions, id, cancellation);
        var calendar = await db.CalendarAsync(id, cohort.TimeZone, cancellation);
        var granted = await db.Concessions.AsNoTracking().Where(c => c.CohortId == id && c.LearnerId == me).ToListAsync(cancellation);
        var standing = ModuleStanding.Read(member.Modules).ToDictionary(m => (m.CourseId, m.ModuleId));
        var learners = db.Learners;
        var facilitators = await db.CohortFacilitators.Where(f => f.CohortId == id).Join(learners, f => f.PersonId, l => l.Id, (_, l) => l.Name).OrderBy(n => n).ToListAsync(cancellation);
        var attendances = db.Attendances;
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.CohortId == id && (m.CancelledAt == null || m.StartsAt > now)).OrderBy(m => m.StartsAt)
            .Select(m => new MyMeeting(m.Title, m.Place, m.StartsAt, m.Minutes, attendances.Where(a => a.MeetingId == m.Id && a.LearnerId == me).Select(a => (Presence?)a.Presence).FirstOrDefault(), m.CancelledAt != null)).ToListAsync(cancellation);
        var courses = outlines.Select(o => o.Id).ToList();
        var begun = (await db.CourseOutcomes.Where(o => o.LearnerId == me && courses.Contains(o.CourseId) && o.DoneCount > 0).Select(o => o.CourseId).ToListAsync(cancellation)).ToHashSet();
        var model = new MyCohortModel
        {
            Id = id,
            Name = cohort.Name,
            IsNew = joined is not null,
            StartsOn = cohort.StartsOn,
            EndsOn = cohort.EndsOn,
            TimeZone = cohort.TimeZone,
            Welcome = Paragraphs.Of(cohort.Welcome),
            Percent = member.Percent,
            Facilitators = facilitators,
            Courses =
            [
                .. outlines.Select(o => new MyCourse(
                    o.Title,
                    o.Language,
                    $"/learn/{o.Slug}",
                    begun.Contains(o.Id),
                    [
                        .. o.Modules.Select(m =>
                        {
                            var stands = standing.GetValueOrDefault((o.Id, m.Id));
                            var due = calendar.For(o.Id, m.Id, granted, member.JoinedAt);
                            return new MyModule(
                                m.Title,
                                stands.Done,
                                stands.Required,
                                stands.IsDone && stands.Required > 0,
                                due is { } end ? calendar.DayBefore(end) : null,
                                due <= now && !stands.IsDone,
                                granted.Exists(g => g.Kind == ConcessionKind.Excuse && g.IsFor(o.Id, m.Id)));
                        }),
                    ])),
            ],
            Meetings = [.. meetings.Select(m => m with { StartsAt = TimeZoneInfo.ConvertTime(m.StartsAt, calendar.Zone) })],
        };
        return new View("Cohorts/ShowMyCohort", model, cohort.Name);
    }

    public sealed record MyModel(IReadOnlyList<MyRow> Cohorts);

    public sealed record MyRow(Guid Id, string Name, DateOnly StartsOn, DateOnly? EndsOn, int Percent, DateTimeOffset? NextDueAt, bool IsArchived);

    public sealed record MyCohortModel
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required bool IsNew { get; init; }

        public required DateOnly StartsOn { get; init; }

        public required DateOnly? EndsOn { get; init; }

        public required string TimeZone { get; init; }

        public required IReadOnlyList<string> Welcome { get; init; }

        public required int Percent { get; init; }

        public required IReadOnlyList<string> Facilitators { get; init; }

        public required IReadOnlyList<MyCourse> Courses { get; init; }

        public required IReadOnlyList<MyMeeting> Meetings { get; init; }
    }

    public sealed record MyCourse(string Title, string Language, string Href, bool HasBegun, IReadOnlyList<MyModule> Modules);

    public sealed record MyModule(string Title, int Done, int Required, bool IsDone, DateOnly? DueOn, bool IsLate, bool IsExcused);

    public sealed record MyMeeting(string Title, string Place, DateTimeOffset StartsAt, int Minutes, Presence? Presence, bool IsCancelled);
}
