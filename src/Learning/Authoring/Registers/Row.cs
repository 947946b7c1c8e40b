using Learning.Authoring.Files;

namespace Learning.Authoring.Registers;

/// <summary>A row of a register; a column that is not there reads as an empty cell.</summary>
internal sealed class Row(IReadOnlyDictionary<string, Cell> cells, Spot file)
{
    public Cell this[string column] => cells.TryGetValue(column, out var cell) ? cell : new("", cells.Count > 0 ? cells.Values.First().Spot : file);

    public string? Optional(string column) => this[column].Text is { Length: > 0 } text ? text : null;

    public IEnumerable<string> Columns => cells.Keys;
}
