using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Texts;

namespace Learning.Cohorts;

/// <summary>A line of a cohort's log in words, by the clock of the cohort. Learner: whom it is about; null where that is the cohort, or whoever did it.</summary>
public sealed partial record LogLine(string Text, string? Learner, string? LearnerHref, string Detail, string Reason, string By, DateTimeOffset At)
{
    /// <summary>What stands in the log of a change of the days, and of one of the settings.</summary>
    internal const string Dates = "@dates";
    internal const string Settings = "@settings";

    internal static LogLine Of(CohortLogEntry entry, string? learner, string by, Cohort cohort, IReadOnlyList<CourseOutline> outlines, InterfaceTexts texts)
    {
        var isAboutAnother = entry.LearnerId is not null && entry.LearnerId != entry.DoneBy;
        return new(
            texts[$"Deed.{entry.Deed}"],
            isAboutAnother || entry.Deed == CohortDeed.Joined ? learner : null,
            entry.LearnerId is null ? null : $"/cohorts/{cohort.Id.ToString("D", CultureInfo.InvariantCulture)}/members/{Uri.EscapeDataString(entry.LearnerId)}",
            DetailOf(entry, outlines, texts),
            entry.Reason,
            by,
            TimeZoneInfo.ConvertTime(entry.At, TimeZones.Of(cohort.TimeZone)));
    }

    /// <summary>The log keeps what does not depend on a language; here it gets its words.</summary>
    private static string DetailOf(CohortLogEntry entry, IReadOnlyList<CourseOutline> outlines, InterfaceTexts texts) => entry.Deed switch
    {
        CohortDeed.Joined or CohortDeed.Added => Enum.TryParse<JoinedBy>(entry.Detail, out var way) && Enum.IsDefined(way) ? texts[$"Log.JoinedBy.{way}"] : entry.Detail,
        CohortDeed.Imported => Imported().Match(entry.Detail) is { Success: true } counts ? texts["Log.Imported", Number(counts.Groups[1]), Number(counts.Groups[2])] : entry.Detail,
        CohortDeed.Extended or CohortDeed.Excused => Granted(entry.Detail, outlines, texts),
        CohortDeed.Moved => texts["Log.MovedTo", entry.Detail],
        CohortDeed.Changed when entry.Detail is Dates or Settings => texts[$"Log.Changed.{entry.Detail[1..]}"],
        _ => entry.Detail,
    };

    /// <summary>A day, a module ("course/module"), both or neither. Entries from before there were modules in the log have only the day.</summary>
    private static string Granted(string detail, IReadOnlyList<CourseOutline> outlines, InterfaceTexts texts)
    {
        var words = detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var day = words.Select(CohortForm.ReadDay).FirstOrDefault(d => d is not null);
        var module = (from outline in outlines from one in outline.Modules where words.Contains($"{outline.Id}/{one.Id}") select one.Title).FirstOrDefault();
        var until = day is { } on ? texts["Log.Until", on.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)] : "";
        return module is null ? until : until.Length == 0 ? module : texts["Text.And", module, until];
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\+([0-9]{1,6}) · @([0-9]{1,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Imported();
}
