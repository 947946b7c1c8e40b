using System.Collections.Concurrent;
using System.Globalization;

namespace Learning.Questions;

/// <summary>What is wrong with an expression, and at which letter of it.</summary>
internal sealed record ExpressionFault(int Offset, string Reason);

/// <summary>
/// Arithmetic as an author writes it: <c>round(wage * 45 %, 2)</c>. Worked out in decimal numbers, so that 0.1 + 0.2 is 0.3. It has no loops and no names but the numbers it is
/// given, and is at most <see cref="Longest"/> letters long, so it always ends.
/// </summary>
internal sealed partial class Expression
{
    public const int Longest = 200;

    /// <summary>Expressions kept at most; further ones are read each time.</summary>
    private const int MostKept = 2_000;

    private static readonly ConcurrentDictionary<string, Expression> _known = new(StringComparer.Ordinal);

    private readonly Func<IReadOnlyDictionary<string, decimal>, decimal> _work;

    private Expression(Func<IReadOnlyDictionary<string, decimal>, decimal> work, IReadOnlyList<(string Name, int Offset)> names) => (_work, Names) = (work, names);

    /// <summary>The names in it, each time with its place.</summary>
    public IReadOnlyList<(string Name, int Offset)> Names { get; }

    /// <exception cref="ArithmeticException">It divides by nought, or a number is too large.</exception>
    public decimal Of(IReadOnlyDictionary<string, decimal> numbers) => _work(numbers);

    /// <summary>Null where it cannot be read; then the fault says why.</summary>
    public static Expression? Read(string text, out ExpressionFault? fault)
    {
        if (text.Length > Longest)
        {
            fault = new(Longest, $"It is longer than {Longest} letters.");
            return null;
        }

        var reader = new Reader(text);
        var work = reader.ReadAll();
        fault = reader.Fault;
        return fault is null ? new(work, reader.Names) : null;
    }

    /// <summary>An expression that was read before. Kept: an analysis of answers works the same one out thousands of times, and reading takes longer than that.</summary>
    public static Expression Known(string text)
    {
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        var read = Read(text, out var fault) ?? throw new InvalidOperationException($"{text}: {fault!.Reason}");
        return _known.Count < MostKept ? _known.GetOrAdd(text, read) : read;
    }

    /// <summary>Half away from nought, as wages are rounded; with less than nought places to tens, hundreds and so on.</summary>
    private static decimal Round(decimal number, decimal places)
    {
        if (places != decimal.Truncate(places) || Math.Abs(places) > 10)
        {
            throw new ArithmeticException("A number is rounded to -10 to 10 places.");
        }

        var tens = 1m;
        for (var i = 0; i < -places; i++)
        {
            tens *= 10;
        }

        return decimal.Round(number / tens, Math.Max(0, (int)places), MidpointRounding.AwayFromZero) * tens;
    }

    /// <summary>A number without signs for thousands, with a point before its decimals.</summary>
    internal static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
