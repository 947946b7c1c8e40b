using System.Globalization;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// Reminds those who have not come back to a course of their cohort for as long as the cohort allows (<see cref="ReminderRule"/>); not in cohorts that are archived, over or not begun, nor whoever was withdrawn or has
/// finished. Some hundreds at a time, each such step a transaction: learners' answers go between.
/// </summary>
public sealed class RemindStalled(LearningDb db, RevisionCache revisions, PostMessage post, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>How many were reminded.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var reminded = 0;
        foreach (var cohort in await db.Cohorts.AsNoTracking().Where(c => c.ArchivedAt == null && c.RemindersAWeek > 0).OrderBy(c => c.Id).ToListAsync(cancellation))
        {
            reminded += RunningCohorts.IsRunning(cohort, clock.GetUtcNow()) ? await RemindAsync(cohort, cancellation) : 0;
        }

        return reminded;
    }

    private async Task<int> RemindAsync(Cohort cohort, CancellationToken cancellation)
    {
        var course = await RunningCohorts.OutlinesAsync(db, revisions, cohort.Id, cancellation) is [var only] ? only.Title : null;
        var reminded = 0;
        for (var after = Guid.Empty; ;)
        {
            var (last, count) = await db.WriteAsync(() => RemindSomeAsync(cohort, course, after, cancellation), cancellation);
            db.ChangeTracker.Clear();
            reminded += count;
            if (last is null)
            {
                return reminded;
            }

            after = last.Value;
        }
    }

    private async Task<(Guid? Last, int Count)> RemindSomeAsync(Cohort cohort, string? course, Guid after, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-cohort.StalledAfterDays);
        var people = db.Learners;
        var some = await db.Members.AsNoTracking()
            .Where(m => m.CohortId == cohort.Id && m.Id.CompareTo(after) > 0 && m.WithdrawnAt == null && m.FinishedAt == null && (m.LastAt ?? m.JoinedAt) <= since)
            .OrderBy(m => m.Id).Take(AtOnce)
            .Select(m => new { m.Id, m.LearnerId, m.LastAt, m.JoinedAt, m.Percent, TimeZone = people.Where(l => l.Id == m.LearnerId).Select(l => l.TimeZone).FirstOrDefault() })
            .ToListAsync(cancellation);
        if (some.Count == 0)
        {
            return (null, 0);
        }

        var ids = some.ConvertAll(m => m.LearnerId);
        var earlier = (await db.Messages.AsNoTracking().Where(m => ids.Contains(m.LearnerId) && m.Topic == Topic.Reminder).Select(m => new { m.LearnerId, m.SentAt }).ToListAsync(cancellation))
            .ToLookup(m => m.LearnerId, m => m.SentAt, StringComparer.Ordinal);
        var begins = RunningCohorts.StartOf(cohort);
        var letters =
            from member in some
            let zone = QuietHours.ZoneOf(member.TimeZone, cohort.TimeZone)
            where ReminderRule.IsDue(new()
            {
                Now = now,
                Zone = zone,
                LastAt = member.LastAt,
                BeganAt = member.JoinedAt > begins ? member.JoinedAt : begins,
                StalledAfterDays = cohort.StalledAfterDays,
                RemindersAWeek = cohort.RemindersAWeek,
                Earlier = [.. earlier[member.LearnerId]],
            })
            select new Letter
            {
                Topic = Topic.Reminder,
                LearnerId = member.LearnerId,
                // Two nodes that decide at once decide the same day.
                Key = $"reminder {DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {member.LearnerId}",
                Words = new ReminderWords(cohort.Name, course, member.LastAt is not null, member.LastAt is { } at ? (int)(now - at).TotalDays : 0, member.Percent),
                Href = "/my",
                CohortId = cohort.Id,
            };
        var posted = await post.PostAsync([.. letters], cancellation);
        return (some.Count < AtOnce ? null : some[^1].Id, posted.Messages);
    }

    /// <param name="Cohort">Its name.</param>
    /// <param name="Course">Where the cohort has one course only.</param>
    /// <param name="HasBegun">She took a step once.</param>
    /// <param name="Days">Since then.</param>
    /// <param name="Percent">How far she is.</param>
    public sealed record ReminderWords(string Cohort, string? Course, bool HasBegun, int Days, int Percent);
}
