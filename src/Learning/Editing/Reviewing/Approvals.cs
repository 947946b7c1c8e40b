using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Reviewing;

/// <summary>
/// Whether a draft has been approved often enough to be published. Pure. An approval is for the version it was given for; whoever changed the draft may approve it too, but not alone: one of the approvals has to come
/// from somebody who did not.
/// </summary>
public sealed record Approvals(int Needed, IReadOnlyCollection<string> By, IReadOnlyCollection<string> Hands)
{
    public int Count => By.Count;

    /// <summary>Enough, but only from those who wrote it.</summary>
    public bool IsOnlyOwn => Needed > 0 && Count > 0 && By.All(Hands.Contains);

    public bool IsEnough => Needed <= 0 || (Count >= Needed && !IsOnlyOwn);

    /// <summary>The latest word of each about a version: those who approve it.</summary>
    public static IReadOnlyCollection<string> Of(int version, IEnumerable<Verdict> verdicts) =>
        [.. verdicts.Where(v => v.Version == version).GroupBy(v => v.By, StringComparer.Ordinal).Where(g => g.MaxBy(v => v.At)!.Approves).Select(g => g.Key).Order(StringComparer.Ordinal)];

    public sealed record Verdict(string By, int Version, bool Approves, DateTimeOffset At);
}

/// <summary>Reads how a draft stands with those who approve.</summary>
public sealed class ReadApprovals(LearningDb db, LearningOptions options)
{
    public async Task<Approvals> ReadAsync(Guid draftId, int version, CancellationToken cancellation)
    {
        var verdicts = await db.Set<DraftVerdict>().AsNoTracking().Where(v => v.DraftId == draftId && v.Version == version).Select(v => new Approvals.Verdict(v.By, v.Version, v.Approves, v.At)).ToListAsync(cancellation);
        var hands = await db.Set<DraftHand>().AsNoTracking().Where(h => h.DraftId == draftId).Select(h => h.EditorId).ToListAsync(cancellation);
        return new(options.ApprovalsNeeded, Approvals.Of(version, verdicts), hands);
    }
}
