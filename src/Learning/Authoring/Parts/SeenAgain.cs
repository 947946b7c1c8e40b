using Learning.Authoring.Files;

namespace Learning.Authoring.Parts;

/// <summary>The line <c>again: 2026-12-01</c> of a lesson or a quiz: what was reached in it before that day does not count any more.</summary>
internal static class SeenAgain
{
    public const string Key = "again";

    /// <summary>A publication is planned within a year; a day beyond that is mistyped, and nobody could complete the course before.</summary>
    private const int MostDaysAhead = 366;

    public static DateOnly? Read(Fields fields, DateOnly? today, Problems problems)
    {
        var day = fields.Day(Key, isRequired: false);
        if (today is { } now && day is { } given && given.DayNumber - now.DayNumber > MostDaysAhead)
        {
            problems.Add(fields.Spot(Key), "again-far-ahead", $"{day:yyyy-MM-dd} is more than a year ahead.", "Write the day from which it has to be seen again.");
            return null;
        }

        return day;
    }
}
