namespace Learning.QuestionBanks;

/// <summary>
/// Which options are right, told from the per cent that a bank gives for each. Ours are scored in one way: one right option earns all; of several each earns the same share and each
/// wrong one takes that share away, never below nought.
/// </summary>
public static class BankWeights
{
    /// <summary>Banks round a third to 33.33333 or 33.3.</summary>
    private const decimal Rounding = 0.5m;

    /// <summary>Whether each is right; null (and a refusal) where some are worth more than others, or only a part.</summary>
    /// <param name="percent">Of full marks for each option, from -100 to 100.</param>
    public static IReadOnlyList<bool>? Of(IReadOnlyList<decimal> percent, bool isMultiple, int line, BankReader into)
    {
        var right = percent.Select(share => share > 0).ToArray();
        var count = right.Count(isRight => isRight);
        if (count == 0)
        {
            into.Refuse(line, "no-right-answer");
            return null;
        }

        var share = isMultiple ? 100m / count : 100m;
        if (percent.Any(p => p > 0 && Math.Abs(p - share) > Rounding))
        {
            into.Refuse(line, "partial-credit");
            return null;
        }

        if (percent.Any(p => p <= 0 && Math.Abs(p + (isMultiple ? share : 0)) > Rounding))
        {
            into.Note(line, "penalty");
        }

        return right;
    }
}
