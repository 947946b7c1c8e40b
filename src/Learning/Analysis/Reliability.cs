namespace Learning.Analysis;

/// <summary>
/// How far the questions of a quiz measure one thing, so that another set like them would put the same people in the same order.
/// Alpha = k/(k-1) · (1 - Σ variance of each question / variance of the total), over the k questions that every attempt at the quiz as it stands asks (questions drawn from a pool differ
/// from attempt to attempt and are left out), and over the attempts that asked them all and have nothing to be graded. Source: L. J. Cronbach, "Coefficient alpha and the internal structure of
/// tests", Psychometrika 16 (1951), 297–334.
/// The standard error of measurement = standard deviation of the total · √(1 - alpha): about so far a score is from what its learner would get over many such quizzes. Source: L. Crocker,
/// J. Algina, Introduction to Classical and Modern Test Theory (1986), chapter 6. It is given as a share of all points, and only where alpha is not negative.
/// </summary>
public sealed record Reliability(double Alpha, double? StandardError, int Items, int Attempts)
{
    public const int FewestItems = 2;

    public bool IsTooSmall => Attempts < SampleSize.ToJudge;

    /// <summary>Null where there are fewer than two questions, or everybody has the same total.</summary>
    internal static Reliability? Of(IReadOnlyCollection<double> variances, double ofTotal, int attempts, int mostPoints)
    {
        var count = variances.Count;
        if (count < FewestItems || ofTotal < 1e-12)
        {
            return null;
        }

        var alpha = Math.Min((double)count / (count - 1) * (1 - (variances.Sum() / ofTotal)), 1);
        return new(alpha, alpha < 0 ? null : Math.Sqrt(ofTotal) * Math.Sqrt(1 - alpha) / mostPoints, count, attempts);
    }
}
