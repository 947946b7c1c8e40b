using System.Globalization;

namespace Learning.Cohorts;

/// <summary>What became of the addresses that somebody gave: invited, invited before, in the cohort already.</summary>
public sealed record InvitedCounts(int Invited, int HadOne, int IsIn)
{
    public int Total => Invited + HadOne + IsIn;

    internal string Query => string.Create(CultureInfo.InvariantCulture, $"invited={Invited}&had={HadOne}&in={IsIn}");

    internal static InvitedCounts Of(IReadOnlyCollection<InviteByMail.Outcome> outcomes) =>
        new(outcomes.Count(o => o == InviteByMail.Outcome.Invited), outcomes.Count(o => o == InviteByMail.Outcome.HadOne), outcomes.Count(o => o == InviteByMail.Outcome.IsIn));

    /// <summary>As the page's address says; null: it says nothing of the kind.</summary>
    internal static InvitedCounts? Read(string? invited, string? had, string? isIn) =>
        new InvitedCounts(Count(invited), Count(had), Count(isIn)) is { Total: > 0 } counts ? counts : null;

    private static int Count(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Min(count, InviteByMail.Most) : 0;
}
