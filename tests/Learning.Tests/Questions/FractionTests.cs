using CsCheck;
using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class FractionTests
{
    private static readonly Gen<Fraction> _fractions =
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[1, 1000], (numerator, denominator) => new Fraction(numerator, denominator));

    [Fact]
    public void Three_thirds_are_one() => Assert.Equal(new Fraction(1), new Fraction(1, 3) + new Fraction(1, 3) + new Fraction(1, 3));

    [Fact]
    public void Addition_has_no_order() => Gen.Select(_fractions, _fractions).Sample((a, b) => a + b == b + a);

    [Fact]
    public void Addition_has_no_grouping() => Gen.Select(_fractions, _fractions, _fractions).Sample((a, b, c) => a + b + c == a + (b + c));

    [Fact]
    public void Nought_adds_nothing() => _fractions.Sample(a => a + Fraction.Zero == a && a + default(Fraction) == a);

    [Fact]
    public void Dividing_undoes_multiplying() => Gen.Select(_fractions, Gen.Int[1, 1000]).Sample((a, n) => a * n / n == a);

    [Fact]
    public void A_fraction_is_always_reduced() => Gen.Select(_fractions, Gen.Int[1, 1000]).Sample((a, n) =>
        new Fraction(a.Numerator * n, a.Denominator * n) == a && new Fraction(-a.Numerator * n, -a.Denominator * n) == a && a.Denominator > 0);

    [Fact]
    public void Order_agrees_with_the_numbers() => Gen.Select(_fractions, _fractions).Sample((a, b) =>
        (a < b) == (a.Numerator * b.Denominator < b.Numerator * a.Denominator) && (a <= b) == !(a > b));

    [Fact]
    public void Multiplying_is_adding_again_and_again() => Gen.Select(_fractions, Gen.Int[0, 20]).Sample((a, n) =>
        Enumerable.Repeat(a, n).Aggregate(Fraction.Zero, (sum, one) => sum + one) == a * n);

    [Fact]
    public void Nobody_divides_by_nought() => Assert.Throws<ArgumentOutOfRangeException>(() => new Fraction(1, 0));

    [Fact]
    public void The_default_is_nought() => Assert.Equal(Fraction.Zero, default);
}
