namespace Learning.Notifications;

/// <summary>When a mail that was not taken is tried again. Pure. Waiting makes a greylisting server let it in, and lets one that is down come back.</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(12),
    ];

    /// <summary>Tries in all.</summary>
    public static int Most => Waits.Length + 1;

    /// <summary>How long to wait after so many tries; null: it was tried often enough.</summary>
    public static TimeSpan? After(int tries) => tries >= 1 && tries <= Waits.Length ? Waits[tries - 1] : null;
}
