using System.Data.Common;
using Learning.Cohorts;
using Learning.Courses;

namespace Learning.Web.Generating;

/// <summary>One large cohort in its ninth week: a module due each week, three meetings, an end in four weeks.</summary>
internal sealed record GeneratedCohort(Guid Id, string Name, DateOnly StartsOn, CohortCalendar Calendar, IReadOnlyList<(Guid Id, DateTimeOffset StartsAt)> Meetings)
{
    private const int WeeksAgo = 8;

    private static readonly int[] MeetingWeeks = [1, 4, 10];

    public static GeneratedCohort Plan(Revision revision, DateTimeOffset now, int seed, Random chance)
    {
        var starts = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-7 * WeeksAgo);
        var due = revision.Outline.Modules.Select((m, i) => (Key: (revision.Outline.Id, m.Id), On: starts.AddDays(7 * (i + 1)))).ToDictionary(d => d.Key, d => d.On);
        return new(
            BulkIds.New(now, chance),
            $"Generated group {seed}",
            starts,
            new CohortCalendar(TimeZoneInfo.Utc, due),
            [.. MeetingWeeks.Select(week => (BulkIds.New(now, chance), new DateTimeOffset(starts.AddDays(7 * week).ToDateTime(new TimeOnly(18, 0)), TimeSpan.Zero)))]);
    }

    public void Write(DbConnection connection, Revision revision, string? facilitator, DateTimeOffset now)
    {
        using var transaction = connection.BeginTransaction();
        Insert("Cohorts", ["Id", "Name", "StartsOn", "EndsOn", "TimeZone", "Welcome", "Code", "IsOpen", "StalledAfterDays", "RemindersAWeek", "CreatedBy", "CreatedAt"], Id, Name, StartsOn, StartsOn.AddDays(7 * 12), "UTC", "Made to measure with.", JoinCode.New(), true, Cohort.UsualStalledAfterDays, 0, facilitator ?? "", now);
        Insert("CohortCourses", ["CohortId", "CourseId", "Position"], Id, revision.Outline.Id, 0);
        foreach (var ((course, module), on) in Calendar.Due)
        {
            Insert("DueDates", ["CohortId", "CourseId", "ModuleId", "On"], Id, course, module, on);
        }

        foreach (var (meeting, startsAt) in Meetings)
        {
            Insert("Meetings", ["Id", "CohortId", "CourseId", "Title", "Place", "StartsAt", "Minutes"], meeting, Id, revision.Outline.Id, $"Meeting of {startsAt:yyyy-MM-dd}", "Union hall", startsAt, 120);
        }

        if (facilitator is not null)
        {
            Insert("CohortFacilitators", ["CohortId", "PersonId", "Since"], Id, facilitator, now);
        }

        transaction.Commit();

        void Insert(string table, string[] columns, params object?[] values)
        {
            using var rows = new BulkInsert(connection, table, columns);
            rows.Within(transaction);
            rows.Add(values);
            rows.Flush();
        }
    }
}
