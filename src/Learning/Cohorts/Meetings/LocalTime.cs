namespace Learning.Cohorts.Meetings;

/// <summary>
/// A day and a time by the clock of a place, as a moment. Where clocks are put forward there is an hour that no clock shows: no moment then. Where they are put back an hour comes twice: the first of
/// the two, which is what people who still go by the clock on the wall mean. Pure.
/// </summary>
internal static class LocalTime
{
    /// <summary>Null: no clock there shows this.</summary>
    public static DateTimeOffset? At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
        {
            return null;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
