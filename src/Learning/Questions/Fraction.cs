using System.Globalization;

namespace Learning.Questions;

/// <summary>An exact number of points, so that three times a third is one. Always reduced; the denominator is positive.</summary>
public readonly record struct Fraction : IComparable<Fraction>
{
    public Fraction(long numerator, long denominator = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(denominator);
        var divisor = GreatestCommonDivisor(Math.Abs(numerator), Math.Abs(denominator)) * Math.Sign(denominator);
        Numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    public static Fraction Zero => new(0);

    private readonly long _denominatorLessOne;   // so that default(Fraction) is nought and equal to it

    public long Numerator { get; }

    public long Denominator => _denominatorLessOne + 1;

    public double Value => (double)Numerator / Denominator;

    public static Fraction operator +(Fraction left, Fraction right) =>
        new(checked((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator)), checked(left.Denominator * right.Denominator));

    public static Fraction operator *(Fraction left, long right) => new(checked(left.Numerator * right), left.Denominator);

    public static Fraction operator /(Fraction left, long right) => new(left.Numerator, checked(left.Denominator * right));

    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;

    public int CompareTo(Fraction other) =>
        ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>As a learner reads it: up to two decimals, in her language's signs.</summary>
    public override string ToString() => Value.ToString("0.##", CultureInfo.CurrentCulture);

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a == 0 ? 1 : a;
    }
}
