using System.Text;
using CsCheck;
using Learning.Credentials.Paper;
using SkiaSharp;
using static Learning.Tests.Credentials.Paper.Certificates;

namespace Learning.Tests.Credentials.Paper;

/// <summary>What a theme says of certificates, right and wrong.</summary>
public sealed class ReadDesignTests
{
    private static (CertificateDesign Design, IReadOnlyList<string> Problems) Read(string json, params (string Path, byte[] Bytes)[] files) =>
        ReadDesign.Of(Encoding.UTF8.GetBytes(json), path => files.FirstOrDefault(f => f.Path == path).Bytes);

    [Fact]
    public void A_theme_without_the_file_has_the_standard_design() => Assert.Equal((CertificateDesign.Standard, 0), (ReadDesign.Of(null, _ => null).Design, ReadDesign.Of(null, _ => null).Problems.Count));

    [Fact]
    public void All_of_it_is_taken()
    {
        var (design, problems) = Read(
            """
            {
              "form": "plain", "paper": "letter",   // as this federation prints
              "colours": { "text": "#000000", "quiet": "#444444", "main": "#003366", "accent": "#225500", "trim": "#cccccc", "light": "#FFEE99", "rule": "#dddddd", },
              "logo": "logo.png",
              "signatures": [
                { "name": "Amara Diallo", "office": { "en": "General Secretary", "fr": "Secrétaire générale" }, "picture": "amara.png" },
                { "name": "Li Wei", "office": "President" }
              ]
            }
            """,
            ("logo.png", Picture(300, 200)),
            ("amara.png", Picture(400, 100)));

        Assert.Empty(problems);
        Assert.Equal((CertificateForm.Plain, PaperSize.Letter, new SKColor(0, 0x33, 0x66)), (design.Form, design.Paper, design.Colours.Main));
        Assert.Equal((300, 200), (design.Logo!.Image.Width, design.Logo.Image.Height));
        Assert.NotNull(design.Signatures[0].Picture);
        Assert.Equal(
            ["Secrétaire générale", "Secrétaire générale", "General Secretary", "President"],
            [design.Signatures[0].OfficeIn("fr"), design.Signatures[0].OfficeIn("fr-CA"), design.Signatures[0].OfficeIn("ar"), design.Signatures[1].OfficeIn("es")]);
    }

    [Theory]
    [InlineData("""{"form": "poster"}""", "certificate.json: form has to be \"banner\" or \"plain\".")]
    [InlineData("""{"paper": "a3"}""", "certificate.json: paper has to be \"a4\" or \"letter\".")]
    [InlineData("""{"paper": 4}""", "certificate.json: paper has to be a text in quotes.")]
    [InlineData("""{"colours": []}""", "certificate.json: colours has to be an object in braces.")]
    [InlineData("""{"colours": {"main": "red"}}""", "certificate.json: colours.main has to be a colour like \"#A3262A\".")]
    [InlineData("""{"colours": {"main": "#12345G"}}""", "certificate.json: colours.main has to be a colour like \"#A3262A\".")]
    [InlineData("""{"colours": {"main": "#FF8800"}}""", "certificate.json: colours.main is too pale for letters on white: its contrast is 2.3, and 4.5 is the least.")]
    [InlineData("""{"colours": {"cloth": "#000000"}}""", "certificate.json: colours.cloth is not known here.")]
    [InlineData("""{"size": "a4"}""", "certificate.json: size is not known here.")]
    [InlineData("""{"logo": "none.png"}""", "certificate.json: logo names none.png, and the theme has no such file.")]
    [InlineData("""{"logo": "text.png"}""", "certificate.json: logo names text.png, which is no PNG, JPEG or WebP picture.")]
    [InlineData("""{"logo": "large.png"}""", "certificate.json: logo names large.png, which is larger than 512 KB.")]
    [InlineData("""{"signatures": {}}""", "certificate.json: signatures has to be a list. There are none.")]
    [InlineData("""{"signatures": [{"office": "President"}]}""", "certificate.json: signatures[1] has no name, and is left out.")]
    [InlineData("[]", "certificate.json: the whole has to be an object in braces.")]
    [InlineData("{\n  \"form\": banner }", "certificate.json, line 2, byte 11: it is not JSON. The standard design is used.")]
    public void What_is_wrong_is_named_with_its_place_and_the_standard_stands_in_its_stead(string json, string problem)
    {
        var (design, problems) = Read(json, ("text.png", "no picture"u8.ToArray()), ("large.png", new byte[ThemePicture.MostBytes + 1]));

        Assert.Equal([problem], problems);
        Assert.Equivalent(CertificateDesign.Standard, design);
    }

    [Fact]
    public void A_wrong_value_leaves_the_right_ones_beside_it()
    {
        var (design, problems) = Read("""{"paper": "letter", "colours": {"main": "#FFFFFF", "accent": "#003366"}, "signatures": [{"name": "Amara"}, {"name": 4}, {"name": "Li"}, {"name": "Bo"}]}""");

        Assert.Equal((PaperSize.Letter, CertificateColours.Standard.Main, new SKColor(0, 0x33, 0x66)), (design.Paper, design.Colours.Main, design.Colours.Accent));
        Assert.Equal(["Amara", "Li"], design.Signatures.Select(s => s.Name));
        Assert.Equal(4, problems.Count);
    }

    [Fact]
    public void Every_standard_colour_of_letters_can_be_read()
    {
        var colours = CertificateColours.Standard;

        Assert.All([colours.Text, colours.Quiet, colours.Main, colours.Accent], c => Assert.True(CertificateColours.ContrastOnWhite(c) >= CertificateColours.LeastContrast));
    }

    [Fact]
    public void Contrast_is_as_WCAG_has_it()
    {
        Assert.Equal(21, CertificateColours.ContrastOnWhite(SKColors.Black), 3);
        Assert.Equal(1, CertificateColours.ContrastOnWhite(SKColors.White), 3);
        Assert.Equal(4.54, CertificateColours.ContrastOnWhite(new SKColor(0x76, 0x76, 0x76)), 2);
    }

    [Fact]
    public void Whatever_the_file_is_there_is_a_design() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], Gen.String[Gen.Char["{}[]\":,tfn0#formpacluswh "], 0, 60].Select(Encoding.UTF8.GetBytes))
            .Sample(json => ReadDesign.Of(json, _ => null) is { Design: not null, Problems: not null });

    [Fact]
    public void A_picture_of_too_many_pixels_is_not_opened()
    {
        var (design, problems) = Read("""{"logo": "huge.png"}""", ("huge.png", Picture(5000, 4900)));

        Assert.Null(design.Logo);
        Assert.Equal(["certificate.json: logo names huge.png, which has more than 24 million pixels."], problems);
    }

    [Fact]
    public void However_rich_the_pictures_the_paper_stays_light()
    {
        var noise = Noise(1100, 300);
        var (design, problems) = Read(
            """{"logo": "p", "signatures": [{"name": "Amara", "picture": "p"}, {"name": "Li", "picture": "p"}, {"name": "Bo", "picture": "p"}]}""", ("p", noise));

        Assert.Empty(problems);
        Assert.InRange(CertificatePaper.Draw(Amina, design).Length, 40_000, 150_000);
    }

    internal static byte[] Picture(int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Transparent);
        using var ink = new SKPaint { Color = new SKColor(0x10, 0x20, 0x80), StrokeWidth = height / 12f, Style = SKPaintStyle.Stroke, IsAntialias = true };
        surface.Canvas.DrawOval(SKRect.Create(width * 0.1f, height * 0.1f, width * 0.8f, height * 0.8f), ink);
        surface.Canvas.DrawLine(0, height * 0.7f, width, height * 0.4f, ink);
        return surface.Snapshot().Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static byte[] Noise(int width, int height)
    {
        var random = new Random(7);
        using var bitmap = new SKBitmap(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
            }
        }

        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 70).ToArray();
    }
}
