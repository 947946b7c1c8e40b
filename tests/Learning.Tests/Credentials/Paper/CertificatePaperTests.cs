using CsCheck;
using Learning.Credentials;
using Learning.Credentials.Paper;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using static Learning.Tests.Credentials.Paper.Certificates;

namespace Learning.Tests.Credentials.Paper;

public sealed class CertificatePaperTests
{
    private const int Most = 150_000;

    private static readonly string LongName = string.Join(' ', Enumerable.Repeat("Villavicencio", 9))[..120];

    [Fact]
    public void Text_is_read_from_the_site_down_to_the_address()
    {
        var text = TextOf(CertificatePaper.Draw(Amina));

        string[] expected =
        [
            "Workers Learning", "Certificate of completion", "This certifies that", "Amina Okonkwo", "has completed the course", "The right to social security",
            "Study time", "6 hours", "Final test", "87%", "Date of issue", "November 24, 2026", "Edition of the course", "3",
            "Anyone can check this certificate: scan the code or open", Address, "It is genuine if that page shows the same name, course and date.",
        ];
        Assert.Equal(Squeezed(string.Concat(expected)), text);
    }

    [Theory]
    [InlineData("Zoë Müller-Ñandú")]
    [InlineData("Łukasz Świętosławski")]
    [InlineData("Nguyễn Thị Hạnh")]
    [InlineData("Наталья Щербакова")]
    [InlineData("Ελένη Παπαδοπούλου")]
    [InlineData("Zoe\u0308 O\u2019Brien")]
    [InlineData("Official Effie")]
    public void A_name_is_read_as_it_was_written(string name) =>
        Assert.Contains("certifiesthat" + Squeezed(name) + "hascompleted", TextOf(CertificatePaper.Draw(Amina with { HolderName = name })), StringComparison.Ordinal);

    [Theory]
    [InlineData("أمينة محمد")]
    [InlineData("فاطمة الزهراء بنت محمد الأمين")]
    [InlineData("שרה כהן")]
    public void An_arabic_or_hebrew_name_is_joined_and_read_from_right_to_left(string name)
    {
        var text = TextOf(CertificatePaper.Draw(Amina with { HolderName = name, Texts = English, Language = "en" }));

        Assert.Contains("certifiesthat" + Squeezed(name) + "hascompleted", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Arabic_letters_take_their_joined_forms()
    {
        using var document = PdfDocument.Open(CertificatePaper.Draw(Amina with { HolderName = "محمد" }));

        // Initial meem and hah, medial meem, final dal: what a reader sees, not four letters side by side.
        var forms = string.Concat(Page(document).Letters.Select(l => l.Value).Where(v => v[0] >= '\uFE70'));
        Assert.Equal("\uFEAA\uFEE4\uFEA4\uFEE3", forms);
    }

    [Fact]
    public void In_arabic_the_page_is_laid_out_from_the_right()
    {
        using var document = PdfDocument.Open(CertificatePaper.Draw(Amina with { HolderName = "أمينة", Language = "ar", Texts = Arabic }));
        using var english = PdfDocument.Open(CertificatePaper.Draw(Amina));

        Assert.True(Page(document).Letters.Max(l => l.BoundingBox.Right) < 610);
        Assert.True(Page(english).Letters.Min(l => l.BoundingBox.Left) > 230);
    }

    [Fact]
    public void A_very_long_name_is_whole_and_stays_on_the_paper()
    {
        var pdf = CertificatePaper.Draw(Amina with { HolderName = LongName, CourseTitle = LongName + LongName, SiteName = LongName });

        using var document = PdfDocument.Open(pdf);
        Assert.Contains("certifiesthat" + Squeezed(LongName) + "hascompleted", TextOf(pdf), StringComparison.Ordinal);
        Assert.All(Page(document).Letters, l => Assert.InRange(l.BoundingBox.Right, 240, 790));
        Assert.All(Page(document).Letters, l => Assert.InRange(l.BoundingBox.Bottom, 30, 560));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u200F ")]
    public void Without_a_name_the_holder_is_named_in_words(string name) =>
        Assert.Contains("theholderofthiscertificate", TextOf(CertificatePaper.Draw(Amina with { HolderName = name })), StringComparison.Ordinal);

    [Fact]
    public void It_says_what_it_is()
    {
        using var document = PdfDocument.Open(CertificatePaper.Draw(Amina));

        Assert.Equal("Certificate of completion · The right to social security · Amina Okonkwo", document.Information.Title);
        Assert.Equal("Workers Learning", document.Information.Author);
        Assert.StartsWith("D:20261124", document.Information.CreationDate, StringComparison.Ordinal);
        Assert.Equal("en", Assert.IsType<StringToken>(document.Structure.Catalog.CatalogDictionary.Data["Lang"]).Data);
        Assert.Equal(841.9, Page(document).Width, 0.5);
        Assert.Equal(595.3, Page(document).Height, 0.5);
    }

    [Fact]
    public void The_address_and_the_code_lead_to_the_check()
    {
        using var document = PdfDocument.Open(CertificatePaper.Draw(Amina));

        var links = Page(document).GetHyperlinks().Select(l => l.Uri).ToList();
        Assert.Equal([Address, Address], links);
    }

    [Fact]
    public void The_code_on_the_paper_is_the_address()
    {
        var expected = QrSquare.Modules(Address);
        using var document = PdfDocument.Open(CertificatePaper.Draw(Amina));

        Assert.Equal(Rows(expected), Rows(ModulesOn(Page(document), expected.Count)));
    }

    [Fact]
    public void Many_at_once_are_the_same_as_one_alone()
    {
        var contents = new[] { Amina, Amina with { HolderName = "أمينة محمد" }, Amina with { HolderName = "अमीना Nguyễn" } };
        var alone = contents.Select(CertificatePaper.Draw).ToArray();

        Parallel.For(0, 60, i => Assert.Equal(alone[i % 3], CertificatePaper.Draw(contents[i % 3])));
    }

    [Fact]
    public void Whatever_the_name_there_is_a_paper_and_it_is_light() =>
        Gen.Select(Gen.String[Gen.Char, 0, 120], Gen.String[Gen.Char.AlphaNumeric, 0, 300]).Sample(
            (name, title) =>
            {
                var pdf = CertificatePaper.Draw(Amina with { HolderName = name, CourseTitle = title });
                using var document = PdfDocument.Open(pdf);
                return document.NumberOfPages == 1;
            },
            iter: 12,
            threads: 1);

    public static TheoryData<string, string, string, int> Sheets
    {
        get
        {
            var sheets = new TheoryData<string, string, string, int>();
            foreach (var paper in new[] { "a4", "letter" })
            {
                foreach (var form in Enum.GetNames<CertificateForm>())
                {
                    foreach (var language in new[] { "en", "ar" })
                    {
                        sheets.Add(paper, form, language, 0);
                        sheets.Add(paper, form, language, 3);
                    }
                }
            }

            return sheets;
        }
    }

    /// <summary>Whatever the sheet: nothing over its edge, nothing over anything else, and read in order.</summary>
    [Theory]
    [MemberData(nameof(Sheets))]
    public void Every_text_stands_within_the_frame_of_its_sheet(string paper, string form, string language, int signatures)
    {
        var size = PaperSize.Named(paper)!;
        var design = new CertificateDesign
        {
            Form = Enum.Parse<CertificateForm>(form),
            Logo = ThemePicture.Read(ReadDesignTests.Picture(400, 160)).Picture,
            Signatures = [.. Enumerable.Range(1, signatures).Select(i => new Signature($"Signer {LongName[..60]} {i}", new Dictionary<string, string> { [""] = LongName[..90] }, null))],
        };

        var pdf = CertificatePaper.Draw(
            Amina with { HolderName = LongName, CourseTitle = LongName + LongName, SiteName = LongName, Language = language, Texts = language == "ar" ? Arabic : English }, design, size);

        using var document = PdfDocument.Open(pdf);
        Assert.Equal((MathF.Round(size.Width), MathF.Round(size.Height)), ((float)Page(document).Width, (float)Page(document).Height));
        Assert.All(Page(document).Letters, l => Assert.InRange(l.BoundingBox.Left, 34, size.Width - 34));
        Assert.All(Page(document).Letters, l => Assert.InRange(l.BoundingBox.Right, 34, size.Width - 34));
        Assert.All(Page(document).Letters, l => Assert.InRange(l.BoundingBox.Bottom, 34, size.Height - 34));
        Assert.Equal([], Overlapping([.. Page(document).Letters.Where(l => char.IsAsciiLetterOrDigit(l.Value[0]))]));
        Assert.Contains(Squeezed(LongName), TextOf(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Signatures_are_read_between_the_course_and_the_facts()
    {
        var design = new CertificateDesign { Signatures = [new("Amara Diallo", new Dictionary<string, string> { ["en"] = "General Secretary" }, ThemePicture.Read(ReadDesignTests.Picture(300, 100)).Picture), new("Li Wei", new Dictionary<string, string>(), null)] };

        Assert.Contains("TherighttosocialsecurityAmaraDialloGeneralSecretaryLiWeiStudytime", TextOf(CertificatePaper.Draw(Amina, design)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Amina Okonkwo", "en")]
    [InlineData("فاطمة الزهراء بنت محمد الأمين", "ar")]
    [InlineData("Наталья Nguyễn أمينة", "fr")]
    [InlineData("李小龍 अमीना ไพลิน \U0001F600", "zh")]
    public void It_is_small_enough_for_a_weak_connection(string name, string language)
    {
        var pdf = CertificatePaper.Draw(Amina with { HolderName = name, CourseTitle = LongName, Language = language });

        Assert.InRange(pdf.Length, 10_000, Most);
    }

    /// <summary>Letters of different lines whose bodies, from the baseline up to the height of small letters, share room.</summary>
    private static IEnumerable<string> Overlapping(IReadOnlyList<UglyToad.PdfPig.Content.Letter> letters) =>
        from pair in letters.SelectMany((one, i) => letters.Skip(i + 1).Select(other => (One: one, Other: other)))
        where Math.Abs(pair.One.StartBaseLine.Y - pair.Other.StartBaseLine.Y) > 0.5
            && pair.One.StartBaseLine.X < pair.Other.EndBaseLine.X && pair.Other.StartBaseLine.X < pair.One.EndBaseLine.X
            && pair.One.StartBaseLine.Y < pair.Other.StartBaseLine.Y + (pair.Other.PointSize * 0.5) && pair.Other.StartBaseLine.Y < pair.One.StartBaseLine.Y + (pair.One.PointSize * 0.5)
        select $"{pair.One.Value} at {pair.One.StartBaseLine} and {pair.Other.Value} at {pair.Other.StartBaseLine}";

    private static List<string> Rows(IReadOnlyList<IReadOnlyList<bool>> modules) => [.. modules.Select(row => string.Concat(row.Select(dark => dark ? '#' : '.')))];

    /// <summary>Reads the code back from the drawing: the last path on the page, made of many rectangles.</summary>
    private static List<List<bool>> ModulesOn(UglyToad.PdfPig.Content.Page page, int count)
    {
        var squares = page.Paths.Last(p => p.Count > 100).Select(s => s.GetBoundingRectangle()!.Value).ToList();
        var (left, top) = (squares.Min(s => s.Left), squares.Max(s => s.Top));
        var side = (squares.Max(s => s.Right) - left) / count;
        return [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, count).Select(column =>
        {
            var (x, y) = (left + ((column + 0.5) * side), top - ((row + 0.5) * side));
            return squares.Exists(s => s.Left < x && x < s.Right && s.Bottom < y && y < s.Top);
        }).ToList())];
    }
}
