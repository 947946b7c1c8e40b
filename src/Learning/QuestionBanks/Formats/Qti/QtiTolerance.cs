using System.Globalization;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>From where to where a number counts as the same, as <c>equal</c> and <c>equalRounded</c> say it.</summary>
internal sealed record QtiTolerance(double Least, double Most)
{
    /// <summary>Around this number; null where what is said is no number (it may be one that is drawn).</summary>
    public static QtiTolerance? Of(XElement comparison, double number) => comparison.Local == "equalrounded" ? Rounded(comparison, number) : Equal(comparison, number);

    private static QtiTolerance? Equal(XElement equal, double number)
    {
        var mode = equal.Says("tolerancemode").ToLowerInvariant();
        if (mode is "" or "exact")
        {
            return new(number, number);
        }

        var sides = equal.Says("tolerance").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
        if (sides.Length is 0 or > 2 || sides.Any(side => side is null or < 0))
        {
            return null;
        }

        var (below, above) = (sides[0]!.Value, sides[^1]!.Value);
        return mode == "relative"
            ? new(number - (Math.Abs(number) * below / 100), number + (Math.Abs(number) * above / 100))
            : new(number - below, number + above);
    }

    /// <summary>Equal when rounded alike: half of the last figure to both sides.</summary>
    private static QtiTolerance? Rounded(XElement rounded, double number)
    {
        if (Number(rounded.Says("figures")) is not (>= 0 and <= 15 and var figures))
        {
            return null;
        }

        var digits = rounded.Says("roundingmode").Equals("decimalPlaces", StringComparison.OrdinalIgnoreCase)
            ? figures
            : figures - 1 - Math.Floor(Math.Log10(Math.Max(Math.Abs(number), double.Epsilon)));
        var half = 0.5 * Math.Pow(10, -digits);
        return new(number - half, number + half);
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
