using System.Globalization;
using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>An entry of a mapping: what a response is worth.</summary>
internal sealed record QtiMapEntry(string Key, double Value, bool IsCaseSensitive);

/// <summary>A variable as it is declared: of a response with what is right and what is worth what, or of an outcome with its beginning.</summary>
internal sealed class QtiDeclaration
{
    /// <summary>More entries and values than these say nothing to us.</summary>
    private const int Most = 1_000;

    public QtiDeclaration(XElement declaration)
    {
        Id = declaration.Says("identifier");
        Cardinality = declaration.Says("cardinality").ToLowerInvariant();
        Type = declaration.Says("basetype").ToLowerInvariant();
        Correct = Values(declaration.Element("correctresponse"));
        Default = Values(declaration.Element("defaultvalue"));
        var mapping = declaration.Element("mapping");
        HasMapping = mapping is not null;
        DefaultMapped = Number(mapping?.Says("defaultvalue")) ?? 0;
        Lowest = Number(mapping?.Says("lowerbound"));
        Highest = Number(mapping?.Says("upperbound"));
        Map = [.. mapping?.Elements("mapentry").Take(Most).Select(entry => new QtiMapEntry(
            QtiValue.Item(entry.Attribute("mapkey")?.Value ?? "", Type),
            Number(entry.Says("mappedvalue")) ?? 0,
            entry.Says("casesensitive") is not ("false" or "0"))) ?? []];
    }

    public string Id { get; }

    public string Cardinality { get; }

    public string Type { get; }

    public QtiValue Correct { get; }

    public QtiValue Default { get; }

    public bool HasMapping { get; }

    public double DefaultMapped { get; }

    public double? Lowest { get; }

    public double? Highest { get; }

    public IReadOnlyList<QtiMapEntry> Map { get; }

    public QtiValue Value(params IEnumerable<string> items) => new([.. items.Select(item => QtiValue.Item(item, Type))], Type, Cardinality == "ordered");

    /// <summary>What the response is worth: each of its items once, within the bounds.</summary>
    public double Mapped(QtiValue response)
    {
        var sum = response.Items.Distinct(StringComparer.Ordinal).Sum(Worth);
        return Math.Min(Math.Max(sum, Lowest ?? double.MinValue), Highest ?? double.MaxValue);
    }

    public double Worth(string item) =>
        Map.FirstOrDefault(entry => entry.Key.Trim().Equals(item.Trim(), Type == "string" && !entry.IsCaseSensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))?.Value ?? DefaultMapped;

    private QtiValue Values(XElement? holder) => Value(holder?.Elements("value").Take(Most).Select(value => Type == "string" ? value.Value.Trim() : value.Value) ?? []);

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
