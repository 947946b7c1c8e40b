using Learning.Questions;

namespace Learning.Analysis;

/// <summary>Counts one question's answers. As large after ten million as after ten.</summary>
internal sealed class ItemTally(ItemPlan plan)
{
    private const int Percents = ItemStatistics.Percents;

    /// <summary>Places for typed texts: whatever is more than one in a hundred of the answers is sure to be found.</summary>
    private const int TypedPlaces = 100;
    private const int MostTyped = 20;

    private readonly int[] _answers = new int[Percents];
    private readonly int[] _ticks = new int[plan.Cells.Count];
    private readonly int[]? _ticksByPercent = plan.HasOptions ? new int[plan.Cells.Count * Percents] : null;
    private readonly Moments[]? _restOfChoosers = plan.HasOptions ? new Moments[plan.Cells.Count] : null;
    private readonly CommonTexts?[] _typed = new CommonTexts?[plan.Parts];
    private readonly int[,] _certainty = new int[Response.MostCertain, 3];
    private readonly Durations _durations = new();
    private int _earlier;
    private int _answered;
    private int _skipped;
    private int _notReached;
    private int _awaitsGrading;
    private Moments _scaled;
    private CoMoments _withRest;
    private Moments _rest;

    /// <summary>An answer to the question as it was before; it says nothing about the question as it stands.</summary>
    public void AddEarlier() => _earlier++;

    public void Add(in Observation one, double? rest, int percent)
    {
        var given = one.Given;
        if (given.IsBlank)
        {
            (_skipped, _notReached) = one.IsReached ? (_skipped + 1, _notReached) : (_skipped, _notReached + 1);
        }
        else
        {
            AddAnswer(one, rest, percent);
        }

        if (given.IsPending)
        {
            _awaitsGrading++;
        }
        else if (plan.IsScored && given.Score.Max > 0)
        {
            var scaled = given.Points / given.Score.Max;
            _scaled.Add(scaled);
            if (rest is { } others)
            {
                _withRest.Add(scaled, others);
            }
        }
    }

    public ItemFigures Figures(Thirds? thirds)
    {
        var asked = _answered + _skipped + _notReached;
        var isShown = _scaled.Count >= SampleSize.ToShow;
        var areAnswersShown = _answered >= SampleSize.ToShow;
        return new()
        {
            Id = plan.Id,
            Asked = asked,
            Answered = _answered,
            Skipped = _skipped,
            NotReached = _notReached,
            AwaitsGrading = _awaitsGrading,
            Earlier = _earlier,
            Scored = (int)_scaled.Count,
            Facility = isShown ? _scaled.Mean : null,
            Deviation = isShown ? _scaled.Deviation : null,
            Discrimination = isShown ? _withRest.Correlation : null,
            Cells = areAnswersShown ? [.. plan.Cells.Select((_, place) => CellFigures(place, thirds))] : [],
            Typed = areAnswersShown ? [.. _typed.Select(texts => texts?.Top(MostTyped, SampleSize.ToShow) ?? [])] : [],
            Certainty = areAnswersShown ? CertaintyFigures() : [],
            Time = _durations.Count >= SampleSize.ToShow ? _durations.Quartiles : null,
        };
    }

    private void AddAnswer(in Observation one, double? rest, int percent)
    {
        var given = one.Given;
        _answered++;
        if (percent >= 0)
        {
            _answers[percent]++;
        }

        if (rest is { } others)
        {
            _rest.Add(others);
        }

        foreach (var cell in given.Cells)
        {
            _ticks[cell]++;
            if (_ticksByPercent is not null && percent >= 0)
            {
                _ticksByPercent[(cell * Percents) + percent]++;
            }

            if (rest is { } withoutIt)
            {
                _restOfChoosers?[cell].Add(withoutIt);
            }
        }

        foreach (var typed in given.Typed)
        {
            (_typed[typed.Part] ??= new(TypedPlaces)).Add(typed.Text, typed.IsRight);
        }

        if (one.Certainty is { } certainty && plan.IsScored && !given.IsPending)
        {
            var score = given.Score;
            _certainty[certainty - 1, score.IsFull ? 0 : score.Raw > Fraction.Zero ? 1 : 2]++;
        }

        if (one.Seconds is { } seconds)
        {
            _durations.Add(seconds);
        }
    }

    private CellFigures CellFigures(int place, Thirds? thirds)
    {
        var byPercent = _ticksByPercent.AsSpan(place * (_ticksByPercent is null ? 0 : Percents), _ticksByPercent is null ? 0 : Percents);
        return new()
        {
            Count = _ticks[place],
            Share = (double)_ticks[place] / _answered,
            Lower = thirds is null || byPercent.IsEmpty ? null : Group.In(byPercent[..(thirds.LowerTo + 1)], _answers.AsSpan(0, thirds.LowerTo + 1)),
            Upper = thirds is null || byPercent.IsEmpty ? null : Group.In(byPercent[thirds.UpperFrom..], _answers.AsSpan(thirds.UpperFrom)),
            PointBiserial = _restOfChoosers is null || _answered < SampleSize.ToJudge ? null : PointBiserial(_restOfChoosers[place]),
        };
    }

    /// <summary>r = (mean of those who chose it - mean of all who answered) / standard deviation of all · √(p / (1 - p)), with p the share who chose it.</summary>
    private double? PointBiserial(Moments choosers)
    {
        var (all, chose) = (_rest.Count, choosers.Count);
        var deviation = all == 0 ? 0 : Math.Sqrt(_rest.Variance * (all - 1) / all);
        return chose == 0 || chose == all || deviation < 1e-8
            ? null
            : Math.Clamp((choosers.Mean - _rest.Mean) / deviation * Math.Sqrt((double)chose / (all - chose)), -1, 1);
    }

    private CertaintyFigures[] CertaintyFigures()
    {
        var levels = Enumerable.Range(0, Response.MostCertain).Select(level => new CertaintyFigures(level + 1, _certainty[level, 0], _certainty[level, 1], _certainty[level, 2])).ToArray();
        return levels.Sum(l => l.All) >= SampleSize.ToShow ? levels : [];
    }
}
