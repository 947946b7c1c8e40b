using Learning.Authoring;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Site;

/// <summary>The course we ship, and the commands that read it.</summary>
public sealed class ContentTests
{
    private static string Content => Path.Combine(Repository.Root, "content");

    [Fact]
    public void The_course_we_ship_has_nothing_to_mend()
    {
        using var provider = new PhysicalFileProvider(Content);

        Assert.Empty(ContentCheck.Run(provider, "").SelectMany(r => r.Problems).Select(p => p.ToString()));
    }

    [Fact]
    public void The_course_we_ship_is_as_large_as_promised()
    {
        using var provider = new PhysicalFileProvider(Content);
        var draft = CourseReader.Read(provider, "courses/right-to-social-security").Draft!;

        Assert.True(draft.Outline.Modules.Count >= 6);
        Assert.True(draft.Lessons.Count >= 24);
        Assert.True(draft.Quizzes.Values.Sum(q => q.Questions.Count) + draft.Pool.Count >= 75);
        Assert.All(draft.Lessons.Values, lesson => Assert.NotEmpty(lesson.Sources));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public void The_first_course_is_translated_whole_and_every_answer_is_worth_the_same(string language)
    {
        using var provider = new PhysicalFileProvider(Content);
        var draft = CourseReader.Read(provider, "courses/right-to-social-security").Draft!;
        var translation = draft.Translations[language];

        Assert.All(translation.Outline.Activities, a => Assert.Equal((a.Id, 0, 0), (a.Id, a.Translation!.Stale, a.Translation.Missing)));
        var pairs = draft.Quizzes.SelectMany(q => q.Value.Questions.Zip(translation.Quizzes[q.Key].Questions)).Concat(draft.Pool.Zip(translation.Pool)).ToArray();
        Assert.All(pairs, pair => Assert.Equal((pair.First.Id, pair.First.Kind, null), (pair.Second.Id, pair.Second.Kind, pair.Second.InLanguage)));
        foreach (var (own, words) in pairs.Where(p => p.First.HasKey).Select(p => (p.First.For("a"), p.Second.For("a"))))
        {
            Assert.Equal(own.Mark(own.RightResponse).Score, words.Mark(own.RightResponse).Score);
            Assert.Equal(own.Mark(words.RightResponse).Score, words.Mark(words.RightResponse).Score);
            Assert.True(own.Mark(words.RightResponse).IsRight, own.Id);
        }
    }

    [Fact]
    public void Check_exits_with_one_and_says_where()
    {
        var folder = Directory.CreateTempSubdirectory("learning-check-").FullName;
        CopyTo(Content, folder);
        var lesson = Directory.EnumerateFiles(folder, "01-why-social-security.md", SearchOption.AllDirectories).Single();
        var lines = File.ReadAllLines(lesson).ToList();
        lines.Add("![](media/nowhere.svg)");
        File.WriteAllLines(lesson, lines);
        using var output = new StringWriter();

        var code = Check.Run(folder, output, output);

        Assert.Equal(1, code);
        Assert.Contains($"01-why-social-security.md:{lines.Count}:", output.ToString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Check_of_nothing_is_not_well() => Assert.Equal(1, Check.Run(Path.Combine(Content, "nowhere"), TextWriter.Null, TextWriter.Null));

    [Fact]
    public async Task Import_shows_first_publishes_once_and_then_changes_nothing()
    {
        var data = Directory.CreateTempSubdirectory("learning-import-").FullName;
        var paths = SitePaths.Find(data, Content);

        var dry = await Import(paths, dryRun: true);
        var first = await Import(paths, dryRun: false);
        var second = await Import(paths, dryRun: false);

        Assert.Contains("+ lesson why-social-security", dry, StringComparison.Ordinal);
        Assert.Contains("nothing was written", dry, StringComparison.Ordinal);
        Assert.Contains("published as revision 1", first, StringComparison.Ordinal);
        Assert.Contains("nothing changed; revision 1 stays in force", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_makes_nothing_where_there_is_nothing()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"learning-no-site-{Guid.NewGuid():N}");

        var dry = await Import(SitePaths.Find(folder, null), dryRun: true);

        Assert.Contains("+ lesson why-social-security", dry, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private static async Task<string> Import(SitePaths paths, bool dryRun)
    {
        await using var output = new StringWriter();
        var code = await Web.Commands.Import.RunAsync(Content, dryRun, paths, output, output, Visitor.Cancellation);
        Assert.True(code == 0, output.ToString());
        return output.ToString();
    }

    private static void CopyTo(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
