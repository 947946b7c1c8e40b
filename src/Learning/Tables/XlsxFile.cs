using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace Learning.Tables;

/// <summary>A table as an Office Open XML workbook of one sheet, written row by row. Texts are texts: none is ever a formula.</summary>
internal static class XlsxFile
{
    /// <summary>A sheet's name may be so long and has none of some signs.</summary>
    private const int LongestName = 31;

    public static async Task WriteAsync(ExportTable table, Stream stream, CancellationToken cancellation)
    {
        await using var book = await Spreadsheet.CreateNewAsync(stream, cancellationToken: cancellation);
        await book.StartWorksheetAsync(SheetName(table.Name), new WorksheetOptions { FrozenRows = 1 }, cancellation);
        await book.AddRowAsync([.. table.Heads.Select(head => new DataCell(head))], cancellation);
        foreach (var row in table.Rounded)
        {
            await book.AddRowAsync([.. row.Select(Cell)], cancellation);
        }

        await book.FinishAsync(cancellation);
    }

    private static DataCell Cell(object? value) => value switch
    {
        null => new DataCell(),
        int number => new DataCell(number),
        double number => new DataCell(number),
        var text => new DataCell(text.ToString()),
    };

    private static string SheetName(string name) =>
        string.Concat(name.Where(c => c is not ('/' or '\\' or '?' or '*' or '[' or ']' or ':'))) is { Length: <= LongestName } whole ? whole : name[..LongestName];
}
