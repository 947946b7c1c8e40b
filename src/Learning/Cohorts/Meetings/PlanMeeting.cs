using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Meetings;

/// <summary>
/// The meetings of a cohort: those to come first, and a form for another. A planned meeting is not edited: whoever has written it down would not know; it is cancelled and planned anew. Days and times are those of
/// the cohort's time zone.
/// </summary>
public sealed class PlanMeeting(LearningDb db, RevisionCache revisions, InterfaceTexts texts, TimeProvider clock)
{
    public const int Most = 300;

    internal async Task<View> PageAsync(Cohort cohort, MeetingForm? form, IReadOnlyList<FieldProblem> problems, string? did, Guid? about, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var zone = TimeZones.Of(cohort.TimeZone);
        var attendances = db.Attendances;
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.CohortId == cohort.Id).OrderBy(m => m.StartsAt)
            .Select(m => new MeetingLine(m.Id, m.Title, m.Place, m.StartsAt, m.Minutes, m.CancelledAt != null, attendances.Count(a => a.MeetingId == m.Id && a.Presence == Presence.Present))).ToListAsync(cancellation);
        var lines = meetings.Select(m => m with { StartsAt = TimeZoneInfo.ConvertTime(m.StartsAt, zone) }).ToArray();
        var outlines = await ShowCohort.OutlinesAsync(db, revisions, cohort.Id, cancellation);
        var model = new MeetingsModel(
            cohort.Id,
            cohort.Name,
            cohort.TimeZone,
            cohort.ArchivedAt is not null,
            [.. lines.Where(m => !m.IsCancelled && m.StartsAt.AddMinutes(m.Minutes) > now)],
            [.. lines.Where(m => m.IsCancelled || m.StartsAt.AddMinutes(m.Minutes) <= now).Reverse()],
            [.. outlines.Select(o => new CourseChoice(o.Id, o.Title, o.Language))],
            form ?? new() { Id = $"{Guid.CreateVersion7(now)}", Course = outlines.Count > 0 ? outlines[0].Id : "" },
            did is "planned" or "cancelled" ? did : null,
            about,
            problems);
        return new("Cohorts/PlanMeeting", model, texts["Meeting.Title"]) { Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    public sealed record MeetingsModel(
        Guid Id, string Cohort, string TimeZone, bool IsArchived, IReadOnlyList<MeetingLine> Coming, IReadOnlyList<MeetingLine> Past, IReadOnlyList<CourseChoice> Courses, MeetingForm Form, string? Did, Guid? About,
        IReadOnlyList<FieldProblem> Problems);

    public sealed record MeetingLine(Guid Id, string Title, string Place, DateTimeOffset StartsAt, int Minutes, bool IsCancelled, int Present);

    public sealed record CourseChoice(string Id, string Title, string Language);
}

public static class PlanMeetingRoute
{
    public static void MapPlanMeeting(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/meetings", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowMeetings");
        routes.MapPost("/cohorts/{id:guid}/meetings", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(PlanMeeting)}");
        routes.MapPost("/cohorts/{id:guid}/meetings/{meeting:guid}/cancellation", PostCancellation).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.CancelMeeting");
    }

    internal static async Task<IResult> Get(Guid id, string? did, string? about, ClaimsPrincipal user, CohortAccess access, PlanMeeting page, CancellationToken cancellation) =>
        await access.FindAsync(user, id, cancellation) is { } cohort ? await page.PageAsync(cohort, null, [], did, Guid.TryParse(about, out var one) ? one : null, cancellation) : NotThere("Cohort.NotThere");

    internal static async Task<IResult> Post(
        Guid id, HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningDb db, PlanMeeting page, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        if (cohort.ArchivedAt is not null)
        {
            return Refuse(StatusCodes.Status409Conflict, "Cohort.IsArchived");
        }

        var form = MeetingForm.Of(await http.Request.ReadFormAsync(cancellation));
        var courses = await db.CohortCourses.Where(c => c.CohortId == id).Select(c => c.CourseId).ToListAsync(cancellation);
        var (startsAt, minutes, problems) = form.Read(TimeZones.Of(cohort.TimeZone), courses, texts);
        if (await db.Meetings.CountAsync(m => m.CohortId == id, cancellation) >= PlanMeeting.Most)
        {
            problems = [.. problems, new("", texts["Meeting.TooMany", $"{PlanMeeting.Most}"])];
        }

        if (problems.Count > 0)
        {
            return await page.PageAsync(cohort, form, problems, null, null, cancellation);
        }

        var planned = await db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var named = Guid.TryParse(form.Id, out var asked) ? asked : Guid.CreateVersion7(now);
                if (!await db.Meetings.AnyAsync(m => m.Id == named, cancellation))
                {
                    db.Add(Meeting.Plan(id, form.Course, form.Title, form.Place, startsAt, minutes, now, named));
                    db.Add(CohortLogEntry.Of(id, CohortDeed.MeetingPlanned, user.LearnerId, now, detail: form.Title));
                }

                return named;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id}/meetings?did=planned&about={planned}");
    }

    internal static async Task<IResult> PostCancellation(Guid id, Guid meeting, ClaimsPrincipal user, CohortAccess access, LearningDb db, TimeProvider clock, CancellationToken cancellation) =>
        await db.WriteAsync<IResult>(
            async () =>
            {
                if (await access.FindAsync(user, id, cancellation) is null || await db.Meetings.FirstOrDefaultAsync(m => m.Id == meeting && m.CohortId == id, cancellation) is not { } one)
                {
                    return NotThere("Meeting.NotThere");
                }

                if (one.CancelledAt is null)
                {
                    one.Cancel(clock.GetUtcNow());
                    db.Add(CohortLogEntry.Of(id, CohortDeed.MeetingCancelled, user.LearnerId, clock.GetUtcNow(), detail: one.Title));
                }

                return TypedResults.LocalRedirect($"~/cohorts/{id}/meetings?did=cancelled&about={meeting}");
            },
            cancellation);
}
