namespace Learning.Notifications;

/// <summary>Whether the week of a cohort is told now: on Monday from eight in the morning where the cohort is. Pure.</summary>
public static class DigestRule
{
    /// <summary>The Monday it is, where it is time; else null.</summary>
    public static DateOnly? MondayAt(DateTimeOffset now, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(now, zone);
        return there.DayOfWeek == DayOfWeek.Monday && !QuietHours.Hold(now, zone) ? DateOnly.FromDateTime(there.DateTime) : null;
    }
}
