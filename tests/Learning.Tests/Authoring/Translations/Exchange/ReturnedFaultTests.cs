using System.Text;
using System.Xml.Linq;
using Learning.Authoring.Translations.Exchange;

namespace Learning.Tests.Authoring.Translations.Exchange;

/// <summary>What can be wrong with a file that comes back: each with its place and what to do, and nothing is written.</summary>
public sealed class ReturnedFaultTests
{
    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE xliff [<!ENTITY a \"b\">]><xliff/>", "declares-entities")]
    [InlineData("<xliff", "invalid-xml")]
    [InlineData("", "invalid-xml")]
    [InlineData("<tmx/>", "not-xliff")]
    [InlineData("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"/>", "other-version")]
    [InlineData("<xliff version=\"2.2\" xmlns=\"urn:oasis:names:tc:xliff:document:2.2\"/>", "other-version")]
    [InlineData("<xliff version=\"2.1\" srcLang=\"en\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"/>", "other-language")]
    [InlineData("<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"fr\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"/>", "unknown-course")]
    [InlineData("<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"fr\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"><file id=\"a\" original=\"../../etc/passwd\"/></xliff>", "unknown-course")]
    public void A_file_that_is_none_of_ours_says_why(string text, string code)
    {
        var import = ImportTranslation.Run(FrenchCourse.Make().Content, Encoding.UTF8.GetBytes(text), Exchanged.Name, isPartial: true, SmallCourse.Today);

        Assert.Equal((code, Exchanged.Name), (Assert.Single(import.Faults).Code, import.Faults[0].File));
        Assert.Empty(import.Files);
    }

    [Fact]
    public void A_file_over_16_MB_is_not_read() =>
        Assert.Equal("file-too-large", Assert.Single(ImportTranslation.Run(FrenchCourse.Make().Content, new byte[TranslationImport.MostBytes + 1], Exchanged.Name, isPartial: true).Faults).Code);

    [Theory]
    [InlineData("srcLang", "es")]
    [InlineData("trgLang", "en")]
    [InlineData("trgLang", "french")]
    public void Other_languages_are_refused(string attribute, string language)
    {
        var exchanged = Exchanged.Of(FrenchCourse.Make());
        exchanged.Document.Root!.SetAttributeValue(attribute, language);

        Assert.Contains(exchanged.Into(FrenchCourse.Make()).Faults, p => p.Code == "other-language");
    }

    [Fact]
    public void A_piece_whose_source_has_changed_is_refused_by_name_and_the_rest_is_taken_where_a_part_is_asked_for()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        Exchanged.Translate(exchanged.UnitOf("Some text."), _ => "Tout autre chose.");
        Exchanged.Translate(exchanged.UnitOf("The opening"), _ => "Le tout premier paragraphe.");
        Exchanged.Translate(exchanged.Unit("which.prompt"), _ => "Quoi ?");
        course.Change(SmallCourse.Lesson, "Some text.", "Some newer text.").Change(SmallCourse.Quiz, "## Which one?", "## Which one is it?");

        var whole = exchanged.Into(course);
        var part = exchanged.Into(course, isPartial: true);

        Assert.Empty(whole.Files);
        Assert.Equal("source-changed", Assert.Single(whole.Refused.Select(p => p.Code).Distinct()));
        Assert.Contains(whole.Refused, p => p.Reason.Contains("“Some text.”", StringComparison.Ordinal) && p.Line > 1 | p.File == Exchanged.Name);
        Assert.Contains(whole.Refused, p => p.Reason.Contains("which.prompt", StringComparison.Ordinal));
        var (path, text) = Assert.Single(part.Files);
        Assert.Equal(FrenchCourse.Lesson, path);
        Assert.Equal(course.Content[FrenchCourse.Lesson].Replace("Le premier paragraphe, sur la sécurité sociale.", "Le tout premier paragraphe.", StringComparison.Ordinal), text);
    }

    [Fact]
    public void A_unit_that_the_course_does_not_have_is_refused()
    {
        var exchanged = Exchanged.Of(FrenchCourse.Make());
        exchanged.Unit("which.prompt").SetAttributeValue("id", "witch.prompt");

        Assert.Contains(exchanged.Into(FrenchCourse.Make()).Refused, p => p.Code == "unknown-unit" && p.Reason.Contains("witch.prompt", StringComparison.Ordinal));
    }

    [Fact]
    public void A_unit_that_is_there_twice_is_refused()
    {
        var exchanged = Exchanged.Of(FrenchCourse.Make());
        exchanged.Unit("which.prompt").AddAfterSelf(new XElement(exchanged.Unit("which.prompt")));

        Assert.Contains(exchanged.Into(FrenchCourse.Make()).Refused, p => p.Code == "duplicate-unit");
    }

    [Fact]
    public void A_page_that_the_course_does_not_have_is_refused()
    {
        var exchanged = Exchanged.Of(FrenchCourse.Make());
        exchanged.Unit("which.prompt").Parent!.SetAttributeValue("original", "courses/rights/01-first/moved.quiz.md");

        Assert.Contains(exchanged.Into(FrenchCourse.Make()).Refused, p => p.Code == "unknown-page");
    }

    [Fact]
    public void A_unit_that_is_translated_in_part_is_refused()
    {
        var course = FrenchCourse.Make().WithText("> [!KEY] A title\n> Some words.");
        var exchanged = Exchanged.Of(course);
        var unit = exchanged.UnitOf("A title");
        Exchanged.Segments(unit).First().Add(new XElement(unit.Name.Namespace + "target", "Un titre"));

        Assert.Contains("1 of 2", Assert.Single(exchanged.Into(course).Refused, p => p.Code == "missing-target").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_question_is_refused_and_names_what_is_missing()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        Exchanged.Translate(exchanged.Unit("pool-two.prompt"), _ => "Deux ?");

        var problem = Assert.Single(exchanged.Into(course).Refused);

        Assert.Equal("incomplete-question", problem.Code);
        Assert.Contains("pool-two.option-1", problem.Reason, StringComparison.Ordinal);
        Assert.Empty(exchanged.Into(course, isPartial: true).Files);
    }

    [Fact]
    public void A_translation_without_a_protected_code_is_refused()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        Exchanged.Write(exchanged.UnitOf("See why"), "Voir pourquoi.");

        Assert.Contains("01-why.md#a-heading", Assert.Single(exchanged.Into(course).Refused, p => p.Code == "missing-code").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_was_altered_is_refused()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        var unit = exchanged.UnitOf("See why");
        foreach (var data in unit.Descendants().Where(e => e.Name.LocalName == "data"))
        {
            data.Value = data.Value.Replace("01-why.md", "https://elsewhere.example/", StringComparison.Ordinal);
        }

        Assert.Contains(exchanged.Into(course).Refused, p => p.Code == "altered-code");
    }

    [Fact]
    public void What_was_mended_in_the_folder_meanwhile_is_not_written_over()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        Exchanged.Translate(exchanged.UnitOf("Some text."), _ => "De la main du traducteur.");
        course.Change(FrenchCourse.Lesson, "Un peu de texte.", "De la main de la maison.");

        Assert.Equal("changed-here", Assert.Single(exchanged.Into(course).Refused).Code);
        Assert.Empty(Exchanged.Of(FrenchCourse.Make()).Into(course).Refused);
    }

    [Fact]
    public void What_the_courses_reader_finds_is_said_and_nothing_is_written()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        Exchanged.Write(exchanged.Unit("number.answers"), "= 440 ± 1 par mois\n> Oui.\n\n!= 400\n> C’est un autre taux.");

        var import = exchanged.Into(course, isPartial: true);

        Assert.Equal(("translation-differs", FrenchCourse.Quiz), (Assert.Single(import.Faults).Code, import.Faults[0].File));
        Assert.Empty(import.Files);
    }

    [Theory]
    [InlineData("# Un titre")]
    [InlineData("Un bloc.\n\nEt un autre.")]
    [InlineData("- Une liste")]
    public void A_translation_of_another_form_is_not_written(string target)
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        Exchanged.Write(exchanged.UnitOf("Some text."), target);

        Assert.NotEmpty(exchanged.Into(course).Faults);
    }

    [Fact]
    public void A_course_whose_own_page_is_not_translated_would_not_be_offered_and_is_not_written()
    {
        var course = new SmallCourse();
        var exchanged = Exchanged.Of(course);
        Exchanged.Translate(exchanged.UnitOf("Some text."), _ => "Un peu de texte.");

        Assert.Equal("course-not-translated", Assert.Single(exchanged.Into(course).Faults).Code);
    }
}
