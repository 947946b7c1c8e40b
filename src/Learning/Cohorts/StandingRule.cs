using Learning.Authoring;
using Learning.Progress;

namespace Learning.Cohorts;

/// <summary>How somebody stands in a cohort, as it is stored.</summary>
public sealed record Standing
{
    public required int Percent { get; init; }

    public required int DoneCount { get; init; }

    public required int RequiredCount { get; init; }

    public required IReadOnlyList<ModuleStanding> Modules { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? NextDueAt { get; init; }

    public string? FailingAt { get; init; }

    public int FailedTries { get; init; }
}

/// <summary>What is known of somebody in one course of the cohort.</summary>
/// <param name="Done">Ids of activities that count as done.</param>
/// <param name="Tries">Attempts handed in at activities that are not passed.</param>
public sealed record CourseWork(CourseOutline Outline, IReadOnlySet<string> Done, DateTimeOffset? CompletedAt, DateTimeOffset? LastAt, IReadOnlyDictionary<string, int> Tries);

/// <summary>When the modules of a cohort are due, and what one learner is granted beyond.</summary>
public sealed record CohortCalendar(TimeZoneInfo Zone, IReadOnlyDictionary<(string Course, string Module), DateOnly> Due)
{
    public static readonly CohortCalendar Empty = new(TimeZoneInfo.Utc, new Dictionary<(string, string), DateOnly>());

    /// <summary>Whoever joins when something was due already has so many days for it.</summary>
    public const int DaysForLateJoiners = 14;

    /// <param name="joinedAt">When she joined; null: for nobody in particular.</param>
    /// <summary>When a module is due for somebody: the end of the day, or of the latest day granted; for what was due before she joined, two weeks after she did. Null where none is set or she is excused.</summary>
    public DateTimeOffset? For(string courseId, string moduleId, IEnumerable<Concession> granted, DateTimeOffset? joinedAt)
    {
        if (!Due.TryGetValue((courseId, moduleId), out var day))
        {
            return null;
        }

        if (joinedAt is { } joined && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(joined, Zone).DateTime) is var joinedOn && day < joinedOn)
        {
            day = joinedOn.AddDays(DaysForLateJoiners);
        }

        foreach (var one in granted.Where(g => g.IsFor(courseId, moduleId)))
        {
            if (one.Kind == ConcessionKind.Excuse)
            {
                return null;
            }

            day = one.Until is { } until && until > day ? until : day;
        }

        return EndOf(day);
    }

    /// <summary>The day by whose end something is due: the one before that moment in the cohort's time zone.</summary>
    public DateOnly DayBefore(DateTimeOffset end) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, Zone).AddTicks(-1).DateTime);

    /// <summary>The first moment after a day in the cohort's time zone, in UTC.</summary>
    public DateTimeOffset EndOf(DateOnly day) => EndOf(day, Zone);

    /// <summary>The first moment after a day in a time zone, in UTC.</summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var next = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(next))
        {
            next = next.AddMinutes(15);   // where clocks are put forward at midnight, the day begins later
        }

        return new DateTimeOffset(next, zone.GetUtcOffset(next)).ToUniversalTime();
    }
}

/// <summary>How somebody stands in a cohort. Pure: over the outlines, what she has reached, and when things are due for her.</summary>
public static class StandingRule
{
    /// <summary>One attempt that fails is how people learn; from the second on somebody should look.</summary>
    public const int TriesThatWorry = 2;

    public static Standing Decide(IReadOnlyList<CourseWork> courses, CohortCalendar calendar, IReadOnlyCollection<Concession> granted, DateTimeOffset joinedAt)
    {
        var modules = new List<ModuleStanding>();
        DateTimeOffset? nextDue = null;
        (string? Place, int Tries) failing = (null, 0);
        int all = 0, left = 0, done = 0, required = 0;
        foreach (var course in courses)
        {
            foreach (var module in course.Outline.Modules)
            {
                var needed = module.Activities.Where(a => course.Outline.Completion.For(a.Kind) != Requirement.None).ToArray();
                var open = course.CompletedAt is not null ? [] : needed.Where(a => !course.Done.Contains(a.Id)).ToArray();
                modules.Add(new(course.Outline.Id, module.Id, needed.Length - open.Length, needed.Length));
                required += needed.Length;
                done += needed.Length - open.Length;
                all += needed.Sum(a => a.Minutes);
                left += open.Sum(a => a.Minutes);
                if (open.Length > 0 && calendar.For(course.Outline.Id, module.Id, granted, joinedAt) is { } due && (nextDue is null || due < nextDue))
                {
                    nextDue = due;
                }

                foreach (var quiz in open.Where(a => course.Outline.Completion.For(a.Kind) == Requirement.Passed))
                {
                    if (course.Tries.GetValueOrDefault(quiz.Id) is var tries && tries >= TriesThatWorry && tries > failing.Tries)
                    {
                        failing = ($"{course.Outline.Id}/{quiz.Id}", tries);
                    }
                }
            }
        }

        var finished = courses.Count > 0 && courses.All(c => c.CompletedAt is not null);
        return new()
        {
            Modules = modules,
            DoneCount = done,
            RequiredCount = required,
            Percent = finished ? 100 : all == 0 ? 0 : Math.Min(99, (all - left) * 100 / all),
            LastAt = courses.Max(c => c.LastAt),
            FinishedAt = finished ? courses.Max(c => c.CompletedAt) : null,
            NextDueAt = nextDue,
            FailingAt = failing.Place,
            FailedTries = failing.Tries,
        };
    }
}
