using System.IO.Compression;
using System.Text;
using Learning.Authoring;
using Learning.QuestionBanks;
using Learning.Texts;
using Learning.Tests.Authoring;

namespace Learning.Tests.QuestionBanks;

/// <summary>Pictures from files of strangers: taken where they are in the file and fit to be shown, named where they are not, fetched never.</summary>
public sealed class BankPicturesTests
{
    private const string Script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    private const string Remote = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://example.org/a.png\"/></svg>";
    private const string Bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&b;</text></svg>";

    private static readonly string _fine = TestPictures.Data(TestPictures.Png);

    public static TheoryData<string, string> Bad => new()
    {
        { "", "picture-missing" },
        { "a.png", "picture-missing" },
        { "../../etc/passwd", "picture-missing" },
        { "https://example.org/a.png", "picture-remote" },
        { "//example.org/a.png", "picture-remote" },
        { "file:///etc/passwd", "picture-remote" },
        { "javascript:alert(1)", "picture-remote" },
        { $"picture:{TestPictures.Branches.Hash}", "picture-remote" },
        { "data:", "picture-type" },
        { "data:image/png;base64", "picture-broken" },
        { "data:image/png;base64,", "picture-broken" },
        { "data:image/png;base64,%%%=garbage", "picture-broken" },
        { "data:image/png;base64,AAAA", "picture-type" },
        { "data:image/gif;base64,R0lGODlhAQABAAAAACw=", "picture-type" },
        { "data:text/html;base64,PGI+", "picture-type" },
        { $"data:image/jpeg;base64,{Convert.ToBase64String(TestPictures.Png.Bytes)}", "picture-type" },
        { "data:image/svg+xml;base64," + Base64(Script), "picture-unsafe" },
        { "data:image/svg+xml;base64," + Base64(Remote), "picture-unsafe" },
        { "data:image/svg+xml;base64," + Base64(Bomb), "picture-unsafe" },
        { "data:image/svg+xml;utf8," + Uri.EscapeDataString(Script), "picture-unsafe" },
        { "data:image/png;base64," + new string('A', 3_000_000), "picture-too-large" },
        { "data:image/png;base64," + Convert.ToBase64String([.. TestPictures.Png.Bytes, .. new byte[1024 * 1024]]), "picture-too-large" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_picture_that_cannot_be_shown_keeps_its_question_out_in_each_format(string address, string code)
    {
        foreach (var (format, file) in Each(address, "what it shows"))
        {
            var reading = BankFormats.Read(file, "x", format);

            Assert.Equal([code], reading.Problems.Select(p => p.Code).Distinct());
            Assert.All(reading.Problems, p => Assert.True(p.KeepsOut && p.Line > 0));
            Assert.Equal(["other"], reading.Items.Select(item => item.Prompt));
        }
    }

    [Fact]
    public void A_picture_without_words_keeps_its_question_out()
    {
        foreach (var (format, file) in Each(_fine, " "))
        {
            Assert.Equal(["picture-alt"], BankFormats.Read(file, "x", format).Problems.Select(p => p.Code).Distinct());
        }
    }

    [Fact]
    public void An_address_of_ten_megabytes_is_read_to_an_end()
    {
        foreach (var (format, file) in Each("data:image/png;base64," + new string('A', 10_000_000), "shown"))
        {
            Assert.Equal(["file-too-large"], BankFormats.Read(new byte[Math.Max(file.Length, 10_000_000)], "x", format).Problems.Select(p => p.Code));
            Assert.Contains("picture-too-large", BankFormats.Read(file, "x", format, new BankLimits { MostBytes = 32 * 1024 * 1024 }).Problems.Select(p => p.Code));
        }
    }

    [Fact]
    public void A_picture_that_is_shown_thousands_of_times_is_kept_once()
    {
        var svg = TestPictures.Svg("", new string('x', 900_000));
        var reading = Moodle(string.Concat(Enumerable.Repeat("<img src=\"@@PLUGINFILE@@/a.svg\" alt=\"x\"> ", 900)), $"<file name=\"a.svg\" encoding=\"base64\">{Convert.ToBase64String(svg.Bytes)}</file>");

        Assert.Equal([svg.Hash], Assert.Single(reading.Items).Pictures.Select(picture => picture.Hash));
    }

    [Fact]
    public void A_name_without_end_is_cut_where_it_is_said()
    {
        var reading = BankItems.Read($"[html]Q <img alt=\"x\" src=\"data\\:image/png;name\\={new string('n', 200_000)};base64,AAAA\">{{T}}", "gift");

        Assert.Equal("picture-type", Assert.Single(reading.Problems).Code);
        Assert.True(reading.Problems[0].Arguments[0].Length <= 100);
    }

    [Fact]
    public void A_drawing_may_stand_in_an_address_without_base64()
    {
        var svg = Encoding.UTF8.GetString(TestPictures.Branches.Bytes);

        var item = Assert.Single(BankItems.Read($"[html]<p>Q <img alt=\"x\" src=\"data\\:image/svg+xml,{Uri.EscapeDataString(svg)}\">?</p>{{T}}", "gift").Items);

        Assert.Equal((TestPictures.Branches.Hash, "picture.svg"), (item.Pictures[0].Hash, item.Pictures[0].FileName));
    }

    [Theory]
    [InlineData("a.png", "a.png", "a.png")]
    [InlineData("../../../etc/cron.png", "../../../etc/cron.png", "cron.png")]
    [InlineData("C:\\evil\\x.png", "C:\\evil\\x.png", "x.png")]
    [InlineData("...png", "...png", "picture.png")]
    [InlineData("a b%20.png", "a%20b%2520.png", "a b20.png")]
    [InlineData("été (1).PNG", "été (1).PNG", "été (1).PNG")]
    public void In_Moodle_a_file_is_found_by_its_name_and_kept_under_one_that_is_safe(string name, string address, string kept)
    {
        var reading = Moodle($"<img src=\"@@PLUGINFILE@@/{address}\" alt=\"x\">", $"<file name=\"{name}\" path=\"/\" encoding=\"base64\">{Convert.ToBase64String(TestPictures.Png.Bytes, Base64FormattingOptions.InsertLineBreaks)}</file>");

        Assert.Empty(reading.Problems);
        Assert.Equal([kept], reading.Items.Single().Pictures.Select(p => p.FileName));
    }

    [Theory]
    [InlineData("<file name=\"a.png\" encoding=\"base64\">!!!</file>", "picture-broken")]
    [InlineData("<file name=\"a.png\" encoding=\"hex\">00</file>", "picture-broken")]
    [InlineData("<file name=\"b.png\" encoding=\"base64\">AAAA</file>", "picture-missing")]
    [InlineData("<file name=\"a.png\" path=\"/other/\" encoding=\"base64\">AAAA</file>", "picture-missing")]
    [InlineData("<file name=\"a.png\" encoding=\"base64\">AAAA</file>", "picture-type")]
    [InlineData("<file encoding=\"base64\">AAAA</file>", "picture-missing")]
    public void In_Moodle_a_file_that_is_none_is_named_with_its_line(string file, string code) =>
        Assert.Equal([(2, code)], Moodle("<img src=\"@@PLUGINFILE@@/a.png\" alt=\"x\">", file).Problems.Select(p => (p.Line, p.Code)));

    [Fact]
    public void The_same_name_with_other_bytes_is_another_picture_in_each_format()
    {
        var (one, other) = (TestPictures.Svg("same.svg", "one"), TestPictures.Svg("same.svg", "other"));
        var item = BankItemWith($"<p>{TestPictures.Mark(one, "one", "caption")}</p><p>and {TestPictures.Mark(other, "other")}</p>") with { Pictures = [one, other] };

        foreach (var format in BankFormats.Written)
        {
            var reading = BankFormats.Read(format.Write([item], "t", "en").File, "x", format);

            Assert.Empty(reading.Problems);
            Assert.Equal(BankItems.Say(item), BankItems.Say(reading.Items.Single()));
        }
    }

    [Fact]
    public void Beside_its_text_a_picture_with_a_name_that_is_taken_gets_a_number_and_one_that_is_there_is_used()
    {
        var (one, other, there) = (TestPictures.Svg("same.svg", "one"), TestPictures.Svg("SAME.svg", "other"), TestPictures.Svg("there.svg", "there"));
        var item = BankItemWith(string.Concat(new[] { one, other, there }.Select(p => $"<p>{TestPictures.Mark(p, "x")}</p>"))) with { Pictures = [one, other, there] };
        var course = new BankCourse("en", new HashSet<string>(), new Dictionary<string, IReadOnlySet<string>>(), new HashSet<string>()) { Media = new Dictionary<string, string> { ["same.svg"] = "another", ["there.svg"] = there.Hash } };

        var pool = BankPool.Write([item], "p", course, new(null, null), BankWords.In("en", new InterfaceTexts()));

        Assert.Equal(["media/same-2.svg", "media/SAME-3.svg", "media/there.svg"], pool.Pictures.Select(p => p.Path));
        Assert.Contains("![x](media/SAME-3.svg)", pool.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_package_a_picture_is_a_file_of_it_and_nothing_outside_is_found()
    {
        var item = BankItemWith($"<p>{TestPictures.Mark(TestPictures.Png, "x", "caption")}</p>") with { Pictures = [TestPictures.Png] };
        var file = BankFormats.Find("qti")!.Write([item], "t", "en").File;

        using (var zip = new ZipArchive(new MemoryStream(file)))
        {
            Assert.NotNull(zip.GetEntry("media/a pixel.png"));
            using var reader = new StreamReader(zip.GetEntry("items/q.xml")!.Open());
            Assert.Contains("<figure><img src=\"../media/a%20pixel.png\" alt=\"x\" /><figcaption>caption</figcaption></figure>", reader.ReadToEnd(), StringComparison.Ordinal);
        }

        foreach (var address in new[] { "../../a.png", "/etc/a.png", "../media/none.png", "http://example.org/a.png" })
        {
            Assert.Equal([address.StartsWith("http", StringComparison.Ordinal) ? "picture-remote" : "picture-missing"], BankFormats.Read(Changed(file, address), "x").Problems.Select(p => p.Code));
        }
    }

    [Fact]
    public void A_picture_where_there_can_only_be_words_is_named()
    {
        var reading = Moodle("which?", "", $"<subquestion format=\"html\"><text>a</text><answer><text><![CDATA[<img src=\"{_fine}\" alt=\"x\">]]></text></answer></subquestion><subquestion format=\"html\"><text>b</text><answer><text>c</text></answer></subquestion>", "matching");

        Assert.Equal(["picture-place"], reading.Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_quiz_with_pictures_at_all_its_places_comes_back_equal_from_each_format_and_from_our_markdown()
    {
        const string Text = "---\nid: shown\ntitle: Shown\n---\n\n"
            + "## Which ![a branch](media/branches.svg) is it?  {#choice objective=c102 lesson=why}\n\n![All nine](media/branches.svg \"The “nine” branches\")\n\n- (x) ![One](media/one.svg)\n  > ![All nine](media/branches.svg)\n- ( ) None\n  > No.\n\n> See ![one](media/one.svg \"one & only\").\n\n"
            + "## In which order?  {#order objective=c102 lesson=why}\n\n1. ![First](media/branches.svg)\n2. ![Second](media/one.svg)\n\n> So.\n\n"
            + "## What belongs together?  {#pairs objective=c102 lesson=why}\n\n| a | b |\n|---|---|\n| ![A \\| B](media/one.svg) | one |\n| two | ![2](media/branches.svg) |\n\n> So.\n\n"
            + "## Into which group?  {#groups objective=c102 lesson=why}\n\n- ![G](media/one.svg)\n  - ![x](media/branches.svg)\n- H\n  - y\n\n> So.\n\n"
            + "## Say it.  {#essay objective=c102 lesson=why .essay}\n\n| What | 0 | 1 |\n|---|---|---|\n| ![Clear](media/one.svg) | no | ![yes](media/branches.svg) |\n\n> So.\n";
        var words = BankWords.In("en", new InterfaceTexts());
        var around = new CourseSurroundings(new SmallCourse().Draft().Outline, [], []);
        var read = AddedText.ReadPool("x.pool.md", Text, around, [new("media/branches.svg", TestPictures.Branches.Bytes), new("media/one.svg", TestPictures.Svg("", "1").Bytes)]);
        var (items, problems) = BankQuestions.Of(read.Questions, words, hash => read.Media.FirstOrDefault(m => m.Hash == hash));

        Assert.Empty(read.Problems);
        Assert.Empty(problems);
        Assert.Equal(5, items.Count);
        Assert.All(items, item => Assert.Equal(2, item.Pictures.Count + (item.Id == "pairs" ? 1 : 0)));   // what is matched on the right is words
        foreach (var format in BankFormats.Written)
        {
            var reading = BankFormats.Read(BankCourses.Write(format, read.Questions, "t", "en", words, hash => read.Media.FirstOrDefault(m => m.Hash == hash)).File, "x" + format.FileEnding);

            Assert.Empty(reading.Problems);
            Assert.Equal(items.Select(BankItems.Say), reading.Items.Select(BankItems.Say));
        }

        var course = new BankCourse("en", new HashSet<string> { "c102" }, new Dictionary<string, IReadOnlySet<string>> { ["why"] = new HashSet<string>() }, new HashSet<string>());
        var pool = BankPool.Write(items, "shown", course, new(null, null), words);
        var again = AddedText.ReadPool("x.pool.md", pool.Markdown, around, pool.Pictures);
        Assert.Empty(again.Problems);
        Assert.Equal(items.Select(BankItems.Say), BankQuestions.Of(again.Questions, words, hash => again.Media.FirstOrDefault(m => m.Hash == hash)).Items.Select(BankItems.Say));
    }

    private static BankItem BankItemWith(string body) => new() { Line = 1, Id = "q", Title = "q", Prompt = "Which?", Body = body, Answer = new TrueFalseAnswer(true, "", "") };

    /// <summary>A question with a picture, and one without, in each format.</summary>
    private static IEnumerable<(IBankFormat Format, byte[] File)> Each(string address, string shown)
    {
        var picture = $"<img src=\"{BankHtml.Encode(address)}\" alt=\"{shown}\"/>";
        yield return (BankFormats.Find("gift")!, Encoding.UTF8.GetBytes($"[html]<p>Q {picture.Replace(":", "\\:", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)}?</p>{{T}}\n\nother{{T}}\n"));
        yield return (BankFormats.Find("moodle-xml")!, Encoding.UTF8.GetBytes($"<quiz>\n{MoodleQuestion($"<p>Q {picture}</p>", "")}{MoodleQuestion("other", "")}</quiz>"));
        var item = BankFormats.Find("qti")!.Write([BankItemWith("<p>HERE</p>"), BankItemWith("") with { Id = "r", Prompt = "other" }], "t", "en").File;
        yield return (BankFormats.Find("qti")!, Changed(item, address, shown));
    }

    private static string MoodleQuestion(string html, string files, string answers = "<answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer>", string type = "truefalse") =>
        $"<question type=\"{type}\"><name><text>n</text></name><questiontext format=\"html\"><text><![CDATA[{html}]]></text>{files}</questiontext>{answers}</question>";

    private static BankReading Moodle(string html, string files, string? answers = null, string type = "truefalse") => BankItems.Read(
        $"<quiz>\n{(answers is null ? MoodleQuestion(html, files) : MoodleQuestion(html, files, answers, type))}</quiz>", "moodle-xml");

    /// <summary>A package whose first item shows the picture at another address.</summary>
    private static byte[] Changed(byte[] package, string address, string shown = "x")
    {
        using var file = new MemoryStream();
        file.Write(package);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("items/q.xml")!;
            using var reader = new StreamReader(entry.Open());
            var text = reader.ReadToEnd();
            reader.Dispose();
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("items/q.xml").Open());
            writer.Write(text.Replace("../media/a%20pixel.png", address, StringComparison.Ordinal).Replace("HERE", $"<img src=\"{BankHtml.Encode(address)}\" alt=\"{shown}\"/>", StringComparison.Ordinal));
        }

        return file.ToArray();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
