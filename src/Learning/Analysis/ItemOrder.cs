namespace Learning.Analysis;

/// <summary>A way to order questions in a table. What has no number comes last.</summary>
internal sealed record ItemOrder(string Name, Func<AnalysedItem, double> Key)
{
    /// <summary>The default first: the more is wrong with a question and the worse, the further up.</summary>
    public static IReadOnlyList<ItemOrder> All { get; } =
    [
        new("weak", item => item.Found.Count == 0 ? double.MaxValue : item.Found.Min(f => (double)f.Finding) - (item.Found.Count / 100.0)),
        new("number", item => item.Item.Number),
        new("facility", item => item.Figures.Facility ?? double.MaxValue),
        new("discrimination", item => item.Figures.Discrimination ?? double.MaxValue),
        new("time", item => -(item.Figures.Time?.Median ?? double.MinValue)),
        new("skipped", item => -(item.Figures.Skipped + item.Figures.NotReached)),
    ];

    public static ItemOrder Named(string? name) => All.FirstOrDefault(o => o.Name == name) ?? All[0];

    public IEnumerable<AnalysedItem> Sort(IEnumerable<AnalysedItem> items) => items.OrderBy(Key).ThenBy(i => i.Item.Number);
}
