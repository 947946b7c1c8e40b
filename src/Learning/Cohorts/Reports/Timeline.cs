using Learning.Authoring;

namespace Learning.Cohorts.Reports;

/// <summary>The end of a day, or of a week, of a cohort: the share of all required parts that were done by then (null: it is still to come), and that were due by then (null: nothing has a date).</summary>
public sealed record TimePoint(DateOnly Day, double? Done, double? Planned);

/// <summary>How a cohort got on in time, against its due dates. Each part of each learner counts alike. Pure.</summary>
public static class Timeline
{
    /// <summary>Beyond so many days a point stands for a week.</summary>
    private const int MostDays = 42;

    /// <summary>So long after its end, or its last due date, a cohort is still followed.</summary>
    private const int DaysAfter = 28;

    /// <summary>However long it runs.</summary>
    private const int MostWeeks = 156;

    /// <param name="cohort">Its first and last day.</param>
    /// <param name="outlines">Its courses.</param>
    /// <param name="due">When modules are due.</param>
    /// <param name="doneOn">Required parts that were done on each day since the start, of all members; days before the start count as the first.</param>
    /// <param name="members">How many they are.</param>
    /// <param name="today">In the cohort's time zone.</param>
    public static IReadOnlyList<TimePoint> Of(
        Cohort cohort, IReadOnlyList<CourseOutline> outlines, IReadOnlyDictionary<(string Course, string Module), DateOnly> due, IReadOnlyDictionary<int, int> doneOn, int members, DateOnly today)
    {
        var (start, all) = (cohort.StartsOn, outlines.Sum(Required));
        if (members == 0 || all == 0)
        {
            return [];
        }

        var dated = outlines.SelectMany(o => o.Modules.Where(m => due.ContainsKey((o.Id, m.Id))).Select(m => (On: due[(o.Id, m.Id)], Parts: Required(o, m)))).ToArray();
        var planned = dated.Select(d => d.On).Append(cohort.EndsOn ?? start).Max();
        var followed = planned > start && today > planned.AddDays(DaysAfter) ? planned.AddDays(DaysAfter) : today;
        var last = followed > planned ? followed : planned;
        var step = last.DayNumber - start.DayNumber > MostDays ? 7 : 1;
        var points = new List<TimePoint>();
        var done = 0;
        var days = doneOn.OrderBy(d => d.Key).ToArray();
        var next = 0;
        for (var day = start; points.Count <= MostWeeks; day = day.AddDays(step))
        {
            var counted = day.DayNumber - start.DayNumber;
            for (; next < days.Length && days[next].Key <= counted; next++)
            {
                done += days[next].Value;
            }

            var hasBegun = start <= today && day.AddDays(-step) < followed;   // the week that runs counts so far
            points.Add(new(
                day,
                hasBegun ? Math.Min(1, (double)done / (all * (double)members)) : null,
                dated.Length == 0 ? null : (double)dated.Where(d => d.On <= day).Sum(d => d.Parts) / all));
            if (day >= last)
            {
                break;
            }
        }

        return points;
    }

    public static int Required(CourseOutline outline) => outline.Modules.Sum(m => Required(outline, m));

    private static int Required(CourseOutline outline, ModuleOutline module) => module.Activities.Count(a => outline.Completion.For(a.Kind) != Requirement.None);
}
