using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

public sealed class QtiPackageTests
{
    private static string Item(string id) =>
        $"<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"{id}\" title=\"{id}\"><responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"string\"/><itemBody><p>{id}?</p>\n<extendedTextInteraction responseIdentifier=\"R\"/></itemBody></assessmentItem>";

    private static string Manifest(string resources) => $"<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\"><organizations/><resources>{resources}</resources></manifest>";

    private static string Resource(string type, string path) => $"<resource identifier=\"{path}\" type=\"{type}\" href=\"{path}\"><file href=\"{path}\"/></resource>";

    private static BankReading Read(params (string Path, string Text)[] files) => BankFormats.Read(HostileXmlTests.Zip(files), "bank.zip");

    [Fact]
    public void Items_come_in_the_order_of_the_test_and_those_in_no_test_behind_them()
    {
        var reading = Read(
            ("imsmanifest.xml", Manifest(Resource("imsqti_item_xmlv2p1", "items/a.xml") + Resource("imsqti_item_xmlv2p1", "items/b%20c.xml") + Resource("imsqti_item_xmlv2p1", "items/d.xml") + Resource("webcontent", "x.png") + Resource("imsqti_test_xmlv2p1", "tests/t.xml"))),
            ("tests/t.xml", "<assessmentTest xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\"><testPart><assessmentSection><assessmentItemRef identifier=\"1\" href=\"../items/d.xml\"/><assessmentSection><assessmentItemRef identifier=\"2\" href=\"../items/b%20c.xml\"/></assessmentSection></assessmentSection></testPart></assessmentTest>"),
            ("items/a.xml", Item("a")),
            ("items/b c.xml", Item("b")),
            ("items/d.xml", Item("d")));

        Assert.Empty(reading.Problems);
        Assert.Equal("qti", reading.Format);
        Assert.Equal(["d", "b", "a"], reading.Items.Select(item => item.Id));
    }

    [Fact]
    public void A_problem_names_the_file_in_the_package_and_its_line()
    {
        var reading = Read(
            ("pack/imsmanifest.xml", Manifest(Resource("imsqti_item_xmlv3p0", "bad.xml") + Resource("imsqti_item_xmlv3p0", "gone.xml") + Resource("imsqti_item_xmlv3p0", "good.xml"))),
            ("pack/bad.xml", Item("bad").Replace("extendedTextInteraction", "drawingInteraction", StringComparison.Ordinal)),
            ("pack/good.xml", Item("good")));

        Assert.Equal("good", Assert.Single(reading.Items).Id);
        Assert.Equal([("pack/bad.xml", 2, "other-kind"), ("pack/gone.xml", 1, "missing-part")], reading.Problems.Select(p => (p.Part, p.Line, p.Code)));
    }

    [Fact]
    public void A_package_without_a_manifest_has_its_items_all_the_same()
    {
        var reading = Read(("b.xml", Item("b")), ("a.xml", Item("a")), ("notes.xml", "<notes/>"), ("readme.txt", "x"));

        Assert.Equal(["a", "b"], reading.Items.Select(item => item.Id));
        Assert.Equal("no-manifest", Assert.Single(reading.Problems).Code);
    }

    [Fact]
    public void What_is_written_is_a_package_of_version_three_that_other_programs_read()
    {
        var essay = new BankItem { Line = 1, Id = "why-1", Prompt = "Why?", Answer = new EssayAnswer([new("Reasons", [new(0, "none"), new(3, "three")])], 100) };
        var file = BankFormats.Find("qti")!.Write([essay, essay with { Id = "why-1" }, essay with { Id = "not an id" }], "My test", "ar").File;
        using var zip = new ZipArchive(new MemoryStream(file));

        Assert.Equal(["imsmanifest.xml", "test.xml", "items/why-1.xml", "items/item-1.xml", "items/item-2.xml"], zip.Entries.Select(entry => entry.FullName));
        XNamespace qti = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
        var item = Load(zip, "items/why-1.xml");
        Assert.Equal(qti + "qti-assessment-item", item.Name);
        Assert.Equal(("why-1", "ar"), (item.Attribute("identifier")!.Value, item.Attribute(XNamespace.Xml + "lang")!.Value));
        Assert.Equal("scorer", item.Descendants(qti + "qti-rubric-block").Single().Attribute("view")!.Value);
        Assert.Equal("3", item.Elements(qti + "qti-outcome-declaration").Single(o => o.Attribute("identifier")!.Value == "MAXSCORE").Value.Trim());
        Assert.Equal(["items/why-1.xml", "items/item-1.xml", "items/item-2.xml"], Load(zip, "test.xml").Descendants(qti + "qti-assessment-item-ref").Select(e => e.Attribute("href")!.Value));
        Assert.Equal(
            ["imsqti_test_xmlv3p0", "imsqti_item_xmlv3p0", "imsqti_item_xmlv3p0", "imsqti_item_xmlv3p0"],
            Load(zip, "imsmanifest.xml").Descendants().Where(e => e.Name.LocalName == "resource").Select(e => e.Attribute("type")!.Value));
        Assert.Equal(["why-1", "why-1", "not an id"], BankFormats.Read(file, "x.zip").Items.Select(i => i.Id));
    }

    [Fact]
    public void Numbers_that_are_drawn_are_drawn_and_worked_out_by_the_template_of_the_item()
    {
        var item = new BankItem
        {
            Line = 1,
            Prompt = $"What is 45 % of {BankMarks.Number("wage")}?",
            Explanation = $"<p>It is {BankMarks.Number("wage * 45 %")}.</p>",
            Answer = new CalculationAnswer([new("wage", 800, 2400, 50)], [new("wage * 45 %", 1, true, "")], ""),
        };
        using var zip = new ZipArchive(new MemoryStream(BankFormats.Find("qti")!.Write([item], "", "en").File));
        var written = Load(zip, "items/item-1.xml").ToString(SaveOptions.DisableFormatting);

        Assert.Contains("<qti-random-integer min=\"800\" max=\"2400\" step=\"50\"", written, StringComparison.Ordinal);
        Assert.Contains("<qti-printed-variable identifier=\"wage\"", written, StringComparison.Ordinal);
        Assert.Contains("<qti-set-template-value identifier=\"SHOWN_1\"", written, StringComparison.Ordinal);
        Assert.Contains("<qti-product><qti-variable identifier=\"wage\" /><qti-divide><qti-base-value base-type=\"float\">45</qti-base-value><qti-base-value base-type=\"float\">100</qti-base-value></qti-divide></qti-product>", written, StringComparison.Ordinal);
        Assert.Contains("<qti-set-correct-response identifier=\"RESPONSE\"><qti-variable identifier=\"ANSWER_1\" />", written, StringComparison.Ordinal);
    }

    private static XElement Load(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path)!.Open(), Encoding.UTF8);
        return XDocument.Parse(reader.ReadToEnd()).Root!;
    }
}
