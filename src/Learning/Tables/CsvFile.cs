using CsvHelper;

namespace Learning.Tables;

/// <summary>
/// A table as comma-separated values (RFC 4180): UTF-8 with the mark by which spreadsheets know it, numbers with a point. A text that a spreadsheet would work out as a formula gets an
/// apostrophe in front (OWASP, CSV injection); numbers are ours and stay numbers.
/// </summary>
internal static class CsvFile
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static async Task WriteAsync(ExportTable table, Stream stream, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        foreach (var row in table.Rounded.Prepend(table.Heads))
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell);
            }

            await csv.EndRecordAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }
}
