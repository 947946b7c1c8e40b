using System.Text.Json;
using Learning.Authoring;
using Learning.Authoring.Translations;
using Learning.Authoring.Translations.Exchange;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Authoring.Translations.Exchange;

/// <summary>What holds for any course: what goes out and comes back unchanged changes nothing, to the letter.</summary>
public sealed class ExchangeLawTests
{
    private const string RealCourse = "courses/right-to-social-security";

    [Fact]
    public void What_went_out_and_comes_back_changes_nothing()
    {
        var course = FrenchCourse.Make();

        var import = Exchanged.Of(course).Into(course);

        Assert.Empty(import.Faults);
        Assert.Empty(import.Refused);
        Assert.Empty(import.Files);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public void The_real_course_goes_out_by_the_rules_and_comes_back_as_it_went(string language)
    {
        using var content = new PhysicalFileProvider(ContentFolder());
        var exchanged = Exchanged.Of(content, RealCourse, language);

        var import = ImportTranslation.Run(content, exchanged.Bytes, "x.xlf", isPartial: false);

        Assert.Empty(import.Faults);
        Assert.Empty(import.Refused);
        Assert.Empty(import.Files);
        Assert.All(exchanged.Units, unit => Assert.DoesNotContain("", Exchanged.Targets(unit)));
        XliffFormTests.Check(exchanged.Document);
    }

    /// <summary>That nothing is written where nothing changed says little about the writing; so every piece is written over itself.</summary>
    [Theory]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public void Each_piece_of_the_real_course_written_over_itself_is_the_same_file(string language)
    {
        using var content = new PhysicalFileProvider(ContentFolder());
        var pages = UnitPages.Read(content, RealCourse, language, null, new())!.Pages;
        var arrivals = new Arrivals();
        foreach (var unit in pages.SelectMany(p => p.Units))
        {
            arrivals.Take(unit, unit.Words!.Text);
        }

        Assert.All(pages, page => Assert.Equal(page.Words!.File.Source.Text, ComposedPage.Write(page, arrivals)));
    }

    /// <summary>A translation that is there only in the file is written with the blanks of its source, and says the same.</summary>
    [Fact]
    public void A_course_of_which_only_the_file_is_left_is_the_same_course_again()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        var before = Translated(course);
        foreach (var path in course.Content.GetPaths().Where(p => p.EndsWith(".fr.md", StringComparison.Ordinal)))
        {
            course.Content.Delete(path);
        }

        exchanged.WriteInto(course);

        Assert.Equal(before, Translated(course));
        Assert.Empty(exchanged.Into(course).Files);
        Assert.All(Exchanged.Of(course).Units.Zip(exchanged.Units), pair => Assert.Equal(Exchanged.Targets(pair.Second), Exchanged.Targets(pair.First)));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public void The_real_course_is_written_anew_from_the_file_alone(string language)
    {
        using var content = new PhysicalFileProvider(ContentFolder());
        var exchanged = Exchanged.Of(content, RealCourse, language);
        var bare = Without(content, $".{language}.md");

        var import = ImportTranslation.Run(bare, exchanged.Bytes, "x.xlf", isPartial: false);

        Assert.Empty(import.Faults);
        Assert.Empty(import.Refused);
        Assert.All(import.Files, file => Assert.Equal(File.ReadAllText(Path.Combine(ContentFolder(), file.Key)), file.Value));
    }

    /// <summary>Any pieces at all, changed in any course that is translated in part.</summary>
    [Fact]
    public void What_a_translator_changed_arrives_and_nothing_else_and_once()
    {
        var random = new Random(20_21);
        for (var round = 0; round < 15; round++)
        {
            var course = Half(random);
            var exchanged = Exchanged.Of(course);
            foreach (var group in exchanged.Units.GroupBy(u => ((string)u.Attribute("id")!).Split('.')[0]).Where(_ => random.Next(3) == 0))
            {
                group.ToList().ForEach(unit => Exchanged.Translate(unit, words => words.Replace('e', 'é')));
            }

            exchanged.WriteInto(course);
            Assert.Empty(course.Read().Problems);
            var again = Exchanged.Of(course);
            Assert.Equal(exchanged.Units.Select(u => string.Join('|', Exchanged.Targets(u))), again.Units.Select(u => string.Join('|', Exchanged.Targets(u))));
            Assert.Empty(exchanged.Into(course).Files);
            Assert.Empty(again.Into(course).Files);
        }
    }

    /// <summary>The French course without some of its pages, with some blocks that are not translated and some whose source has changed.</summary>
    private static SmallCourse Half(Random random)
    {
        var course = FrenchCourse.Unstamped();
        foreach (var page in new[] { FrenchCourse.Module, FrenchCourse.Lesson, FrenchCourse.Second, FrenchCourse.Quiz, FrenchCourse.Pool }.Where(_ => random.Next(3) == 0))
        {
            course.Content.Delete(page);
        }

        foreach (var (page, words) in new[] { (FrenchCourse.Lesson, "Un peu de texte."), (FrenchCourse.Quiz, "Prenez votre temps.") }.Where(p => random.Next(2) == 0 && course.Content.GetPaths().Contains(p.Item1)))
        {
            course.Change(page, words, "<!-- -->");
        }

        FrenchCourse.Stamp(course);
        foreach (var (page, old, changed) in new[] { (SmallCourse.Lesson, "The opening", "A new opening"), (SmallCourse.Lesson, "title: Why", "title: Why indeed"), (SmallCourse.Quiz, "## Which word?", "## Which word is it?"), (SmallCourse.Module, "Read **this**", "Please read **this**"), (SmallCourse.Lesson, "## A heading", "Between.\n\n## A heading") }.Where(_ => random.Next(2) == 0))
        {
            course.Change(page, old, changed);
        }

        return course;
    }

    private static string Translated(SmallCourse course)
    {
        var french = course.Draft().Translations["fr"];
        return JsonSerializer.Serialize(new { french.Outline, french.Lessons, french.Quizzes, french.Pool });
    }

    private static MemoryContent Without(PhysicalFileProvider content, string ending)
    {
        var memory = new MemoryContent();
        foreach (var file in Directory.EnumerateFiles(content.Root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(ending, StringComparison.Ordinal)))
        {
            memory.Put(Path.GetRelativePath(content.Root, file).Replace('\\', '/'), File.ReadAllBytes(file));
        }

        return memory;
    }

    private static string ContentFolder() => Path.Combine(Repository.Root, "content");
}
