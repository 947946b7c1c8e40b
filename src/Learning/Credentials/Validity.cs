namespace Learning.Credentials;

/// <summary>How long a certificate is valid, and when it may be renewed. Pure.</summary>
public static class Validity
{
    /// <summary>So long before its end a certificate may be renewed: time enough to find an evening.</summary>
    public const int RenewableDays = 90;

    /// <summary>The end of the day (UTC) so many months later, so that nobody loses the day it is still written on; a month without that day ends with its last.</summary>
    /// <param name="months">Null: it does not end.</param>
    public static DateTimeOffset? Until(DateTimeOffset from, int? months) =>
        months is { } some ? new DateTimeOffset(from.UtcDateTime.Date.AddMonths(some).AddDays(1), TimeSpan.Zero).AddSeconds(-1) : null;

    /// <summary>From when the test counts towards the next time.</summary>
    public static DateTimeOffset RenewableFrom(DateTimeOffset until) => until.AddDays(-RenewableDays);

    public static bool IsOver(DateTimeOffset? until, DateTimeOffset now) => until < now;

    /// <summary>Whether a test passed then renews it: within the days before its end or after it, not before.</summary>
    public static bool Renews(DateTimeOffset until, DateTimeOffset passedAt) => passedAt >= RenewableFrom(until);
}
