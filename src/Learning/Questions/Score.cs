namespace Learning.Questions;

/// <summary>Points reached (raw) of points there were (max). Scaled is 0..1; nought of nought is nought.</summary>
public readonly record struct Score(Fraction Raw, int Max)
{
    public static Score None => new(Fraction.Zero, 0);

    public Fraction Scaled => Max == 0 ? Fraction.Zero : Raw / Max;

    /// <summary>Whole per cent, rounded down, so that 69.9 never reads as a pass at 70.</summary>
    public int Percent => (int)(Scaled.Numerator * 100 / Scaled.Denominator);

    public bool IsFull => Max > 0 && Raw == new Fraction(Max);

    /// <summary>Decided on the exact fraction, never on a rounded one.</summary>
    public bool Reaches(int percent) => Max > 0 && Raw * 100 >= new Fraction((long)Max * percent);

    public static Score operator +(Score left, Score right) => new(left.Raw + right.Raw, left.Max + right.Max);
}
