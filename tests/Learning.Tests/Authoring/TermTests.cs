namespace Learning.Tests.Authoring;

public sealed class TermTests
{
    [Theory]
    [InlineData("We need social security.", "We need <a class=\"term\" href=\"#term-social-security\">social security</a>.")]
    [InlineData("Social security, social security.", "<a class=\"term\" href=\"#term-social-security\">Social security</a>, social security.")]
    [InlineData("The right to social security.", "The <a class=\"term\" href=\"#term-right-to-social-security\">right to social security</a>.")]
    [InlineData("Two Conventions.", "Two <a class=\"term\" href=\"#term-convention\">Conventions</a>.")]
    [InlineData("We *need social\nsecurity* now.", "We <em>need <a class=\"term\" href=\"#term-social-security\">social\nsecurity</a></em> now.")]
    [InlineData("An antisocial security.", "An antisocial security.")]
    [InlineData("The World Social Security Forum.", "The World Social Security Forum.")]
    [InlineData("A convention of the club.", "A convention of the club.")]
    [InlineData("A complaint, and a complaint (article 26).", "A complaint, and a <a class=\"term\" href=\"#term-complaint-article-26\">complaint (article 26)</a>.")]
    [InlineData("The CEACR met.", "The <a class=\"term\" href=\"#term-committee-of-experts-ceacr\">CEACR</a> met.")]
    [InlineData("The Committee of Experts met.", "The <a class=\"term\" href=\"#term-committee-of-experts-ceacr\">Committee of Experts</a> met.")]
    [InlineData("Read `social security`.", "Read <code>social security</code>.")]
    [InlineData("Read [social security](module.md).", "Read <a href=\"~/learn/rights\">social security</a>.")]
    public void The_first_use_of_a_term_is_linked(string markdown, string html) =>
        Assert.Equal($"<p>{html}</p>", new SmallCourse().WithText(markdown).Html());

    [Theory]
    [InlineData("## Social security")]
    [InlineData("![Nine](media/nine.svg \"The social security of a country\")")]
    [InlineData("> [!KEY] Social security\n> is a claim.")]
    [InlineData("> [!DESCRIPTION] Social security\n> in a picture.")]
    [InlineData("| Social security |\n|---|\n| yes |")]
    public void Headings_captions_and_titles_are_left_alone(string markdown) =>
        Assert.Empty(new SmallCourse().WithText(markdown).LessonText().Terms);

    [Fact]
    public void Terms_are_listed_in_the_order_of_their_first_use()
    {
        var terms = new SmallCourse().WithText("A Convention on social security: a Convention on the right to social security.").LessonText().Terms;

        Assert.Equal(["Convention", "social security", "right to social security"], terms.Select(t => t.Name));
        Assert.Equal("A treaty.", terms[0].Definition);
    }

    [Fact]
    public void A_term_is_looked_for_in_the_language_of_the_course()
    {
        var course = new SmallCourse().Change(SmallCourse.Course, "language: en", "language: fr").WithText("Le droit à la sécurité sociale, social security.");

        Assert.Equal("<p>Le <a class=\"term\" href=\"#term-right-to-social-security\">droit à la sécurité sociale</a>, social security.</p>", course.Html());
    }

    [Fact]
    public void Without_a_glossary_nothing_is_linked()
    {
        var course = new SmallCourse().WithText("Social security.");
        course.Content.Delete(SmallCourse.Glossary);

        Assert.Equal("<p>Social security.</p>", course.Html());
    }

    [Theory]
    [InlineData("fr", "régime national", "Les régimes nationaux paient.", "régimes nationaux")]
    [InlineData("fr", "travailleur indépendant", "Des travailleurs indépendants cotisent.", "travailleurs indépendants")]
    [InlineData("fr", "régime de pension", "Deux régimes de pension.", "régimes de pension")]
    [InlineData("es", "prestación familiar", "Las prestaciones familiares llegan.", "prestaciones familiares")]
    [InlineData("es", "sistema de pensiones", "Dos sistemas de pensiones.", "sistemas de pensiones")]
    [InlineData("ar", "الضمان الاجتماعي", "حق والضمان الاجتماعي مهم.", "الضمان الاجتماعي")]
    [InlineData("ar", "عامل مهاجر", "ولعامل مهاجر حق.", "عامل مهاجر")]
    public void A_term_is_found_in_the_forms_of_its_language(string language, string term, string text, string found)
    {
        var course = new SmallCourse();
        course.Content[SmallCourse.Glossary] = $"\"term_en\",\"term_{language}\",\"definition_en\"\n\"term\",\"{term}\",\"What it is.\"\n";
        course.Change(SmallCourse.Course, "language: en", $"language: {language}");

        Assert.Contains($"href=\"#term-term\">{found}</a>", course.WithText(text).Html(), StringComparison.Ordinal);
    }
}
