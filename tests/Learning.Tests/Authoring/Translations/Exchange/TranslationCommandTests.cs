using Learning.Web.Commands;

namespace Learning.Tests.Authoring.Translations.Exchange;

/// <summary>The commands that send a translation out and take it back, on files.</summary>
public sealed class TranslationCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xliff-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public TranslationCommandTests() => Write(FrenchCourse.Make());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_exported_and_translated_is_imported()
    {
        Assert.Equal(0, Export());
        Assert.Contains("to be translated", _output.ToString(), StringComparison.Ordinal);
        File.WriteAllText(Xlf, File.ReadAllText(Xlf).Replace("Un peu de texte.", "Un peu plus de texte.", StringComparison.Ordinal));

        Assert.Equal(0, Import(isDryRun: true));
        Assert.Contains("Un peu de texte.", Lesson, StringComparison.Ordinal);
        Assert.Equal(0, Import());
        Assert.Contains("Un peu plus de texte.", Lesson, StringComparison.Ordinal);
        Assert.Contains("1 file written into “fr”. Pieces: 1 changed, 0 looked at again", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_is_refused_is_named_with_its_line_and_nothing_is_written()
    {
        Export();
        File.WriteAllText(Xlf, File.ReadAllText(Xlf).Replace("Un peu de texte.", "Autre chose.", StringComparison.Ordinal).Replace("Un titre", "Autre titre", StringComparison.Ordinal));
        Write(FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some newer text."));
        var before = Lesson;

        Assert.Equal(1, Import());
        Assert.Equal(before, Lesson);
        Assert.Matches("rights.fr.xlf:[0-9]+:[0-9]+: .*“Some text.”", _output.ToString());
        Assert.Contains("--partial", _errors.ToString(), StringComparison.Ordinal);

        Assert.Equal(1, Import(isPartial: true));
        Assert.Contains("Autre titre", Lesson, StringComparison.Ordinal);
        Assert.Contains("Un peu de texte.", Lesson, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_not_written_over()
    {
        Assert.Equal((0, 1), (Export(), Export()));
        Assert.Equal(0, ExportTranslations.Run(new(Course, "fr", Xlf, MayReplace: true), _output, _errors));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("french")]
    [InlineData("../fr")]
    public void A_language_that_is_none_is_refused(string language)
    {
        Assert.Equal(1, ExportTranslations.Run(new(Course, language, Xlf), _output, _errors));
        Assert.False(File.Exists(Xlf));
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        Assert.Equal(1, Import());
        Assert.Equal(1, ExportTranslations.Run(new(_folder, "fr", Xlf), _output, _errors));
        Assert.Contains("no file", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("no course", _errors.ToString(), StringComparison.Ordinal);
    }

    private string Course => Path.Combine(_folder, "content", SmallCourse.Folder);

    private string Xlf => Path.Combine(_folder, "rights.fr.xlf");

    private string Lesson => File.ReadAllText(Path.Combine(_folder, "content", FrenchCourse.Lesson));

    private int Export() => ExportTranslations.Run(new(Course, "fr", Xlf), _output, _errors);

    private int Import(bool isPartial = false, bool isDryRun = false) => ImportTranslations.Run(new(Xlf, Path.Combine(_folder, "content"), isPartial, isDryRun), _output, _errors);

    private void Write(SmallCourse course)
    {
        foreach (var path in course.Content.GetPaths())
        {
            var place = Path.Combine(_folder, "content", path);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.WriteAllText(place, course.Content[path]);
        }
    }
}
