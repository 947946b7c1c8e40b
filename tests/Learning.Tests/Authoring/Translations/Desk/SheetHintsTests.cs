using Learning.Authoring.Translations.Desk;

namespace Learning.Tests.Authoring.Translations.Desk;

public sealed class SheetHintsTests
{
    [Theory]
    [InlineData("1,000 workers in 2.5 years", "1 000 travailleurs en 2,5 ans")]
    [InlineData("1,000 workers", "1\u202F000 travailleurs")]
    [InlineData("Article 5(2), C102 of 1952", "المادة ٥(٢)، C١٠٢ لعام ١٩٥٢")]
    [InlineData("1,234,567", "1.234.567")]
    public void Numbers_are_the_same_however_a_language_writes_them(string source, string words) =>
        Assert.Equal(SheetHints.NumbersIn(source).Keys.Order(), SheetHints.NumbersIn(words).Keys.Order());

    [Fact]
    public void Another_number_is_another_number() => Assert.NotEqual(SheetHints.NumbersIn("45 per cent").Keys, SheetHints.NumbersIn("54 pour cent").Keys);

    [Fact]
    public void A_link_that_went_a_number_that_changed_and_a_term_of_the_glossary_are_pointed_out()
    {
        var course = FrenchCourse.Make()
            .Change(SmallCourse.Lesson, "Some text.", "See [the branches](02-nine-branches.md) of social security, 45 per cent.")
            .Change(FrenchCourse.Lesson, "Un peu de texte.", "Voir les branches de la protection, 54 pour cent.");
        course.With(FrenchCourse.Lesson, Learning.Authoring.Translations.TranslationStamp.Run(course.Content, FrenchCourse.Lesson)[0].Text!);
        var piece = Sheet.Read(course.Content, SmallCourse.Lesson, "fr").Sheet!.Groups[^1].Pieces[0];

        var hints = SheetHints.Of(piece);
        var terms = SheetTerms.Read(course.Content, SmallCourse.Folder, "en", "fr").In(piece.Source, piece.Words);

        Assert.Equal(["[…](02-nine-branches.md)"], hints.Missing);
        Assert.Equal(["45"], hints.Numbers);
        Assert.Equal(["54"], hints.OtherNumbers);
        Assert.Equal(new SheetTerm("social security", "sécurité sociale", false), Assert.Single(terms));
    }

    [Fact]
    public void A_good_translation_has_nothing_to_look_at_again()
    {
        var course = FrenchCourse.Make();

        Assert.All(Sheet.Read(course.Content, SmallCourse.Second, "fr").Sheet!.Groups.SelectMany(g => g.Pieces), piece => Assert.False(SheetHints.Of(piece).Missing.Count > 0, piece.Source));
    }
}
