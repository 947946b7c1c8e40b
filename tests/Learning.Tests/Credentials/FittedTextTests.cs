using CsCheck;
using Learning.Credentials.Typesetting;

namespace Learning.Tests.Credentials;

public sealed class FittedTextTests
{
    private static readonly SizeRange Sizes = new(44, 18);

    private static FittedText Fit(string text) => FittedText.In(Sizes, 540, 92, text, Faces.Strong, false);

    [Fact]
    public void A_short_name_is_as_large_as_may_be()
    {
        var fitted = Fit("Amina");

        Assert.Equal(44, fitted.Size);
        Assert.Single(fitted.Lines);
    }

    [Fact]
    public void A_longer_name_shrinks_before_it_takes_a_second_line()
    {
        var fitted = Fit("Amina Wanjiru Okonkwo Adebayo");

        Assert.Single(fitted.Lines);
        Assert.InRange(fitted.Size, 30, 43.5f);
    }

    [Fact]
    public void A_very_long_name_takes_even_lines()
    {
        var fitted = Fit("Maria Fernanda Guadalupe del Carmen Rodríguez y Fernández de Córdoba Montenegro");

        Assert.InRange(fitted.Lines.Count, 2, 3);
        Assert.True(fitted.Lines.Min(l => l.Width) > fitted.Lines.Max(l => l.Width) * 0.6);
    }

    [Fact]
    public void What_cannot_fit_is_cut_with_an_ellipsis()
    {
        var fitted = Fit(string.Join(' ', Enumerable.Repeat("solidarity", 200)));

        Assert.Equal(18, fitted.Size);
        Assert.EndsWith("…", fitted.Lines[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_broken_after_a_stroke_or_hyphen()
    {
        var fitted = FittedText.In(new SizeRange(12, 9), 200, 60, "https://learn.example.org/credentials/3f2b8c1e-9a4d-4e77-b1f0-6c0d2a9e5b18", Faces.Strong, false);

        Assert.True(fitted.Lines.Count > 1);
        Assert.All(fitted.Lines.SkipLast(1), line => Assert.True(line.Text[^1] is '/' or '-' or '.'));
    }

    [Fact]
    public void One_rare_letter_sets_the_whole_name_in_the_face_that_has_it()
    {
        var faces = Fit("Łukasz Świętosławski-Ñandú Thị Nguyễn of Gdańsk and many towns").Lines.SelectMany(l => l.Runs).Select(r => r.Face.Typeface.FamilyName);

        Assert.Equal(["Noto Serif"], faces.Distinct());
    }

    [Fact]
    public void Whatever_fits_stays_in_its_box_and_is_whole() =>
        Gen.String[Gen.Char["abcWiö mn -أمد"], 1, 120].Sample(
            text =>
            {
                var fitted = Fit(text);
                var whole = string.Concat(fitted.Lines.Select(l => l.Text)).Replace(" ", "", StringComparison.Ordinal);

                Assert.True(whole == CleanText.Of(text).Replace(" ", "", StringComparison.Ordinal) || whole.EndsWith('…'), "Not whole");
                Assert.InRange(fitted.Height, 0, 92.01f);
                Assert.All(fitted.Lines, line => Assert.InRange(line.Width, 0, 540.1f));
            },
            iter: 200);
}
