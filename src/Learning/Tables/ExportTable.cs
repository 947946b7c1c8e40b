namespace Learning.Tables;

/// <summary>A table to take along: its name, its heads, and rows of texts, whole numbers, decimal numbers, days and nulls. Rows are read while they are written, and not kept.</summary>
internal sealed record ExportTable(string Name, IReadOnlyList<string> Heads, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Digits that mean something: the rest is how computers round.</summary>
    private const int Decimals = 6;

    public ExportTable(string name, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object?>> rows)
        : this(name, heads, rows.ToAsyncEnumerable())
    {
    }

    public static object? Rounded(object? cell) => cell is double number ? Math.Round(number, Decimals) : cell;
}
