namespace Learning.Analysis;

/// <summary>
/// The third of the attempts with the lowest and that with the highest result: up to and including one per cent, from and including another. Whoever has the same per cent is on the
/// same side, so a third may be more than a third. T. L. Kelley, "The selection of upper and lower groups for the validation of test items", Journal of Educational Psychology 30 (1939), 17–24,
/// showed that 27 per cent at each end tell most where there are many people; thirds keep more people in each group where there are few.
/// </summary>
internal sealed record Thirds(int LowerTo, int UpperFrom)
{
    /// <summary>Null where there are too few to judge, or so many have the same result that the two thirds would meet.</summary>
    public static Thirds? Of(ReadOnlySpan<int> percents)
    {
        var all = 0L;
        foreach (var count in percents)
        {
            all += count;
        }

        if (all < SampleSize.ToJudge)
        {
            return null;
        }

        var lower = 0;
        for (long seen = percents[0]; seen * 3 < all; seen += percents[lower])
        {
            lower++;
        }

        var upper = percents.Length - 1;
        for (long seen = percents[upper]; seen * 3 < all; seen += percents[upper])
        {
            upper--;
        }

        return upper > lower ? new(lower, upper) : null;
    }
}
