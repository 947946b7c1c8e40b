using System.Globalization;
using CsCheck;
using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class ExpressionTests
{
    private static readonly Dictionary<string, decimal> _numbers = new() { ["wage"] = 1000, ["rate"] = 7.5m, ["years"] = 3, ["خدمة"] = 4 };

    /// <summary>An expression as text, fully in brackets, and what C# makes of it; null where it cannot be worked out.</summary>
    private static Gen<(string Text, decimal? Value)> Any { get; } = Gen.Recursive<(string Text, decimal? Value)>((depth, inner) =>
    {
        var number = Gen.Int[0, 10_000].Select(n => ((n / 100m).ToString(CultureInfo.InvariantCulture), (decimal?)(n / 100m)));
        var name = Gen.OneOf(Gen.Const("wage"), Gen.Const("rate"), Gen.Const("years")).Select(n => (n, (decimal?)_numbers[n]));
        return depth > 3
            ? Gen.OneOf(number, name)
            : Gen.OneOf(
                number,
                name,
                inner.Select(a => ($"-({a.Text})", -a.Value)),
                inner.Select(a => ($"({a.Text}) %", a.Value / 100)),
                Gen.Select(inner, Gen.Char["+-*/"], inner, (a, sign, b) => ($"({a.Text}) {sign} ({b.Text})", Try(sign, a.Value, b.Value))));
    });

    [Fact]
    public void It_is_worked_out_as_it_is_written() => Any.Where(a => a.Text.Length <= Expression.Longest).Sample(any =>
    {
        var expression = Expression.Known(any.Text);
        return any.Value is null
            ? Throws(expression)
            : expression.Of(_numbers) == any.Value;
    });

    [Theory]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("(2 + 3) * 4", "20")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("100 / 5 / 2", "10")]
    [InlineData("-2 * -3", "6")]
    [InlineData("2 - -3", "5")]
    [InlineData("wage * 45 %", "450")]
    [InlineData("wage × rate% ÷ 2", "37.5")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("round(1000 / 3, 2)", "333.33")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("round(1450, -2)", "1500")]
    [InlineData("floor(2.9) + ceiling(2.1)", "5")]
    [InlineData("min(wage, 500) + max(years, 5)", "505")]
    [InlineData("خدمة * 2", "8")]
    public void The_signs_have_their_ranks(string text, string value) =>
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), Expression.Known(text).Of(_numbers));

    [Theory]
    [InlineData("", 0)]
    [InlineData("2 +", 3)]
    [InlineData("2 3", 2)]
    [InlineData("(2 + 3", 6)]
    [InlineData("2 + )", 4)]
    [InlineData("1.2.3", 0)]
    [InlineData("wage * 1,5", 8)]
    [InlineData("power(2, 3)", 0)]
    [InlineData("round(1, 2, 3)", 0)]
    [InlineData("2 ^ 3", 2)]
    [InlineData("_x", 0)]
    [InlineData("wage; 1", 4)]
    public void What_cannot_be_read_is_named_with_its_place(string text, int offset)
    {
        Assert.Null(Expression.Read(text, out var fault));
        Assert.Equal(offset, fault!.Offset);
        Assert.EndsWith(".", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 / (years - 3)")]
    [InlineData("9999999999999999999999999999 * 9999999999")]
    [InlineData("round(1, 11)")]
    [InlineData("round(1, 0.5)")]
    public void What_cannot_be_worked_out_says_so(string text) => Assert.True(Throws(Expression.Known(text)));

    [Fact]
    public void Whatever_is_written_ends_and_breaks_nothing() => Gen.OneOf(Gen.String, Gen.String["()+-*/%,.1a "]).Sample(text =>
    {
        var expression = Expression.Read(text, out var fault);
        return (expression is null) == (fault is not null) && (fault is null || (fault.Offset >= 0 && fault.Offset <= text.Length));
    });

    [Fact]
    public void Brackets_without_end_are_refused() => Assert.Null(Expression.Read(new string('(', 100_000), out _));

    private static decimal? Try(char sign, decimal? a, decimal? b)
    {
        try
        {
            return sign switch { '+' => a + b, '-' => a - b, '*' => a * b, _ => a / b };
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    private static bool Throws(Expression expression)
    {
        try
        {
            expression.Of(_numbers);
            return false;
        }
        catch (ArithmeticException)
        {
            return true;
        }
    }
}
