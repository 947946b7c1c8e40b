namespace Learning.Analysis;

/// <summary>
/// Mean and variance of numbers that come one at a time, without the loss of digits that sums of squares bring. Source of the recurrence: B. P. Welford, "Note on a method for
/// calculating corrected sums of squares and products", Technometrics 4 (1962), 419–420.
/// </summary>
internal struct Moments
{
    private double _squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Of a sample: divided by one less than there are numbers. Nought where there are fewer than two.</summary>
    public readonly double Variance => Count < 2 ? 0 : _squares / (Count - 1);

    public readonly double Deviation => Math.Sqrt(Variance);

    public void Add(double number)
    {
        Count++;
        var before = number - Mean;
        Mean += before / Count;
        _squares += before * (number - Mean);
    }
}

/// <summary>How two numbers that come in pairs go together: Pearson's product-moment correlation, by the recurrence of <see cref="Moments"/>.</summary>
internal struct CoMoments
{
    /// <summary>Below this a variance is what rounding leaves of nought.</summary>
    private const double Nothing = 1e-15;

    private Moments _first;
    private Moments _second;
    private double _products;

    public readonly long Count => _first.Count;

    public readonly Moments Second => _second;

    /// <summary>-1 to 1; null where one of the two does not vary, so that nothing can be said.</summary>
    public readonly double? Correlation
    {
        get
        {
            var variances = _first.Variance * _second.Variance;
            return Count < 2 || _first.Variance < Nothing || _second.Variance < Nothing
                ? null
                : Math.Clamp(_products / (Count - 1) / Math.Sqrt(variances), -1, 1);
        }
    }

    public void Add(double first, double second)
    {
        var before = first - _first.Mean;
        _first.Add(first);
        _second.Add(second);
        _products += before * (second - _second.Mean);
    }
}
