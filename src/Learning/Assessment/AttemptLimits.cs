using Learning.Authoring;

namespace Learning.Assessment;

/// <summary>
/// What a quiz's rules and a learner's allowances come to for her: how often, how long, from when to when. Pure; times are UTC and those of this server.
/// </summary>
public sealed record AttemptLimits(int? MostAttempts, TimeSpan? Time, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt)
{
    /// <summary>So long after the end an answer still counts: it was given in time and came over a slow connection.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static AttemptLimits Of(QuizRules rules, IReadOnlyCollection<Allowance> allowances) => new(
        rules.Attempts == 0 ? null : rules.Attempts + allowances.Sum(a => a.ExtraAttempts),
        rules.TimeLimit is { } minutes ? TimeSpan.FromMinutes(minutes + allowances.Sum(a => a.ExtraMinutes)) : null,
        rules.OpensAt,
        rules.ClosesAt is { } closes && allowances.Max(a => a.ClosesAt) is { } later && later > closes ? later : rules.ClosesAt);

    /// <summary>The name of the text that says why no attempt may begin; null when one may.</summary>
    public string? RefusalAt(DateTimeOffset now, int attempts) =>
        now < OpensAt ? "Record.NotOpenYet"
        : now >= ClosesAt ? "Record.Closed"
        : attempts >= MostAttempts ? "Record.NoMoreAttempts"
        : null;

    /// <summary>When an attempt that began then is over; null when no clock runs.</summary>
    public DateTimeOffset? EndOf(DateTimeOffset began) => Time is { } time && (ClosesAt is null || began + time < ClosesAt) ? began + time : ClosesAt;

    /// <summary>Whether what reaches this server now still counts in an attempt that ends then.</summary>
    public static bool Counts(DateTimeOffset? endsAt, DateTimeOffset now) => !(now > endsAt + Grace);
}
