using System.Globalization;
using System.Text;
using Learning.Tests.Authoring;
using Learning.Credentials;
using Learning.Credentials.Paper;
using Learning.Texts;
using static Learning.Tests.Credentials.Paper.Certificates;

namespace Learning.Tests.Credentials.Paper;

/// <summary>Certificates in four languages on two papers, as tools that are not ours read and draw them.</summary>
public sealed class PopplerTests
{
    private const string LongMixedName = "María Fernanda Guadalupe Świętosławska y Fernández de Córdoba الأمين أمينة محمد Щербакова Παπαδοπούλου-Nguyễn Thị Hạnh";

    private static readonly Dictionary<string, (string Title, string Name)> Languages = new()
    {
        ["en"] = ("The right to social security", "Amina Okonkwo"),
        ["fr"] = ("Le droit à la sécurité sociale", "Aïssatou Ndiaye-Lefèvre"),
        ["es"] = ("El derecho a la seguridad social", "Íñigo Peña Ñandú"),
        ["ar"] = ("الحق في الضمان الاجتماعي", "فاطمة الزهراء بنت محمد الأمين"),
    };

    public static TheoryData<string, string> Papers
    {
        get
        {
            var papers = new TheoryData<string, string>();
            foreach (var language in Languages.Keys)
            {
                papers.Add(language, "a4");
                papers.Add(language, "letter");
            }

            return papers;
        }
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void It_says_what_it_is_and_how_large(string language, string paper)
    {
        var content = Content(language);

        var info = Poppler.Info(Draw(content, paper));

        Assert.Contains($"Title:           {content.Texts.Heading} · {content.CourseTitle} · {content.HolderName}\n", info, StringComparison.Ordinal);
        Assert.Contains(paper == "a4" ? "842 x 595 pts (A4)" : "792 x 612 pts (letter)", info, StringComparison.Ordinal);
        Assert.Contains("Pages:           1\n", info, StringComparison.Ordinal);
        Assert.Contains($"/Lang ({language})", Encoding.Latin1.GetString(Draw(content, paper)), StringComparison.Ordinal);   // which pdfinfo does not show
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Its_text_is_read_from_the_site_down_to_the_address(string language, string paper)
    {
        var content = Content(language);

        var text = Letters(Poppler.Text(Draw(content, paper)));

        string[] inOrder =
        [
            content.SiteName, content.Texts.Heading, content.Texts.Holder, content.HolderName, content.Texts.Completed, content.CourseTitle, content.Texts.Facts[0].Label,
            content.Texts.Check, content.CheckAddress, content.Texts.Genuine,
        ];
        var at = -1;
        foreach (var part in inOrder.Select(Letters))
        {
            var next = text.IndexOf(part, at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"“{part}” is not where it belongs in “{text}”.");
            at = next;
        }

        Assert.All(content.Texts.Facts, fact => Assert.Contains(Letters(fact.Label), text, StringComparison.Ordinal));
        Assert.All(content.Texts.Facts, fact => Assert.Contains(Letters(fact.Value), text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Every_font_is_in_it_and_only_what_is_used(string language, string paper)
    {
        var fonts = Poppler.Fonts(Draw(Content(language), paper));

        // name, type (two words), encoding, embedded, subset, with a table to read it by
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Equal(["CID", "TrueType", "Identity-H", "yes", "yes", "yes"], font[1..7]));
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void A_long_name_of_many_scripts_stays_under_150_KB(string language, string paper)
    {
        var pdf = Draw(Content(language) with { HolderName = LongMixedName }, paper);

        TestContext.Current.SendDiagnosticMessage("{0} {1}: {2} bytes", language, paper, pdf.Length);
        Assert.InRange(pdf.Length, 20_000, 150_000);
        Assert.NotEmpty(Poppler.Fonts(pdf));
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void It_is_drawn_and_turned_round_in_arabic(string language, string paper)
    {
        using var page = Poppler.Picture(Draw(Content(language), paper));

        var size = PaperSize.Named(paper)!;
        Assert.Equal((MathF.Round(size.Width), MathF.Round(size.Height)), (page.Width, page.Height));
        var fromStart = (int)UnionBanner.Centre - 55;
        var cloth = page.GetPixel(language == "ar" ? page.Width - fromStart : fromStart, 130);
        var other = page.GetPixel(language == "ar" ? fromStart : page.Width - fromStart, 184);
        Assert.Equal(CertificateColours.Standard.Main, cloth);
        Assert.Equal(SkiaSharp.SKColors.White, other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<script>alert(1)</script> & \"Co\"")]
    [InlineData("محمد Łukasz 👩🏽‍🏭 李小龍")]
    [InlineData(null)]
    public void Whatever_the_name_the_page_can_be_read(string? name)
    {
        var text = Letters(Poppler.Text(Draw(Content("en") with { HolderName = name ?? string.Join(' ', Enumerable.Repeat("Villavicencio", 22)) }, "letter")));

        Assert.Contains(Letters(name switch { null => "VillavicencioVillavicencio", "" or "   " => "the holder of this certificate", ['<', ..] => name, _ => "Łukasz" }), text, StringComparison.Ordinal);
        Assert.Contains(Letters(Address), text, StringComparison.Ordinal);
    }

    private static byte[] Draw(CertificateContent content, string paper) => CertificatePaper.Draw(content, CertificateDesign.Standard, PaperSize.Named(paper));

    private static CertificateContent Content(string language)
    {
        var (title, name) = Languages[language];
        var outline = new SmallCourse().Draft().Outline with { Title = title, Language = language, Hours = 6 };
        var credential = Credential.Issue("rights", "amina", name, outline, 3, 87, Amina.IssuedAt);
        return Amina with { HolderName = name, CourseTitle = title, Language = language, Texts = CertificateTexts.For(credential, new InterfaceTexts()) };
    }

    /// <summary>
    /// Letters and figures alone: a line's end is not a character, and Poppler puts a vowel sign of an Arabic letter before it, for it reads what stands for one glyph from left to right.
    /// </summary>
    private static string Letters(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(r => Rune.IsLetterOrDigit(r) && Rune.GetUnicodeCategory(r) != UnicodeCategory.NonSpacingMark).Select(r => r.ToString()));
}
