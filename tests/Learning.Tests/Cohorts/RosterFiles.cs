using System.IO.Compression;
using System.Text;
using Learning.Tables;

namespace Learning.Tests.Cohorts;

/// <summary>Lists of people as files.</summary>
internal static class RosterFiles
{
    private static readonly string[] Parts = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];

    public static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<byte[]> Xlsx(IReadOnlyList<string> heads, params IReadOnlyList<object?>[] rows)
    {
        var file = new MemoryStream();
        await XlsxFile.WriteAsync(new ExportTable("People", heads, rows), file, Visitor.Cancellation);
        return file.ToArray();
    }

    /// <summary>A workbook written by hand: the rows of its sheet as they stand in the XML.</summary>
    public static byte[] Workbook(string rows, string shared = "") => Zip(
        ("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Hidden" sheetId="2" state="hidden" r:id="rId9"/><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""),
        ("xl/sharedStrings.xml", $"""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{shared}</sst>"""),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"""));

    /// <summary>A part that unpacks to so many megabytes of spaces.</summary>
    public static byte[] Bomb(int megabytes)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var from = new ZipArchive(new MemoryStream(Workbook("")), ZipArchiveMode.Read);
            foreach (var part in from.Entries.Where(e => Parts.Contains(e.FullName)))
            {
                using var to = zip.CreateEntry(part.FullName).Open();
                using var source = part.Open();
                source.CopyTo(to);
            }

            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            sheet.Write("<worksheet><sheetData>"u8);
            var spaces = new byte[1024 * 1024];
            spaces.AsSpan().Fill((byte)' ');
            for (var i = 0; i < megabytes; i++)
            {
                sheet.Write(spaces);
            }

            sheet.Write("</sheetData></worksheet>"u8);
        }

        return file.ToArray();
    }

    private static byte[] Zip(params (string Path, string Text)[] parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in parts)
            {
                using var to = zip.CreateEntry(path).Open();
                to.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }
}
