namespace Learning.Tables;

/// <summary>A row of a table that came with a file: the line it stands in, counted as a spreadsheet or an editor counts, and its cells as text.</summary>
internal sealed record TableRow(int Line, IReadOnlyList<TableCell> Cells)
{
    public bool IsEmpty => Cells.All(cell => cell is { IsUnknown: false, Text.Length: 0 });
}

/// <summary>A cell's text, trimmed. Formulas stay what they are, text. Unknown: a formula of a workbook that has no stored value, or whose value is an error.</summary>
internal readonly record struct TableCell(string Text, bool IsUnknown = false);

/// <summary>A file that is no table, or more of one than is read here. It carries the name of the text that says so.</summary>
#pragma warning disable CA1032 // It is made where the fault is found, with what to say, and nowhere else.
internal sealed class UnreadableTableException(string code, params object[] arguments) : Exception(code)
#pragma warning restore CA1032
{
    public string Code => Message;

    public IReadOnlyList<object> Arguments => arguments;
}
