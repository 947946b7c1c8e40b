namespace Learning.Analysis;

/// <summary>A question to be analysed: how many cells and typed places its <see cref="AnswerSheet"/> has, and what its numbers can go into.</summary>
public sealed record ItemPlan
{
    public required string Id { get; init; }

    public IReadOnlyList<Cell> Cells { get; init; } = [];

    public int Parts { get; init; }

    /// <summary>Its cells are options, so that those whom it separates can be compared; parts are only counted.</summary>
    public bool HasOptions { get; init; }

    /// <summary>Every attempt at the quiz as it stands asks it, and its score is that of the answer.</summary>
    public bool IsShared { get; init; }

    /// <summary>Its score is that of the answer: it is no opinion, and it was not decided that it counts for nobody or is given to everybody.</summary>
    public bool IsScored { get; init; } = true;
}

/// <summary>
/// One question of one attempt. <paramref name="Item"/> is its place in the plan, -1 where the quiz does not have it any more; <paramref name="IsAsItStands"/> says that it was asked and
/// marked as it is now (<see cref="ItemVersion"/>). <paramref name="IsReached"/>: something was answered here or further on.
/// </summary>
public readonly record struct Observation(int Item, GivenAnswer Given, bool IsAsItStands, bool IsReached, int? Certainty, int? Seconds);

/// <summary>
/// What the answers to a quiz say about its questions. Attempts are given one at a time and forgotten, so that the room it takes depends on the questions and their options, and not on how
/// many people answered. In which order they come changes nothing but the last digits. Pure; formulas and their sources stand at <see cref="ItemFigures"/> and <see cref="QuizFigures"/>.
/// </summary>
public sealed class ItemStatistics
{
    internal const int Percents = 101;

    private readonly IReadOnlyList<ItemPlan> _plan;
    private readonly ItemTally[] _tallies;
    private readonly int[] _percents = new int[Percents];
    private readonly int[] _bands = new int[QuizFigures.Bands];
    private readonly Moments[] _shared;
    private readonly int _sharedCount;
    private int _attempts;
    private int _awaitsGrading;
    private Moments _scores;
    private Moments _sharedTotal;
    private int _sharedMax;

    public ItemStatistics(IReadOnlyList<ItemPlan> plan)
    {
        _plan = plan;
        _tallies = [.. plan.Select(item => new ItemTally(item))];
        _shared = new Moments[plan.Count];
        _sharedCount = plan.Count(item => item.IsShared);
    }

    /// <summary>One attempt: the first that somebody handed in.</summary>
    public void Add(ReadOnlySpan<Observation> attempt)
    {
        var (points, most, pending) = Total(attempt);
        var percent = most == 0 ? -1 : Percent(points / most);
        _attempts++;
        _awaitsGrading += pending;
        if (percent >= 0)
        {
            _percents[percent]++;
        }

        if (percent >= 0 && pending == 0)
        {
            _scores.Add(points / most);
            _bands[Math.Min(percent / 10, QuizFigures.Bands - 1)]++;
            AddShared(attempt);
        }

        foreach (ref readonly var one in attempt)
        {
            if (one.Item < 0)
            {
                continue;
            }

            if (!one.IsAsItStands)
            {
                _tallies[one.Item].AddEarlier();
            }
            else
            {
                var score = one.Given.Score;
                var others = one.Given.IsPending ? most : most - score.Max;
                _tallies[one.Item].Add(one, others > 0 ? (points - one.Given.Points) / others : null, percent);
            }
        }
    }

    public QuizFigures Figures() => new()
    {
        Attempts = _attempts,
        Scored = (int)_scores.Count,
        AwaitsGrading = _awaitsGrading,
        Mean = IsShown ? _scores.Mean : null,
        Deviation = IsShown ? _scores.Deviation : null,
        Distribution = IsShown ? [.. _bands] : [],
        Reliability = Reliability(),
        Items = Items(),
    };

    private bool IsShown => _scores.Count >= SampleSize.ToShow;

    private IReadOnlyList<ItemFigures> Items()
    {
        var thirds = Thirds.Of(_percents);
        return [.. _tallies.Select(tally => tally.Figures(thirds))];
    }

    /// <summary>Points and the most there are, without answers that await grading (how many): nobody knows yet what those are worth.</summary>
    private static (double Points, int Most, int Pending) Total(ReadOnlySpan<Observation> attempt)
    {
        var (points, most, pending) = (0.0, 0, 0);
        foreach (ref readonly var one in attempt)
        {
            if (one.Given.IsPending)
            {
                pending++;
                continue;
            }

            points += one.Given.Points;
            most += one.Given.Score.Max;
        }

        return (points, most, pending);
    }

    /// <summary>Whole per cent, rounded down; a sum of thirds that is short of a whole number by the last digit only is that number.</summary>
    private static int Percent(double scaled) => Math.Clamp((int)((scaled * 100) + 1e-9), 0, 100);

    private void AddShared(ReadOnlySpan<Observation> attempt)
    {
        var (asked, points, most) = (0, 0.0, 0);
        foreach (ref readonly var one in attempt)
        {
            if (one.Item >= 0 && _plan[one.Item].IsShared)
            {
                asked++;
                points += one.Given.Points;
                most += one.Given.Score.Max;
            }
        }

        if (asked < _sharedCount || asked < Analysis.Reliability.FewestItems)
        {
            return;
        }

        _sharedTotal.Add(points);
        _sharedMax = Math.Max(_sharedMax, most);
        foreach (ref readonly var one in attempt)
        {
            if (one.Item >= 0 && _plan[one.Item].IsShared)
            {
                _shared[one.Item].Add(one.Given.Points);
            }
        }
    }

    private Reliability? Reliability() => _sharedTotal.Count < SampleSize.ToShow ? null : Analysis.Reliability.Of(
        [.. _shared.Where(m => m.Count > 0).Select(m => m.Variance)], _sharedTotal.Variance, (int)_sharedTotal.Count, _sharedMax);
}
