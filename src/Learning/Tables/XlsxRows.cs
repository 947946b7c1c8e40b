using System.Globalization;
using System.Text;
using System.Xml;

namespace Learning.Tables;

/// <summary>
/// The rows of the first sheet of a workbook (ECMA-376, Part 1, 18.3), one by one. Our own reader, since a formula without a stored value has to be told from an empty cell, and since it must stop
/// where a file unpacks too far. Names are matched without their namespace: the strict variant has another. Nothing is ever worked out.
/// </summary>
internal static class XlsxRows
{
    private const int MostTexts = 500_000;

    public static IEnumerable<TableRow> Read(ReadOnlyMemory<byte> file)
    {
        // What throws within is told in one place; the rows themselves are read lazily.
        using var rows = ReadParts(file).GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception e) when (e is XmlException or InvalidDataException or EndOfStreamException or NotSupportedException or IOException)
            {
                throw new UnreadableTableException("Table.BrokenWorkbook");
            }

            yield return rows.Current;
        }
    }

    private static IEnumerable<TableRow> ReadParts(ReadOnlyMemory<byte> file)
    {
        using var parts = new XlsxParts(file);
        var book = parts.Links("").FirstOrDefault(l => l.Kind == "officeDocument").Path ?? throw new UnreadableTableException("Table.BrokenWorkbook");
        var links = parts.Links(book);
        var first = FirstSheet(parts, book);
        var sheet = links.FirstOrDefault(l => l.Id == first).Path ?? throw new UnreadableTableException("Table.BrokenWorkbook");
        var shared = links.FirstOrDefault(l => l.Kind == "sharedStrings").Path is { } path ? SharedTexts(parts, path) : [];
        using var xml = parts.Open(sheet) ?? throw new UnreadableTableException("Table.BrokenWorkbook");
        var line = 0;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said > line ? said : line + 1;
                yield return new(line, Cells(xml, shared));
            }
        }
    }

    private static string? FirstSheet(XlsxParts parts, string book)
    {
        using var xml = parts.Open(book) ?? throw new UnreadableTableException("Table.BrokenWorkbook");
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && xml.GetAttribute("state") is null or "visible")
            {
                while (xml.MoveToNextAttribute())
                {
                    if (xml is { LocalName: "id", Prefix.Length: > 0 })
                    {
                        return xml.Value;
                    }
                }
            }
        }

        return null;
    }

    private static List<string> SharedTexts(XlsxParts parts, string path)
    {
        var texts = new List<string>();
        using var xml = parts.Open(path);
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(texts.Count < MostTexts ? Text(xml) : throw new UnreadableTableException("Table.UnpacksTooFar"));
            }
        }

        return texts;
    }

    private static List<TableCell> Cells(XmlReader xml, List<string> shared)
    {
        var cells = new List<TableCell>();
        using var row = xml.ReadSubtree();
        row.Read();
        while (row.Read())
        {
            if (row is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            var at = Column(row.GetAttribute("r")) ?? cells.Count;
            var cell = Cell(row, shared);
            if (at < TableFile.MostCells)
            {
                while (cells.Count <= at)
                {
                    cells.Add(new(""));
                }

                cells[at] = cell;
            }
        }

        return cells;
    }

    private static TableCell Cell(XmlReader xml, List<string> shared)
    {
        var kind = xml.GetAttribute("t") ?? "n";
        var isFormula = false;
        string? value = null, inline = null;
        using var cell = xml.ReadSubtree();
        cell.Read();
        while (cell.Read())
        {
            switch (cell)
            {
                case { NodeType: XmlNodeType.Element, LocalName: "f" }:
                    isFormula = true;
                    break;
                case { NodeType: XmlNodeType.Element, LocalName: "is" }:
                    inline = Text(cell);
                    break;
                case { NodeType: XmlNodeType.Element, LocalName: "v" }:
                    value = cell.IsEmptyElement ? "" : Text(cell);
                    break;
            }
        }

        return kind switch
        {
            "e" => new("", IsUnknown: true),
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? new(shared[index]) : new("", IsUnknown: value is not null),
            "inlineStr" => new(inline ?? ""),
            "n" when value is { Length: > 0 } => new(Number(value)),
            _ => new(TableFile.Tidy(value ?? ""), IsUnknown: isFormula && value is null),
        };
    }

    /// <summary>All words of an element, without how they are to be pronounced (rPh).</summary>
    private static string Text(XmlReader xml)
    {
        var text = new StringBuilder();
        using var within = xml.ReadSubtree();
        within.Read();
        while (within.Read())
        {
            while (within is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                within.Skip();
            }

            if (within.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace && text.Length < TableFile.LongestCell)
            {
                text.Append(within.Value);
            }
        }

        return TableFile.Tidy(text.ToString());
    }

    /// <summary>A number as people wrote it, for a user name may be one: 1E5 is 100000.</summary>
    private static string Number(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.##########", CultureInfo.InvariantCulture) : TableFile.Tidy(value);

    /// <summary>B7 is column 1, counted from 0.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in (reference ?? "").TakeWhile(char.IsAsciiLetter))
        {
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
            if (column > TableFile.MostCells)
            {
                return TableFile.MostCells;
            }
        }

        return column == 0 ? null : column - 1;
    }
}
