using System.Text;

namespace Learning.Tables;

/// <summary>
/// Reads the rows of a table as people send them: a workbook (XLSX), or text with commas, semicolons or tabs between (CSV), in UTF-8, in UTF-16 with its mark, or in Windows-1252, which is what is
/// left when it is none of these. What a file is, is seen from its bytes; its name says nothing. Rows come one by one, so that whoever has read enough stops. Pure.
/// </summary>
internal static class TableFile
{
    /// <summary>Cells of a row that are looked at.</summary>
    public const int MostCells = 100;

    /// <summary>Signs of a cell that are kept: whoever reads the row sees that it is too long.</summary>
    public const int LongestCell = 1000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UnreadableTableException">It is no table. Thrown here or while the rows are read.</exception>
    public static (IEnumerable<TableRow> Rows, TableKind Kind) Read(ReadOnlyMemory<byte> file)
    {
        switch (file.Span)
        {
            case []:
                throw new UnreadableTableException("Table.Empty");
            case [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..]:
                return (XlsxRows.Read(file), TableKind.Workbook);
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:   // Excel before 2007, or a workbook with a password
                throw new UnreadableTableException("Table.OldWorkbook");
            default:
                var (text, kind) = Decode(file.Span);
                return (CsvRows.Read(text), kind);
        }
    }

    private static (string Text, TableKind Kind) Decode(ReadOnlySpan<byte> file)
    {
        var (text, kind) = file switch
        {
            [0xFF, 0xFE, ..] => (Encoding.Unicode.GetString(file[2..]), TableKind.Utf16),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode.GetString(file[2..]), TableKind.Utf16),
            [0xEF, 0xBB, 0xBF, ..] when System.Text.Unicode.Utf8.IsValid(file) => (Strict.GetString(file[3..]), TableKind.Utf8),
            _ when System.Text.Unicode.Utf8.IsValid(file) => (Strict.GetString(file), TableKind.Utf8),
            _ => (CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file), TableKind.Windows1252),
        };
        return text.Contains('\0', StringComparison.Ordinal) ? throw new UnreadableTableException("Table.NotATable") : (text, kind);
    }

    /// <summary>A cell as it is kept: in one line, without signs that are never part of a word, without spaces around.</summary>
    internal static string Tidy(string text)
    {
        var cell = text.Length <= LongestCell ? text : text[..LongestCell];
        if (cell.AsSpan().ContainsAnyInRange('\0', '\u001F') || cell.AsSpan().ContainsAny('\u007F', '\u00A0', '\uFEFF'))
        {
            cell = string.Concat(cell.Where(c => c is not ('\u007F' or '\uFEFF')).Select(c => c is < ' ' or '\u00A0' ? ' ' : c));
        }

        return cell.Trim();
    }
}

/// <summary>What a table was read from, to be told to whoever sent it: an encoding that was guessed may be wrong.</summary>
internal enum TableKind
{
    Workbook,
    Utf8,
    Utf16,
    Windows1252,
}
