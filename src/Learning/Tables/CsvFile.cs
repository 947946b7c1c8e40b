using System.Globalization;
using CsvHelper;

namespace Learning.Tables;

/// <summary>
/// A table as comma-separated values (RFC 4180): UTF-8 with the mark by which spreadsheets know it, numbers with a point, days as 2026-11-28. A text that a spreadsheet would work out as a formula
/// gets an apostrophe in front (OWASP, CSV injection); numbers are ours and stay numbers.
/// </summary>
internal static class CsvFile
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static async Task WriteAsync(ExportTable table, Stream stream, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        foreach (var head in table.Heads)
        {
            csv.WriteField(head);
        }

        await csv.EndRecordAsync(cancellation);
        await foreach (var row in table.Rows.WithCancellation(cancellation))
        {
            foreach (var cell in row)
            {
                csv.WriteField(Cell(cell));
            }

            await csv.EndRecordAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }

    private static object? Cell(object? cell) => cell is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ExportTable.Rounded(cell);
}
