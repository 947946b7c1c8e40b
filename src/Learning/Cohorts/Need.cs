using System.Linq.Expressions;
using System.Text.Json.Serialization;

namespace Learning.Cohorts;

/// <summary>Whether somebody in a cohort needs help, and why; in the order in which a facilitator looks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Need>))]
public enum Need
{
    /// <summary>She has tried a quiz more than once and not passed it.</summary>
    Failing,

    /// <summary>Something is due that she has not done.</summary>
    Behind,

    /// <summary>She began, and has not come back for a while.</summary>
    Stalled,

    NeverStarted,

    OnTrack,

    Finished,
}

/// <summary>The rule behind <see cref="Need"/>. It depends on the time, so it is asked of what is stored, by the database or here, in the same words.</summary>
public static class Needs
{
    /// <summary>The first that holds, in the order of <see cref="Need"/>, but whoever has finished has finished.</summary>
    public static Expression<Func<Member, int>> At(DateTimeOffset now, DateTimeOffset stalledBefore) => m =>
        m.FinishedAt != null ? (int)Need.Finished
        : m.FailedTries > 0 ? (int)Need.Failing
        : m.NextDueAt != null && m.NextDueAt <= now ? (int)Need.Behind
        : m.LastAt == null ? (int)Need.NeverStarted
        : m.LastAt < stalledBefore ? (int)Need.Stalled
        : (int)Need.OnTrack;

    /// <summary>Whether that holds first for somebody.</summary>
    public static Expression<Func<Member, bool>> Is(Need need, DateTimeOffset now, DateTimeOffset stalledBefore)
    {
        var at = At(now, stalledBefore);
        return Expression.Lambda<Func<Member, bool>>(Expression.Equal(at.Body, Expression.Constant((int)need)), at.Parameters);
    }

    /// <summary>The same for one who is known.</summary>
    public static Need Of(Member member, DateTimeOffset now, int stalledAfterDays) => All(member, now, stalledAfterDays)[0];

    /// <summary>All that holds, for the words beside a name.</summary>
    public static IReadOnlyList<Need> All(Member member, DateTimeOffset now, int stalledAfterDays)
    {
        if (member.FinishedAt is not null)
        {
            return [Need.Finished];
        }

        var needs = new List<Need>();
        if (member.FailedTries > 0)
        {
            needs.Add(Need.Failing);
        }

        if (member.NextDueAt <= now)
        {
            needs.Add(Need.Behind);
        }

        if (member.LastAt is null)
        {
            needs.Add(Need.NeverStarted);
        }
        else if (member.LastAt < now.AddDays(-stalledAfterDays))
        {
            needs.Add(Need.Stalled);
        }

        return needs.Count == 0 ? [Need.OnTrack] : needs;
    }
}
