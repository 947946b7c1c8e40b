namespace Learning.Notifications;

public enum DueNotice
{
    None,

    /// <summary>It is due within three days.</summary>
    Soon,

    /// <summary>It was due yesterday or today, and is not done.</summary>
    Past,
}

/// <summary>Whether somebody is told now of a day by whose end something is due. Pure. Once before and once after; each only in the hours in which she is awake.</summary>
public static class DueNoticeRule
{
    public static readonly TimeSpan Before = TimeSpan.FromDays(3);

    /// <summary>So long after the day a notice still makes sense, where the site was down or the night was in between.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(2);

    /// <param name="due">The first moment after the day.</param>
    /// <param name="joinedAt">Whoever came when the day was over is not told that she is late.</param>
    /// <param name="now">Now.</param>
    /// <param name="zone">Where she is.</param>
    public static DueNotice At(DateTimeOffset due, DateTimeOffset joinedAt, DateTimeOffset now, TimeZoneInfo zone) =>
        QuietHours.Hold(now, zone) ? DueNotice.None
        : now < due ? (due - now <= Before ? DueNotice.Soon : DueNotice.None)
        : now - due < After && joinedAt < due ? DueNotice.Past
        : DueNotice.None;
}
