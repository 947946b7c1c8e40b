namespace Learning.Notifications;

/// <summary>What decides whether somebody is reminded now.</summary>
public sealed record ReminderFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Where she is.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Her latest step; null: she has not begun.</summary>
    public required DateTimeOffset? LastAt { get; init; }

    /// <summary>When she could begin: when she joined, or the cohort began if that was later.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    public required int StalledAfterDays { get; init; }

    public required int RemindersAWeek { get; init; }

    /// <summary>When she was reminded before, by whichever cohort.</summary>
    public required IReadOnlyCollection<DateTimeOffset> Earlier { get; init; }
}

/// <summary>
/// Whether somebody who has not come back is reminded now. Pure. Never at night where she is; never more often in seven days than her cohort says, whichever cohorts reminded her; spread over the week; and after
/// <see cref="MostUnanswered"/> reminders without a step of hers no more: who does not answer is for a facilitator to call, not for a machine to urge.
/// </summary>
public static class ReminderRule
{
    public const int MostUnanswered = 6;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static bool IsDue(ReminderFacts facts)
    {
        var still = facts.LastAt ?? facts.BeganAt;
        if (facts.RemindersAWeek <= 0 || facts.Now - still < TimeSpan.FromDays(facts.StalledAfterDays) || QuietHours.Hold(facts.Now, facts.Zone))
        {
            return false;
        }

        var thisWeek = facts.Earlier.Count(at => at > facts.Now - Week);
        var unanswered = facts.Earlier.Count(at => at > still);
        var isTooSoon = facts.Earlier.Count > 0 && facts.Now - facts.Earlier.Max() < Between(facts.RemindersAWeek);
        return thisWeek < facts.RemindersAWeek && unanswered < MostUnanswered && !isTooSoon;
    }

    /// <summary>Two a week come some days apart, less some hours so that each can come at the same time of day.</summary>
    private static TimeSpan Between(int aWeek) => TimeSpan.FromDays(Math.Floor(7.0 / aWeek)) - TimeSpan.FromHours(6);
}
