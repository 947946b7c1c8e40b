using CsCheck;
using Learning.Credentials.Paper;
using SkiaSharp;
using static Learning.Tests.Credentials.Paper.Certificates;

namespace Learning.Tests.Credentials.Paper;

/// <summary>The picture to share, by its pixels.</summary>
public sealed class CertificateCardTests
{
    private const int Hem = 21;

    private static readonly CertificateDesign Banner = new() { Logo = ThemePicture.Read(ReadDesignTests.Picture(400, 160)).Picture };
    private static readonly CertificateDesign Plain = Banner with { Form = CertificateForm.Plain };

    private static CardContent Card(string name, string language = "en", string title = "The right to social security") =>
        new("Workers Learning", "Certificate of completion", title, language, new(name, "has completed the course", "Issued on November 24, 2026", Address));

    public static TheoryData<string, string> Hard
    {
        get
        {
            var hard = new TheoryData<string, string>();
            foreach (var name in new[] { "Amina Okonkwo", new string('W', 300), string.Join(' ', Enumerable.Repeat("Villavicencio", 22)), "فاطمة الزهراء بنت محمد الأمين فاطمة الزهراء بنت محمد الأمين", "<b>&amp;</b>", "👩🏽‍🏭 李小龍 Łukasz محمد", "" })
            {
                hard.Add(name, "en");
                hard.Add(name, "ar");
            }

            return hard;
        }
    }

    [Theory]
    [MemberData(nameof(Hard))]
    public void Whatever_the_name_nothing_stands_over_the_hem(string name, string language)
    {
        foreach (var design in new[] { Banner, Plain })
        {
            using var picture = SKBitmap.Decode(CertificateCard.Png(Card(name, language, new string('x', 400)), design));

            // A strip of paper all round, inside the hem.
            for (var strip = Hem; strip < Hem + 18; strip++)
            {
                Assert.All(Enumerable.Range(strip, 1200 - (2 * strip)), x => Assert.Equal((SKColors.White, SKColors.White), (picture.GetPixel(x, strip), picture.GetPixel(x, 629 - strip))));
                Assert.All(Enumerable.Range(strip, 630 - (2 * strip)), y => Assert.Equal((SKColors.White, SKColors.White), (picture.GetPixel(strip, y), picture.GetPixel(1199 - strip, y))));
            }
        }
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("ar", true)]
    [InlineData("en", false)]
    [InlineData("ar", false)]
    public void The_code_on_it_is_the_address(string language, bool hasBanner)
    {
        var plan = new CardPlan(hasBanner ? Banner : Plain);
        using var picture = SKBitmap.Decode(CertificateCard.Png(Card("Amina", language), plan.Design));

        var expected = QrSquare.Modules(Address);
        var (left, side) = (CardPlan.Left(plan.QrStart, CardPlan.QrSide, language == "ar"), CardPlan.QrSide / expected.Count);
        var found = Enumerable.Range(0, expected.Count).Select(row => string.Concat(Enumerable.Range(0, expected.Count).Select(column =>
            picture.GetPixel((int)(left + ((column + 0.5f) * side)), (int)(CardPlan.QrTop + ((row + 0.5f) * side))) == SKColors.White ? '.' : '#')));
        Assert.Equal(expected.Select(row => string.Concat(row.Select(dark => dark ? '#' : '.'))), found);
    }

    [Fact]
    public void Many_at_once_are_the_same_as_one_alone()
    {
        var cards = new[] { Card("Amina Okonkwo"), Card("أمينة محمد", "ar"), Card("अमीना Nguyễn") };
        var alone = cards.Select(card => (Png: CertificateCard.Png(card, Banner), Svg: CertificateCard.SvgOf(card, Plain))).ToArray();

        Parallel.For(0, 24, i =>
        {
            Assert.Equal(alone[i % 3].Png, CertificateCard.Png(cards[i % 3], Banner));
            Assert.Equal(alone[i % 3].Svg, CertificateCard.SvgOf(cards[i % 3], Plain));
        });
    }

    [Fact]
    public void Whatever_the_texts_there_is_a_card() =>
        Gen.Select(Gen.String[Gen.Char, 0, 120], Gen.String[Gen.Char, 0, 200]).Sample(
            (name, title) => CertificateCard.SvgOf(Card(name, "en", title), Banner).Length > 10_000 && CertificateCard.Png(Card(name, "ar", title), Plain).Length > 10_000,
            iter: 20,
            threads: 1);
}
