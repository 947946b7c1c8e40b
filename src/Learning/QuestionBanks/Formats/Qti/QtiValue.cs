using System.Globalization;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>A value while a response is processed: any number of items (none is null), what they are, and whether their order counts.</summary>
internal sealed record QtiValue(IReadOnlyList<string> Items, string Type, bool IsOrdered = false)
{
    public static QtiValue Null { get; } = new([], "");

    public bool IsNull => Items.Count == 0;

    public bool IsTrue => Items is ["true"];

    public double? Number => Items is [var one] && double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static QtiValue Of(bool truth) => new([truth ? "true" : "false"], "boolean");

    public static QtiValue Of(double number) => new([number.ToString("R", CultureInfo.InvariantCulture)], "float");

    /// <summary>An item in the form in which it is compared; a pair without direction is one whichever way it is written.</summary>
    public static string Item(string text, string type)
    {
        var words = type is "pair" or "directedpair" ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
        return words.Length == 2 ? string.Join(' ', type == "pair" ? [.. words.Order(StringComparer.Ordinal)] : words)
            : type == "string" ? text
            : text.Trim();
    }

    public bool Matches(QtiValue other) => Items.Count == other.Items.Count && (IsOrdered || other.IsOrdered || Items.Count == 1
        ? Items.Zip(other.Items).All(pair => IsSame(pair.First, pair.Second, other))
        : Items.Order(StringComparer.Ordinal).SequenceEqual(other.Items.Order(StringComparer.Ordinal)));

    public bool Holds(string item, QtiValue other) => Items.Any(one => IsSame(one, item, other));

    private bool IsSame(string one, string two, QtiValue other) =>
        one == two || ((IsNumeric(Type) || IsNumeric(other.Type))
            && double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var first)
            && double.TryParse(two, NumberStyles.Float, CultureInfo.InvariantCulture, out var second)
            && first.Equals(second));

    private static bool IsNumeric(string type) => type is "float" or "integer";
}
