using System.Globalization;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>
/// Tells those who have not done a module that it is due within three days, and once more when the day is over (<see cref="DueNoticeRule"/>); with the day she was granted, and not where she is excused. What is due on one
/// day is one message. Only in cohorts that run.
/// </summary>
public sealed class NoticeDueDates(LearningDb db, RevisionCache revisions, PostMessage post, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>Days about today that may matter somewhere: the window of the rule, and a day more for zones.</summary>
    private const int DaysAround = 5;

    /// <summary>How many were told.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var told = 0;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (from, to) = (today.AddDays(-DaysAround), today.AddDays(DaysAround));
        var (dates, granted) = (db.DueDates, db.Concessions);
        var cohorts = await db.Cohorts.AsNoTracking()
            .Where(c => c.ArchivedAt == null && (dates.Any(d => d.CohortId == c.Id && d.On >= from && d.On <= to) || granted.Any(g => g.CohortId == c.Id && g.Until >= from && g.Until <= to)))
            .OrderBy(c => c.Id).ToListAsync(cancellation);
        foreach (var cohort in cohorts.Where(c => RunningCohorts.IsRunning(c, clock.GetUtcNow())))
        {
            told += await TellAsync(cohort, cancellation);
        }

        return told;
    }

    private async Task<int> TellAsync(Cohort cohort, CancellationToken cancellation)
    {
        var calendar = new CohortCalendar(
            QuietHours.ZoneOf(null, cohort.TimeZone),
            await db.DueDates.AsNoTracking().Where(d => d.CohortId == cohort.Id).ToDictionaryAsync(d => (d.CourseId, d.ModuleId), d => d.On, cancellation));
        var outlines = await RunningCohorts.OutlinesAsync(db, revisions, cohort.Id, cancellation);
        var told = 0;
        for (var after = Guid.Empty; ;)
        {
            var (last, count) = await db.WriteAsync(() => TellSomeAsync(cohort, calendar, outlines, after, cancellation), cancellation);
            db.ChangeTracker.Clear();
            told += count;
            if (last is null)
            {
                return told;
            }

            after = last.Value;
        }
    }

    private async Task<(Guid? Last, int Count)> TellSomeAsync(Cohort cohort, CohortCalendar calendar, IReadOnlyList<CourseOutline> outlines, Guid after, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var people = db.Learners;
        var some = await db.Members.AsNoTracking()
            .Where(m => m.CohortId == cohort.Id && m.Id.CompareTo(after) > 0 && m.WithdrawnAt == null && m.FinishedAt == null && m.NextDueAt != null)
            .OrderBy(m => m.Id).Take(AtOnce)
            .Select(m => new { m.Id, m.LearnerId, m.JoinedAt, m.Modules, TimeZone = people.Where(l => l.Id == m.LearnerId).Select(l => l.TimeZone).FirstOrDefault() })
            .ToListAsync(cancellation);
        if (some.Count == 0)
        {
            return (null, 0);
        }

        var ids = some.ConvertAll(m => m.LearnerId);
        var granted = (await db.Concessions.AsNoTracking().Where(g => g.CohortId == cohort.Id && ids.Contains(g.LearnerId)).ToListAsync(cancellation)).ToLookup(g => g.LearnerId, StringComparer.Ordinal);
        var letters =
            from member in some
            let zone = QuietHours.ZoneOf(member.TimeZone, cohort.TimeZone)
            from due in
                from module in ModuleStanding.Read(member.Modules)
                where !module.IsDone
                let at = calendar.For(module.CourseId, module.ModuleId, granted[member.LearnerId], member.JoinedAt)
                where at is not null
                group module by at.Value
            let notice = DueNoticeRule.At(due.Key, member.JoinedAt, now, zone)
            where notice != DueNotice.None
            let day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due.Key, calendar.Zone).AddTicks(-1).DateTime)
            select new Letter
            {
                Topic = Topic.DueDate,
                LearnerId = member.LearnerId,
                Key = string.Create(CultureInfo.InvariantCulture, $"due {notice} {day:yyyy-MM-dd} {member.Id:D}"),
                Words = new DueWords(cohort.Name, day, notice == DueNotice.Past, [.. due.Select(m => Title(m, outlines))]),
                Href = "/my",
                CohortId = cohort.Id,
            };
        var posted = await post.PostAsync([.. letters], cancellation);
        return (some.Count < AtOnce ? null : some[^1].Id, posted.Messages);
    }

    private static string Title(ModuleStanding module, IReadOnlyList<CourseOutline> outlines) =>
        outlines.FirstOrDefault(o => o.Id == module.CourseId)?.Modules.FirstOrDefault(m => m.Id == module.ModuleId)?.Title ?? module.ModuleId;

    public sealed record DueWords(string Cohort, DateOnly Day, bool IsPast, IReadOnlyList<string> Modules);
}
