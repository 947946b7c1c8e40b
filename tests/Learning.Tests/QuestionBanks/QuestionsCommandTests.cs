using System.Globalization;
using Learning.QuestionBanks;
using Learning.Tests.Authoring;
using Learning.Web.Commands;
using Learning.Web.Site;

namespace Learning.Tests.QuestionBanks;

public sealed class QuestionsCommandTests : IDisposable
{
    private const string Complete = "::Branches::Which is a branch?{=Maternity#Yes. ~Housing#No. ####Nine of them.}";

    private readonly string _folder = Directory.CreateTempSubdirectory("learning-banks-").FullName;
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;

    public QuestionsCommandTests()
    {
        var content = new SmallCourse().Content;
        foreach (var path in content.GetPaths())
        {
            var file = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = content.GetFileInfo(path).CreateReadStream();
            using var target = File.Create(file);
            stream.CopyTo(target);
        }
    }

    private string Course => Path.Combine(_folder, "courses", "rights");

    private string Pool => Path.Combine(Course, "bank.pool.md");

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _culture;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_complete_bank_becomes_a_pool_that_check_has_nothing_to_say_of()
    {
        var (code, output, errors) = Import(Complete);

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("written with 1 question (gift).", output, StringComparison.Ordinal);
        Assert.Contains("## Which is a branch?  {#branches objective=c102 lesson=why}", File.ReadAllText(Pool), StringComparison.Ordinal);
        Assert.Equal(0, Check.Run(Course, TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public void What_is_to_be_filled_in_is_counted_here_and_named_by_check()
    {
        var (code, output, _) = Import("Which?\nA. a\nB. b\nANSWER: A\n");
        using var found = new StringWriter();

        Assert.Equal(0, code);
        Assert.Contains("1 explanation, what is said about 2 options, 0 rubrics", output, StringComparison.Ordinal);
        Assert.Equal(1, Check.Run(Course, found, TextWriter.Null));
        Assert.Contains("bank.pool.md:6:1", found.ToString(), StringComparison.Ordinal);
        Assert.Contains("[missing-explanation]", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_mapped_is_kept_out_and_named_with_its_line()
    {
        var (code, output, _) = Import("Half?{=%50%a =b}\n\n" + Complete);

        Assert.Equal(0, code);
        Assert.Contains("bank.txt:1: Kept out. An answer earns part of the marks", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Half", File.ReadAllText(Pool), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_that_is_there_stays_unless_it_may_be_replaced_and_then_keeps_its_ids()
    {
        Import(Complete);
        var before = File.ReadAllText(Pool);

        Assert.Equal(1, Import("Other?{T}").Code);
        Assert.Equal(before, File.ReadAllText(Pool));
        Assert.Equal(0, Import(Complete, wish => wish with { MayReplace = true }).Code);
        Assert.Equal(before, File.ReadAllText(Pool));
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        Assert.Contains("would be written", Import(Complete, wish => wish with { IsDryRun = true }).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Pool));
    }

    [Theory]
    [InlineData("objective")]
    [InlineData("lesson")]
    [InlineData("format")]
    [InlineData("outside")]
    [InlineData("ending")]
    [InlineData("nothing")]
    [InlineData("course")]
    public void What_cannot_be_done_is_said_and_nothing_is_written(string what)
    {
        var before = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length;
        var (code, _, errors) = Import(what == "nothing" ? "no question" : Complete, wish => what switch
        {
            "objective" => wish with { Objective = "nonsense" },
            "lesson" => wish with { Lesson = "nonsense" },
            "format" => wish with { Format = "nonsense" },
            "outside" => wish with { FileName = "../bank.pool.md" },
            "ending" => wish with { FileName = "bank.md" },
            "course" => wish with { Course = _folder },
            _ => wish,
        });

        Assert.Equal(1, code);
        Assert.NotEqual("", errors);
        Assert.Equal(before + 1, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);   // the bank itself
    }

    [Fact]
    public async Task A_quiz_goes_out_and_comes_back_equal()
    {
        var file = Path.Combine(_folder, "out.gift");
        var (code, output) = await Export("check", file);

        Assert.Equal(0, code);
        Assert.Contains("questions.", output, StringComparison.Ordinal);
        var reading = BankFormats.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), "out.gift");
        var (items, _) = BankQuestions.Of(new SmallCourse().Draft().Quizzes["check"].Questions, BankWords.In("en", new()));
        Assert.DoesNotContain(reading.Problems, p => p.KeepsOut);
        Assert.Equal(items.Select(BankItems.Say), reading.Items.Select(BankItems.Say));
    }

    [Fact]
    public async Task A_test_that_draws_gives_all_it_may_draw()
    {
        var file = Path.Combine(_folder, "out.gift");

        Assert.Equal(0, (await Export("final-test", file)).Code);
        Assert.Equal(["pool-one", "pool-two"], BankFormats.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), "out.gift").Items.Select(i => i.Id));
        Assert.Equal(1, (await Export("final-test", file)).Code);   // it is there already
        Assert.Equal(1, (await Export("nonsense", file + "2")).Code);
    }

    [Fact]
    public void A_survey_is_written_where_it_is_told_to_and_check_has_nothing_to_say_of_it()
    {
        const string Survey = "// [kind:survey]\n::useful::Was it useful?{=Yes\n~%100%No}\n\n// [kind:survey]\nWhat else?{}\n";
        var module = Path.GetFileName(Path.GetDirectoryName(Directory.GetFiles(Course, "module.md", SearchOption.AllDirectories)[0])!);

        var (nowhere, _, errors) = Import(Survey);
        Assert.Equal(1, nowhere);
        Assert.Contains("a survey lies in a module", errors, StringComparison.Ordinal);
        Assert.Equal(1, Import(Survey, wish => wish with { FileName = "opinion.quiz.md" }).Code);

        var (code, output, _) = Import(Survey, wish => wish with { FileName = $"{module}/opinion.quiz.md" });
        Assert.Equal(0, code);
        Assert.Contains("written with 2 questions (gift).", output, StringComparison.Ordinal);
        Assert.DoesNotContain("To fill in", output, StringComparison.Ordinal);
        Assert.Contains("mode: survey\nminutes: 1\n---\n\n## Was it useful?  {#useful}\n\n- ( ) Yes\n- ( ) No\n", File.ReadAllText(Path.Combine(Course, module, "opinion.quiz.md")), StringComparison.Ordinal);
        Assert.Equal(0, Check.Run(Course, TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task Pictures_lie_beside_their_pool_and_go_out_and_in_again()
    {
        string Bank(string words) => $"::shown::[html]<p>What does <img src=\"{TestPictures.Data(TestPictures.Svg("", words)).Replace(":", "\\:", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)}\" alt\\=\"nine branches\"> show?</p>{{=Branches#Yes. ~Roots#No. ####Nine.}}";
        var media = Path.Combine(Course, "media");

        Assert.Contains("1 picture would lie beside it: media/picture.svg.", Import(Bank("9"), wish => wish with { IsDryRun = true }).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(media, "picture.svg")));
        Assert.Contains("1 picture lies beside it: media/picture.svg.", Import(Bank("9")).Output, StringComparison.Ordinal);
        Assert.Equal(TestPictures.Svg("", "9").Bytes, await File.ReadAllBytesAsync(Path.Combine(media, "picture.svg"), TestContext.Current.CancellationToken));
        Assert.Equal(0, Check.Run(Course, TextWriter.Null, TextWriter.Null));

        Assert.Equal(0, Import(Bank("10"), wish => wish with { FileName = "other.pool.md" }).Code);
        Assert.Equal(0, Import(Bank("10"), wish => wish with { FileName = "other.pool.md", MayReplace = true }).Code);
        Assert.Contains("![nine branches](media/picture-2.svg)", await File.ReadAllTextAsync(Path.Combine(Course, "other.pool.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(media, "picture*").Length);

        var file = Path.Combine(_folder, "out.xml");
        Assert.Equal(0, (await Export("final-test", file, "moodle-xml")).Code);
        var reading = BankFormats.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), file);
        Assert.Empty(reading.Problems);
        Assert.Equal(["picture.svg", "picture-2.svg"], reading.Items.SelectMany(item => item.Pictures).Select(picture => picture.FileName));
    }

    [Fact]
    public async Task What_is_larger_than_is_read_here_is_written_and_said_to_be()
    {
        Directory.CreateDirectory(Path.Combine(Course, "media"));
        var shown = string.Concat(Enumerable.Range(1, 8).Select(n =>
        {
            File.WriteAllBytes(Path.Combine(Course, "media", $"large-{n}.svg"), TestPictures.Svg("", $"{n}{new string('x', 900_000)}").Bytes);
            return $"![{n}](media/large-{n}.svg)\n\n";
        }));
        await File.WriteAllTextAsync(Path.Combine(Course, "large.pool.md"), $"---\nid: large\ntitle: Large\n---\n\n## True?  {{#large-1 objective=c102 lesson=why}}\n\n{shown}= yes\n\n> So.\n", TestContext.Current.CancellationToken);
        var file = Path.Combine(_folder, "large.xml");

        var (code, output) = await Export("final-test", file, "moodle-xml");

        Assert.Equal(0, code);
        Assert.Contains("It is larger than the 8 MB that are read here", output, StringComparison.Ordinal);
        Assert.Equal(["file-too-large"], BankFormats.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), file).Problems.Select(p => p.Code));
        Assert.Equal(8, BankFormats.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), file, limits: new() { MostBytes = int.MaxValue }).Items.Single(item => item.Id == "large-1").Pictures.Count);
    }

    private (int Code, string Output, string Errors) Import(string bank, Func<ImportQuestions.Wish, ImportQuestions.Wish>? change = null)
    {
        var file = Path.Combine(_folder, "bank.txt");
        File.WriteAllText(file, bank);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var wish = new ImportQuestions.Wish(file, Course) { Objective = "c102", Lesson = "why" };
        var code = ImportQuestions.Run(change?.Invoke(wish) ?? wish, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private async Task<(int Code, string Output)> Export(string quiz, string file, string format = "gift")
    {
        await using var output = new StringWriter();
        var paths = new SitePaths(Path.Combine(_folder, "data"), _folder, _folder);
        var code = await ExportQuestions.RunAsync(new(Course, quiz, format, file, MayReplace: false), paths, output, TextWriter.Null, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
