using System.IO.Compression;
using Learning.Cohorts.Rosters;
using Learning.Tables;

namespace Learning.Tests.Cohorts;

public sealed class RosterWorkbookTests
{
    private const string Heads = """<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>User name</t></is></c></row>""";

    [Fact]
    public async Task A_workbook_is_read_as_its_text_is()
    {
        var file = await RosterFiles.Xlsx(["Nom", "Identifiant", "Âge", "Langue"], ["Zoé, “Z” Ndèye", 100123, 1.5, "fr"], ["", null, null, null], ["1+1", "kofi", null, ""]);

        var roster = RosterReader.Read(file);

        Assert.Equal((TableKind.Workbook, "Âge"), (roster.Kind, string.Join('|', roster.Ignored)));
        Assert.Equal([new RosterRow(2, "Zoé, “Z” Ndèye", "100123", "", "fr"), new RosterRow(4, "1+1", "kofi", "", null)], roster.Rows);
    }

    [Fact]
    public void A_formula_gives_the_value_that_is_stored_and_without_one_the_row_says_so()
    {
        var roster = Read(
            """
            <row r="5"><c r="A5" t="str"><f>B1&amp;C1</f><v>Awa Diop</v></c></row>
            <row r="6"><c r="A6"><f>B1</f></c><c r="B6" t="inlineStr"><is><t>kofi</t></is></c></row>
            <row r="7"><c r="A7" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
            <row r="8"><c r="A8" t="inlineStr"><is><t>Lu</t></is></c><c r="B8" t="s"><v>9</v></c></row>
            """);

        Assert.Equal([(5, "Awa Diop", ""), (6, "", "Roster.NoValue"), (7, "", "Roster.NoValue"), (8, "Lu", "Roster.NoValue")], roster.Rows.Select(r => (r.Line, r.Name, r.Fault?.Code ?? "")));
    }

    [Fact]
    public void Shared_texts_of_several_parts_are_one_and_numbers_are_as_people_write_them()
    {
        var file = RosterFiles.Workbook(
            Heads + """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1.00123E5</v></c></row><row><c t="s"><v>1</v></c><c><v>7</v></c></row>""",
            """<si><r><t>Awa </t></r><r><rPr/><t>Diop</t></r><rPh sb="0" eb="1"><t>silent</t></rPh></si><si><t>Kofi</t></si>""");

        Assert.Equal([(2, "Awa Diop", "100123"), (3, "Kofi", "7")], RosterReader.Read(file).Rows.Select(r => (r.Line, r.Name, r.UserName)));
    }

    [Fact]
    public void A_cell_far_to_the_right_and_rows_far_below_cost_nothing()
    {
        var roster = Read("""<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576" t="inlineStr"><is><t>Awa</t></is></c></row>""");

        Assert.Equal((1048576, "Awa"), (roster.Rows.Single().Line, roster.Rows.Single().Name));
    }

    [Fact]
    public void A_workbook_that_unpacks_too_far_is_refused()
    {
        var bomb = RosterFiles.Bomb(80);

        Assert.True(bomb.Length < 1024 * 1024);
        Assert.Equal("Table.UnpacksTooFar", RosterReader.Read(bomb).Fault!.Code);
        Assert.Equal("Table.Empty", RosterReader.Read(RosterFiles.Bomb(20)).Fault!.Code);
    }

    [Fact]
    public void A_hundred_thousand_rows_are_refused_at_the_limit()
    {
        var rows = string.Concat(Enumerable.Range(2, 100_000).Select(i => $"""<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>P{i}</t></is></c></row>"""));

        Assert.Equal("Roster.TooManyRows", Read(rows).Fault!.Code);
    }

    [Fact]
    public void What_is_no_workbook_is_refused()
    {
        var empty = new MemoryStream();
        new ZipArchive(empty, ZipArchiveMode.Create).Dispose();
        var good = RosterFiles.Workbook(Heads);

        Assert.Equal("Table.BrokenWorkbook", RosterReader.Read(empty.ToArray()).Fault!.Code);
        Assert.Equal("Table.BrokenWorkbook", RosterReader.Read(good.AsMemory(0, good.Length / 2)).Fault!.Code);
        Assert.Equal("Table.BrokenWorkbook", Read("<row r=\"2\"><c").Fault!.Code);
        Assert.Equal("Table.BrokenWorkbook", RosterReader.Read(RosterFiles.Workbook("", "</sst><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><sst>&e;")).Fault!.Code);
        Assert.Equal("Table.OldWorkbook", RosterReader.Read(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }).Fault!.Code);
    }

    private static Roster Read(string rows) => RosterReader.Read(RosterFiles.Workbook(Heads + rows));
}
