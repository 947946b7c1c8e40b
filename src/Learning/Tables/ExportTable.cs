namespace Learning.Tables;

/// <summary>A table to take along: its name, its heads, and rows of texts, whole numbers, decimal numbers and nulls.</summary>
internal sealed record ExportTable(string Name, IReadOnlyList<string> Heads, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Digits that mean something: the rest is how computers round.</summary>
    private const int Decimals = 6;

    public IEnumerable<IReadOnlyList<object?>> Rounded => Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(cell => cell is double number ? Math.Round(number, Decimals) : cell)]);
}
