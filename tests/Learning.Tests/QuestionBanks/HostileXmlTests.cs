using System.IO.Compression;
using System.Text;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>Files that mean harm, or that a careless program wrote.</summary>
public sealed class HostileXmlTests
{
    private const string Essay = "<question type=\"essay\"><questiontext><text>Why?</text></questiontext></question>";

    private static BankReading Read(byte[] file, string name = "moodle-xml") => BankFormats.Read(file, "bank", BankFormats.Find(name));

    private static BankReading Read(string text, string name = "moodle-xml") => Read(Encoding.UTF8.GetBytes(text), name);

    [Theory]
    [InlineData("<!DOCTYPE quiz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>")]
    [InlineData("<?xml version=\"1.0\"?><!-- a > b --><!DOCTYPE quiz SYSTEM \"x.dtd\" [ <!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p; ]>")]
    [InlineData("\n<!DOCTYPE quiz[<!ELEMENT quiz ANY>]>")]
    public void Declarations_in_a_file_are_refused(string start)
    {
        Assert.Equal("xml-declarations", Assert.Single(Read($"{start}<quiz>{Essay}</quiz>").Problems).Code);
        Assert.Equal("xml-declarations", Assert.Single(Read($"{start}<assessmentItem/>", "qti").Problems).Code);
    }

    [Fact]
    public void A_harmless_doctype_is_passed_over_and_nothing_is_fetched() =>
        Assert.Single(Read($"<!DOCTYPE quiz SYSTEM \"http://127.0.0.1:9/never.dtd\"><quiz>{Essay}</quiz>").Items);

    [Theory]
    [InlineData("<quiz>\n<question>&nbsp;</question></quiz>", 2)]
    [InlineData("<quiz>\n\n<question></quiz>", 3)]
    [InlineData("<quiz>\na & b</quiz>", 2)]
    [InlineData("<quiz>\n&#0;</quiz>", 2)]
    [InlineData("<quiz>\n\u0001</quiz>", 2)]
    [InlineData("<quiz>", 1)]
    [InlineData("no XML at all", 1)]
    [InlineData("", 1)]
    public void Broken_xml_is_named_with_its_line(string text, int line)
    {
        var problem = Assert.Single(Read(text.Length == 0 ? " " : text).Problems);

        Assert.Equal(("xml-broken", line), (problem.Code, problem.Line));
    }

    [Fact]
    public void Deep_nesting_is_refused_before_it_is_followed()
    {
        Assert.Equal("xml-too-deep", Assert.Single(Read(Repeat("<a>", 200_000)).Problems).Code);
        Assert.Equal("xml-too-deep", Assert.Single(Read("<assessmentItem>" + Repeat("<div>", 200_000), "qti").Problems).Code);
        Assert.Equal("xml-too-much", Assert.Single(Read("<quiz>" + Repeat("<a/>", 900_000) + "</quiz>").Problems).Code);
        Assert.Equal("xml-too-much", Assert.Single(Read("<quiz>" + Repeat("<a b=''/>", 400_000) + "</quiz>").Problems).Code);
    }

    public static TheoryData<string> Encodings => [.. Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()).Select(e => e.Name).Append("utf-7").Distinct(StringComparer.OrdinalIgnoreCase)];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Any_bytes_in_any_encoding_that_is_announced_give_a_question_or_a_sentence(string encoding)
    {
        var random = new Random(1);
        for (var n = 0; n < 50; n++)
        {
            var letters = new byte[12];
            random.NextBytes(letters);
            byte[] file = [.. Encoding.Latin1.GetBytes($"<?xml version='1.0' encoding='{encoding}'?><quiz>{Essay}").Concat(letters), .. "</quiz>"u8];

            var reading = Read(file);

            Assert.True(reading.Items.Count > 0 || reading.ProblemCount > 0);
        }
    }

    [Fact]
    public void The_encoding_is_found_out_and_not_only_believed()
    {
        var latin = Encoding.Latin1.GetBytes($"<?xml version='1.0' encoding='ISO-8859-1'?><quiz>{Essay.Replace("Why", "Où", StringComparison.Ordinal)}</quiz>");
        var windows = Encoding.Latin1.GetBytes($"<?xml version='1.0' encoding='windows-1252'?><quiz>{Essay.Replace("Why", "\u0093Où\u0094", StringComparison.Ordinal)}</quiz>");
        var untrue = Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='UTF-16'?><quiz>{Essay.Replace("Why", "Où", StringComparison.Ordinal)}</quiz>");
        var wide = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes($"<?xml version='1.0' encoding='UTF-16'?><quiz>{Essay.Replace("Why", "Où", StringComparison.Ordinal)}</quiz>")).ToArray();
        var unknown = Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='klingon'?><quiz>{Essay.Replace("Why", "Où", StringComparison.Ordinal)}</quiz>");

        var old = Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='UTF-7'?><quiz>{Essay.Replace("Why", "Où", StringComparison.Ordinal)}</quiz>");

        Assert.All(new[] { latin, untrue, wide, unknown, old }, file => Assert.Equal("Où?", Assert.Single(Read(file).Items).Prompt));
        Assert.Equal("“Où”?", Assert.Single(Read(windows).Items).Prompt);
        Assert.Equal("xml-encoding", Assert.Single(Read(Encoding.Latin1.GetBytes($"<?xml version='1.0' encoding='UTF-8'?><quiz>{Essay.Replace("Why", "Où", StringComparison.Ordinal)}</quiz>")).Problems).Code);
        Assert.Single(Read($"\uFEFF\n\n<?xml version=\"1.1\"?><quiz>{Essay}</quiz>").Items);
    }

    [Fact]
    public void A_file_with_a_thousand_faults_gives_as_many_problems_as_are_kept_and_counts_all()
    {
        var reading = Read("<quiz>" + Repeat("<question type=\"nonsense\"/>\n", 5_000) + Essay + "</quiz>");

        Assert.Equal((BankLimits.Default.MostProblems, 5_000), (reading.Problems.Count, reading.ProblemCount));
        Assert.Single(reading.Items);
    }

    [Fact]
    public void More_questions_than_are_read_are_left()
    {
        var reading = BankFormats.Read(Encoding.UTF8.GetBytes("<quiz>" + Repeat(Essay, 20) + "</quiz>"), "x", BankFormats.Find("moodle-xml"), new() { MostItems = 5 });

        Assert.Equal(5, reading.Items.Count);
        Assert.Equal("too-many-questions", Assert.Single(reading.Problems).Code);
    }

    [Fact]
    public void Marks_of_ours_cannot_be_smuggled_in() =>
        Assert.Equal("xml-broken", Assert.Single(Read(Essay.Replace("Why", "&#2;0&#2;", StringComparison.Ordinal)).Problems).Code);

    [Theory]
    [InlineData("pow(pow(pow(pow(pow(pow(pow(pow({w},4),4),4),4),4),4),4),4)")]
    [InlineData("abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs({w}))))))))))))))))")]
    public void Arithmetic_that_would_grow_without_end_is_refused(string formula)
    {
        var reading = Read($"<quiz><question type=\"calculated\"><questiontext><text>{{w}}</text></questiontext><answer fraction=\"100\"><text>{formula}</text></answer>"
            + "<dataset_definitions><dataset_definition><name><text>w</text></name><minimum><text>1</text></minimum><maximum><text>9</text></maximum><decimals><text>0</text></decimals></dataset_definition></dataset_definitions></question></quiz>");

        Assert.Equal("formula", Assert.Single(reading.Problems).Code);
    }

    public static TheoryData<string, string> Endless => new()
    {
        { "moodle-xml", $"<quiz><question type=\"cloze\"><questiontext><text>{Repeat("{1:SA:=", 400_000)}</text></questiontext></question></quiz>" },
        { "moodle-xml", $"<quiz><question type=\"cloze\"><questiontext><text>{Repeat("{1:SA:=a}", 300_000)}</text></questiontext></question></quiz>" },
        { "moodle-xml", $"<quiz><question type=\"gapselect\"><questiontext><text>{Repeat("[[1]]", 300_000)}</text></questiontext>{Repeat("<selectoption><text>a</text></selectoption>", 40_000)}</question></quiz>" },
        { "moodle-xml", $"<quiz><question type=\"shortanswer\"><questiontext><text>a</text></questiontext>{string.Concat(Enumerable.Range(0, 40_000).Select(i => $"<answer fraction=\"100\"><text>{i}</text></answer>"))}</question></quiz>" },
        { "moodle-xml", $"<quiz><question type=\"numerical\"><questiontext><text>a</text></questiontext>{string.Concat(Enumerable.Range(0, 40_000).Select(i => $"<answer fraction=\"100\"><text>{i}</text></answer>"))}</question></quiz>" },
        { "moodle-xml", $"<quiz><question type=\"calculated\"><questiontext><text>{Repeat("{=a", 600_000)}</text></questiontext></question></quiz>" },
        { "qti", $"<assessmentItem><responseDeclaration identifier=\"R\" cardinality=\"multiple\" baseType=\"directedPair\"/><itemBody><gapMatchInteraction responseIdentifier=\"R\">{Repeat("<gap/>", 150_000)}</gapMatchInteraction></itemBody></assessmentItem>" },
        { "qti", $"<assessmentItem><responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"string\"/><itemBody>{Repeat("<textEntryInteraction responseIdentifier='R'/>", 80_000)}</itemBody></assessmentItem>" },
        { "qti", $"<assessmentItem><responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"identifier\"><mapping>{Repeat("<mapEntry mapKey='b' mappedValue='1'/>", 40_000)}</mapping></responseDeclaration><itemBody><p>a <inlineChoiceInteraction responseIdentifier=\"R\">{Repeat("<inlineChoice identifier='a'>a</inlineChoice>", 40_000)}</inlineChoiceInteraction></p></itemBody></assessmentItem>" },
    };

    /// <summary>Each would take minutes if every part were held against every other.</summary>
    [Theory]
    [MemberData(nameof(Endless))]
    public void Endless_questions_are_refused_without_comparing_all_with_all(string name, string text)
    {
        var reading = Read(text, name);

        Assert.Empty(reading.Items);
        Assert.Contains(reading.Problems, p => p.Code is "part-count" or "no-gaps" or "xml-too-much" or "no-text" or "question-too-long" or "no-right-answer" or "formula");
    }

    [Fact]
    public void What_a_zip_unpacks_to_is_counted_and_not_believed()
    {
        var bomb = Zip(("imsmanifest.xml", Repeat(" ", 60_000_000)));
        Assert.True(bomb.Length < 100_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(Read(bomb, "qti").Problems, p => p.Code == "zip-too-much");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50_000_000);

        var many = Zip([("imsmanifest.xml", Manifest(20)), .. Enumerable.Range(0, 20).Select(i => ($"i{i}.xml", Repeat(" ", 3_000_000)))]);
        Assert.Contains(Read(many, "qti").Problems, p => p.Code == "zip-too-much");
    }

    [Fact]
    public void A_zip_of_too_many_files_a_damaged_one_and_a_foreign_one_are_refused()
    {
        Assert.Equal("zip-too-much", Assert.Single(Read(Zip([.. Enumerable.Range(0, 10_001).Select(i => ($"{i}", ""))]), "qti").Problems).Code);
        var good = Zip(("imsmanifest.xml", Manifest(1)), ("i0.xml", "<assessmentItem/>"));
        Assert.Equal("zip-broken", Assert.Single(Read(good[..^30], "qti").Problems).Code);
        Assert.Contains(Read(Zip(("word/document.xml", "<a/>")), "qti").Problems, p => p.Code == "no-manifest");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\secret.xml")]
    [InlineData("file:///etc/passwd")]
    [InlineData("%2e%2e/out.xml")]
    public void Paths_out_of_a_package_are_not_followed(string path)
    {
        var reading = Read(Zip(("imsmanifest.xml", Manifest(1).Replace("i0.xml", path, StringComparison.Ordinal)), ("../../etc/passwd", "<assessmentItem/>")), "qti");

        Assert.Equal("path-outside", Assert.Single(reading.Problems).Code);
        Assert.Empty(reading.Items);
    }

    internal static string Manifest(int items) =>
        $"<manifest><resources>{string.Concat(Enumerable.Range(0, items).Select(i => $"<resource type=\"imsqti_item_xmlv2p1\" href=\"i{i}.xml\"/>"))}</resources></manifest>";

    internal static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var stream = zip.CreateEntry(path).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
