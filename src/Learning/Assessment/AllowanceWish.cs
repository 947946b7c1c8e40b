using System.Globalization;
using Learning.Questions;

namespace Learning.Assessment;

/// <summary>
/// What a facilitator typed to allow one learner more, as she typed it: more minutes, more attempts, a later last day, and why. Only what the quiz limits can be given. Pure.
/// Limits: 1,440 minutes, 20 attempts, 500 characters.
/// </summary>
public sealed record AllowanceWish(string Minutes, string Attempts, string Until, string Reason)
{
    public static readonly AllowanceWish Empty = new("", "", "", "");

    /// <summary>What is wrong with a field: the field, the name of the sentence, and what goes into it.</summary>
    public sealed record Fault(string Field, string Text, params object[] Arguments);

    /// <summary>A wish that can be granted; <paramref name="Until"/> is the end of the last day, in UTC.</summary>
    public sealed record Granted(int Minutes, int Attempts, DateTimeOffset? Until, string Reason);

    /// <summary>The wish as it can be granted; or what is wrong with it, in the order of the fields.</summary>
    public (Granted? Granted, IReadOnlyList<Fault> Faults) Read(AttemptLimits limits, DateTimeOffset now)
    {
        var faults = new List<Fault>();
        var minutes = limits.Time is null ? 0 : Number(Minutes, Allowance.MostMinutes);
        var attempts = limits.MostAttempts is null ? 0 : Number(Attempts, Allowance.MostAttempts);
        var (until, isDay) = limits.ClosesAt is null ? (null, true) : Day(Until);
        var reason = Response.Given([Reason.Trim()]).Text;

        if (minutes is null)
        {
            faults.Add(new("minutes", "Allowance.MinutesRange", Allowance.MostMinutes));
        }

        if (attempts is null)
        {
            faults.Add(new("attempts", "Allowance.AttemptsRange", Allowance.MostAttempts));
        }

        if (!isDay || until <= now)
        {
            faults.Add(new("until", "Allowance.UntilFuture"));
        }

        if (faults.Count == 0 && minutes + attempts == 0 && until is null)
        {
            faults.Add(new(limits.Time is not null ? "minutes" : limits.MostAttempts is not null ? "attempts" : "until", "Allowance.Nothing"));
        }

        if (reason.Length is 0 or > Allowance.LongestReason)
        {
            faults.Add(new("reason", "Allowance.NoReason", Allowance.LongestReason));
        }

        return faults.Count > 0 ? (null, faults) : (new(minutes!.Value, attempts!.Value, until, reason), []);
    }

    /// <summary>Nothing is nought; what is no whole number up to the most is none.</summary>
    private static int? Number(string text, int most) =>
        string.IsNullOrWhiteSpace(text) ? 0 : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    /// <summary>To the end of that day, UTC.</summary>
    private static (DateTimeOffset? At, bool IsDay) Day(string text) =>
        string.IsNullOrWhiteSpace(text) ? (null, true)
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2016 and < 9999
            ? (new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero), true)
            : (null, false);
}
