using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Learning.Tables;

/// <summary>A table as an Office Open XML workbook of one sheet, written row by row. Texts are texts: none is ever a formula. Days are days.</summary>
internal static class XlsxFile
{
    /// <summary>A sheet's name may be so long and has none of some signs.</summary>
    private const int LongestName = 31;

    private static readonly SpreadCheetahOptions Options = new() { DefaultDateTimeFormat = NumberFormat.Custom("yyyy\\-mm\\-dd") };

    public static async Task WriteAsync(ExportTable table, Stream stream, CancellationToken cancellation)
    {
        await using var book = await Spreadsheet.CreateNewAsync(stream, Options, cancellation);
        await book.StartWorksheetAsync(SheetName(table.Name), new WorksheetOptions { FrozenRows = 1 }, cancellation);
        await book.AddRowAsync([.. table.Heads.Select(head => new DataCell(head))], cancellation);
        await foreach (var row in table.Rows.WithCancellation(cancellation))
        {
            await book.AddRowAsync([.. row.Select(Cell)], cancellation);
        }

        await book.FinishAsync(cancellation);
    }

    private static DataCell Cell(object? value) => ExportTable.Rounded(value) switch
    {
        null => new DataCell(),
        int number => new DataCell(number),
        double number => new DataCell(number),
        DateOnly day => new DataCell(day.ToDateTime(TimeOnly.MinValue)),
        var text => new DataCell(text.ToString()),
    };

    private static string SheetName(string name) =>
        string.Concat(name.Where(c => c is not ('/' or '\\' or '?' or '*' or '[' or ']' or ':'))) is { Length: <= LongestName } whole ? whole : name[..LongestName];
}
