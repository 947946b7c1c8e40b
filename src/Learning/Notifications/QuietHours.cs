namespace Learning.Notifications;

/// <summary>At night nobody is reminded of anything: between 20:00 and 08:00 where she is, or where her cohort is when she has not said. Pure.</summary>
public static class QuietHours
{
    public const int From = 20;
    public const int Until = 8;

    public static bool Hold(DateTimeOffset now, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(now, zone).Hour is >= From or < Until;

    /// <summary>Her zone, else that of her cohort; UTC where this machine knows neither.</summary>
    public static TimeZoneInfo ZoneOf(string? hers, string? cohort) =>
        Known(hers) ?? Known(cohort) ?? TimeZoneInfo.Utc;

    private static TimeZoneInfo? Known(string? name) => name is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
