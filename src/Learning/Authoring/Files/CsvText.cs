using System.Text;

namespace Learning.Authoring.Files;

/// <summary>A cell of a table and where it begins.</summary>
internal readonly record struct Cell(string Text, Spot Spot);

/// <summary>
/// A table of comma-separated values by its header (RFC 4180). Our own reader, since an editor has to be told the column of a wrong
/// cell and the place of a quotation mark that was never closed.
/// </summary>
internal sealed class CsvText
{
    private readonly SourceText _source;
    private readonly Problems _problems;
    private int _at;

    private CsvText(SourceText source, Problems problems) => (_source, _problems) = (source, problems);

    /// <summary>The rows below the header, each by column name. Rows of the wrong length are reported and left out.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, Cell>> Read(SourceText source, Problems problems)
    {
        var rows = new CsvText(source, problems).Rows().ToList();
        if (rows.Count == 0)
        {
            problems.Add(source.Start, "empty-table", "The table has no header row.", "Write the names of the columns into the first line.");
            return [];
        }

        var header = rows[0];
        foreach (var twice in header.GroupBy(c => c.Text, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(twice.Last().Spot, "duplicate-column", $"The column “{twice.Key}” is there twice.", "Delete or rename one of them.");
        }

        var read = new List<IReadOnlyDictionary<string, Cell>>();
        foreach (var row in rows.Skip(1))
        {
            if (row.Count != header.Count)
            {
                problems.Add(
                    row[0].Spot,
                    "wrong-cell-count",
                    $"This row has {row.Count} cells; the header has {header.Count}.",
                    "Put quotation marks around a text that contains a comma, and leave no column out.");
                continue;
            }

            read.Add(header.Zip(row).DistinctBy(pair => pair.First.Text).ToDictionary(pair => pair.First.Text, pair => pair.Second));
        }

        return read;
    }

    private IEnumerable<List<Cell>> Rows()
    {
        while (_at < _source.Text.Length)
        {
            if (_source.Text[_at] == '\n')
            {
                _at++;
                continue;
            }

            yield return Row();
        }
    }

    private List<Cell> Row()
    {
        var cells = new List<Cell> { NextCell() };
        while (_at < _source.Text.Length && _source.Text[_at] == ',')
        {
            _at++;
            cells.Add(NextCell());
        }

        _at++;   // the line's end
        return cells;
    }

    private Cell NextCell()
    {
        var spot = _source.At(_at);
        if (_at >= _source.Text.Length || _source.Text[_at] != '"')
        {
            return new(Unquoted().Trim(), spot);
        }

        var text = Quoted(spot);
        var rest = Unquoted();
        if (rest.Trim().Length > 0)
        {
            _problems.Add(
                spot,
                "unreadable-cell",
                "There is text behind the closing quotation mark.",
                "Write a quotation mark inside a text twice: \"\".");
        }

        return new(text.Trim(), spot);
    }

    private string Unquoted()
    {
        var from = _at;
        while (_at < _source.Text.Length && _source.Text[_at] is not (',' or '\n'))
        {
            _at++;
        }

        return _source.Text[from.._at];
    }

    private string Quoted(Spot spot)
    {
        var text = new StringBuilder();
        _at++;
        while (_at < _source.Text.Length)
        {
            var c = _source.Text[_at++];
            if (c != '"')
            {
                text.Append(c);
            }
            else if (_at < _source.Text.Length && _source.Text[_at] == '"')
            {
                text.Append('"');
                _at++;
            }
            else
            {
                return text.ToString();
            }
        }

        _problems.Add(
            spot,
            "unclosed-quote",
            "The quotation mark that opens this cell is never closed.",
            "Put a quotation mark at the end of the cell.");
        return text.ToString();
    }
}
