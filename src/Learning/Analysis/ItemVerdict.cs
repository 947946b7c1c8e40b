namespace Learning.Analysis;

/// <summary>What can be wrong with a question, the worst first. The name is that of its texts: <c>Analysis.Finding.X</c> says what was found, <c>Analysis.Action.X</c> what to do.</summary>
public enum Finding
{
    /// <summary>Strong learners choose a wrong option more often than a right one: the key is probably wrong.</summary>
    WrongKey,

    /// <summary>Those who know more get it wrong more often.</summary>
    NegativeDiscrimination,

    /// <summary>Many were very sure and not right: something they believe is worth a lesson.</summary>
    SureAndWrong,

    /// <summary>No more are right than would be by guessing.</summary>
    NearGuessing,

    /// <summary>It hardly tells who knows from who does not.</summary>
    WeakDiscrimination,

    /// <summary>Nearly everybody is right.</summary>
    TooEasy,

    /// <summary>Hardly anybody chooses one of the wrong options.</summary>
    UnusedDistractor,

    /// <summary>It takes much longer than the others.</summary>
    Slow,
}

/// <summary>Something found, and what it was found in: letters of options; null where it is the whole question.</summary>
public sealed record Found(Finding Finding, string? About = null);

/// <summary>
/// Whether a question needs an editor. Pure. Nothing is found where fewer than 30 answers can be judged. The bounds are conventions of the field (0.2 for discrimination, 95 per cent
/// for facility) and ours where it has none.
/// </summary>
public static class ItemVerdict
{
    public const double EasyFrom = 0.95;
    public const double WeakBelow = 0.2;

    /// <summary>Where nothing can be guessed, so few right answers are as good as none.</summary>
    public const double HardlyAny = 0.05;

    /// <summary>A wrong option chosen by a smaller share takes nobody in.</summary>
    public const double UnusedBelow = 0.01;

    /// <summary>Of those who said how sure they were, this share was very sure and not right.</summary>
    public const double SureAndWrongFrom = 0.2;

    /// <summary>Slow is at least two minutes, and three times what the quiz's questions usually take.</summary>
    public const int SlowSeconds = 120;
    public const int SlowTimes = 3;

    /// <param name="plan">The question's cells.</param>
    /// <param name="item">Its figures.</param>
    /// <param name="chance">What guessing gives on average, 0 to 1 (<see cref="Chance"/>).</param>
    /// <param name="usualSeconds">The median over the quiz's questions of their median times; null where it is not known.</param>
    public static IReadOnlyList<Found> Of(ItemPlan plan, ItemFigures item, double chance, double? usualSeconds)
    {
        if (!plan.IsScored || item.Scored < SampleSize.ToJudge || item.Facility is not { } facility)
        {
            return [];
        }

        var found = new List<Found>();
        var wrongKey = Letters(plan, item, (cell, figures) => cell.IsKey == false && LeastChosenKey(plan, item) is { } key && figures.Upper?.Count > key);
        Note(wrongKey is not null, Finding.WrongKey, wrongKey);
        // Around nought a question without any worth is as often below as above; one standard error of a correlation of nought, 1/√n, is not yet against those who know.
        var isNegative = item.Discrimination < -1 / Math.Sqrt(item.Scored);
        Note(isNegative, Finding.NegativeDiscrimination);
        Note(IsSureAndWrong(item), Finding.SureAndWrong);
        Note(facility <= Math.Max(chance, HardlyAny), Finding.NearGuessing);
        Note(!isNegative && item.Discrimination < WeakBelow && facility <= EasyFrom, Finding.WeakDiscrimination);   // what is too easy cannot separate; one finding is enough
        Note(facility > EasyFrom, Finding.TooEasy);
        var unused = plan.Cells.Count > 2 ? Letters(plan, item, (cell, figures) => cell.IsKey == false && figures.Share < UnusedBelow) : null;
        Note(unused is not null && facility <= EasyFrom, Finding.UnusedDistractor, unused);
        Note(item.Time is { } time && time.Answers >= SampleSize.ToJudge && time.Median >= Math.Max(SlowSeconds, SlowTimes * usualSeconds ?? double.MaxValue), Finding.Slow);
        return found;

        void Note(bool isSo, Finding finding, string? about = null)
        {
            if (isSo)
            {
                found.Add(new(finding, about));
            }
        }
    }

    private static bool IsSureAndWrong(ItemFigures item)
    {
        var said = item.Certainty.Sum(level => level.All);
        var sureAndWrong = item.Certainty is [.., var sure] ? sure.Partly + sure.Wrong : 0;
        return said >= SampleSize.ToJudge && sureAndWrong >= said * SureAndWrongFrom;
    }

    /// <summary>Of the right options the one that strong learners chose least, and how many of them did; null where there are no options or no thirds.</summary>
    private static int? LeastChosenKey(ItemPlan plan, ItemFigures item) =>
        plan.Cells.Zip(item.Cells).Where(c => c.First.IsKey == true && c.Second.Upper is not null).Min(c => (int?)c.Second.Upper!.Count);

    private static string? Letters(ItemPlan plan, ItemFigures item, Func<Cell, CellFigures, bool> isSo)
    {
        var letters = plan.HasOptions ? plan.Cells.Zip(item.Cells).Where(c => isSo(c.First, c.Second)).Select(c => c.First.Value).ToArray() : [];
        return letters.Length == 0 ? null : string.Join(", ", letters);
    }
}
