using System.Globalization;

namespace Learning.Teaching.Care;

/// <summary>
/// When a text is to be held against its sources again: so many months after it last was. It is due from the day on which the months are over, by the calendar of UTC; where that month has no such
/// day (the 31st, 29 February), from its last one. Pure. Limits: 1 to 36 months, 12 where nothing is said.
/// </summary>
public sealed record RecheckRule
{
    public const int Fewest = 1;

    public const int Most = 36;

    public const int Usual = 12;

    public RecheckRule(int months)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, Fewest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, Most);
        Months = months;
    }

    public int Months { get; }

    /// <summary>The rule somebody asks for; the usual one where she says nothing, null where it is no whole number within the limits.</summary>
    public static RecheckRule? Asked(string? months) =>
        string.IsNullOrWhiteSpace(months) ? new(Usual)
        : int.TryParse(months.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= Fewest and <= Most ? new(number)
        : null;

    public DateOnly DueOn(DateOnly checkedOn) => checkedOn > DateOnly.MaxValue.AddMonths(-Months) ? DateOnly.MaxValue : checkedOn.AddMonths(Months);

    public bool IsDue(DateOnly checkedOn, DateTimeOffset now) => DueOn(checkedOn) <= DateOnly.FromDateTime(now.UtcDateTime);
}
