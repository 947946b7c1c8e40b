using CsvHelper;

namespace Learning.Tables;

/// <summary>
/// The rows of a text whose cells are separated by commas, semicolons or tabs, whichever its first line has most of; a line "sep=;" before it decides. Where that line has none, each line is one
/// cell: in a list of names "Diop, Awa" is one person. Line breaks may stand within quotation marks.
/// </summary>
internal static class CsvRows
{
    private const int LargestRow = 64 * 1024;

    /// <summary>Stands in no text (control characters of a file that has them are no separators either).</summary>
    private const char None = '\u001F';

    private static readonly char[] Separators = [',', ';', '\t'];

    public static IEnumerable<TableRow> Read(string text)
    {
        var separator = SeparatorOf(text, out var skipped);
        var options = CsvReaderOptions.Default with
        {
            HasHeader = false,
            Separator = separator,
            TrackLineNumbers = true,
            TrimWhitespace = separator != '\t',
            MaxRecordSize = LargestRow,
            MalformedData = CsvMalformedDataHandling.Throw,
            IncludeValuesInExceptions = false,
        };
        using var csv = CsvReader.FromText(text[skipped..], options);
        var before = skipped > 0 ? 1 : 0;
        while (Advance(csv, before))
        {
            var cells = new TableCell[Math.Min(csv.FieldCount, TableFile.MostCells)];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = new(TableFile.Tidy(csv.GetString(i)));
            }

            yield return new((int)csv.LineNumber + before, cells);
        }
    }

    private static bool Advance(CsvReader csv, int before)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableTableException("Table.Quotes", (int)e.LineNumber + before);
        }
    }

    private static char SeparatorOf(string text, out int skipped)
    {
        var start = 0;
        skipped = 0;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Separators.Contains(text[4]))
        {
            skipped = text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end + 1 : text.Length;
            return text[4];
        }

        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        var counts = new int[Separators.Length];
        var isQuoted = false;
        for (var i = start; i < text.Length && i - start < LargestRow && (isQuoted || text[i] is not ('\n' or '\r')); i++)
        {
            isQuoted ^= text[i] == '"';
            if (!isQuoted && Array.IndexOf(Separators, text[i]) is var found and >= 0)
            {
                counts[found]++;
            }
        }

        return counts.Max() == 0 ? None : Separators[Array.IndexOf(counts, counts.Max())];
    }
}
