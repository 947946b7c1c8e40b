using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Meetings;

/// <summary>
/// A facilitator notes who was at a meeting: <c>was.LEARNER</c> is what her page showed of somebody, <c>is.LEARNER</c> what she chose, <c>rest</c> what all others on the page are of whom nothing was noted. Only what she
/// changed is noted, so that a page opened before a colleague's undoes nothing of hers. Each change is an entry of the record, kept by the facilitator; the latest is how it stands. Both in one transaction.
/// </summary>
public static class TakeAttendance
{
    /// <summary>People in one post.</summary>
    public const int Most = 200;

    /// <summary>Who comes early is there; who was there cannot be known before. An excuse can.</summary>
    private static readonly TimeSpan Beforehand = TimeSpan.FromHours(12);

    public static void MapTakeAttendance(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/cohorts/{id:guid}/meetings/{meeting:guid}/attendance", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(TakeAttendance)}");

    internal static async Task<IResult> Post(Guid id, Guid meeting, HttpContext http, ClaimsPrincipal user, CohortAccess access, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var changes = Changes(form);
        return await db.WriteAsync<IResult>(
            async () =>
            {
                if (await access.FindAsync(user, id, cancellation) is null || await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == meeting && m.CohortId == id, cancellation) is not { } one)
                {
                    return NotThere("Meeting.NotThere");
                }

                if (one.CancelledAt is not null)
                {
                    return Refuse(StatusCodes.Status409Conflict, "Meeting.IsCancelled");
                }

                if (changes.Values.Any(p => p != Presence.Excused) && clock.GetUtcNow() < one.StartsAt - Beforehand)
                {
                    return Refuse(StatusCodes.Status409Conflict, "Attendance.TooEarly");
                }

                var count = await TakeAsync(one, changes, user.LearnerId, db, clock.GetUtcNow(), cancellation);
                var name = Uri.EscapeDataString(form["name"].ToString());
                var page = Uri.EscapeDataString(form["page"].ToString());
                return TypedResults.LocalRedirect($"~/cohorts/{id}/meetings/{meeting}?name={name}&page={page}&saved={count.ToString(CultureInfo.InvariantCulture)}");
            },
            cancellation);
    }

    /// <summary>What somebody chose otherwise than her page showed it.</summary>
    private static Dictionary<string, Presence> Changes(IFormCollection form)
    {
        const string Was = "was.";
        var changes = new Dictionary<string, Presence>(StringComparer.Ordinal);
        foreach (var field in form.Where(f => f.Key.StartsWith(Was, StringComparison.Ordinal)).Take(Most))
        {
            var learner = field.Key[Was.Length..];
            var (was, chosen) = (field.Value.ToString(), form[$"is.{learner}"].ToString());
            var now = chosen.Length > 0 ? chosen : was.Length == 0 ? form["rest"].ToString() : was;
            if (now != was && Enum.GetNames<Presence>().Contains(now))
            {
                changes[learner] = Enum.Parse<Presence>(now);
            }
        }

        return changes;
    }

    private static async Task<int> TakeAsync(Meeting meeting, Dictionary<string, Presence> changes, string by, LearningDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var asked = changes.Keys.ToList();
        var members = await db.Members.Where(m => m.CohortId == meeting.CohortId && asked.Contains(m.LearnerId)).Select(m => m.LearnerId).ToListAsync(cancellation);
        var noted = await db.Attendances.Where(a => a.MeetingId == meeting.Id && members.Contains(a.LearnerId)).ToDictionaryAsync(a => a.LearnerId, cancellation);
        var revision = await db.Courses.Where(c => c.Id == meeting.CourseId).Select(c => c.CurrentRevisionId).SingleAsync(cancellation);
        var count = 0;
        foreach (var learner in members.Order(StringComparer.Ordinal))
        {
            var presence = changes[learner];
            if (noted.TryGetValue(learner, out var attendance) && attendance.Presence == presence)
            {
                continue;
            }

            // What is noted beforehand, an excuse for one, happened when it was noted.
            var entry = Entry.Attended(learner, meeting.CourseId, revision, meeting.Id, presence.ToString(), by, meeting.StartsAt < now ? meeting.StartsAt : now, now);
            db.Add(entry);
            if (attendance is null)
            {
                attendance = new(meeting.Id, learner);
                attendance.Take(presence, entry.Id, by, now);
                db.Add(attendance);
            }
            else
            {
                attendance.Take(presence, entry.Id, by, now);
            }

            count++;
        }

        if (count > 0)
        {
            db.Add(CohortLogEntry.Of(meeting.CohortId, CohortDeed.AttendanceTaken, by, now, detail: $"{meeting.Title} ({count.ToString(CultureInfo.InvariantCulture)})"));
        }

        return count;
    }
}
