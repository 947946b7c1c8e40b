using System.CommandLine;
using System.Globalization;
using Learning.QuestionBanks;
using Learning.Texts;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary>
/// <c>questions import FILE --into COURSE-FOLDER</c>: writes the questions of another program as a pool of Markdown into the course's folder, or as a survey into a module's, and their
/// pictures beside it. All of it is written or nothing; a file that is there already stays, unless <c>--replace</c> is given. What cannot be mapped is kept out and named with its line. Exit
/// code 1 where nothing was written.
/// </summary>
public static class ImportQuestions
{
    private static readonly Argument<string> Bank = new("file") { Description = "A file of questions." };

    private static readonly Option<string> Into = new("--into") { Description = "The folder of the course.", Required = true };

    private static readonly Option<string?> Format = new("--format") { Description = $"One of: {string.Join(", ", BankFormats.All.Select(f => f.Name))}. Default: told from the file." };

    private static readonly Option<string?> Objective = new("--objective") { Description = "The objective of questions whose tags or category name none." };

    private static readonly Option<string?> Lesson = new("--lesson") { Description = "The lesson of questions whose tags or category name none." };

    private static readonly Option<string?> FileName = new("--file") { Description = "The pool's file in the course's folder or in a module's; or a survey's in a module's, ending in .quiz.md. Default: the bank's name with .pool.md." };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Write over a pool that is there already." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would be written." };

    public static Command Command()
    {
        var command = new Command("import", "Writes questions of another program as a pool into a course's folder.") { Bank, Into, Format, Objective, Lesson, FileName, Replace, DryRun };
        command.SetAction(result => Run(
            new(result.GetValue(Bank)!, result.GetValue(Into)!)
            {
                Format = result.GetValue(Format),
                Objective = result.GetValue(Objective),
                Lesson = result.GetValue(Lesson),
                FileName = result.GetValue(FileName),
                MayReplace = result.GetValue(Replace),
                IsDryRun = result.GetValue(DryRun),
            },
            Console.Out,
            Console.Error));
        return command;
    }

    internal sealed record Wish(string Bank, string Course)
    {
        public string? Format { get; init; }

        public string? Objective { get; init; }

        public string? Lesson { get; init; }

        public string? FileName { get; init; }

        public bool MayReplace { get; init; }

        public bool IsDryRun { get; init; }
    }

    internal static int Run(Wish wish, TextWriter output, TextWriter errors)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");   // as all commands speak
        var texts = new InterfaceTexts();
        if (Refusal(wish) is { } refusal)
        {
            errors.WriteLine(refusal);
            return 1;
        }

        var all = BankFormats.Read(File.ReadAllBytes(wish.Bank), Path.GetFileName(wish.Bank), wish.Format is null ? null : BankFormats.Find(wish.Format));
        if (wish.FileName is null && all.IsSurvey)
        {
            errors.WriteLine($"These are the questions of a survey, and a survey lies in a module. Say where: --file 01-module/opinion{BankPool.SurveyEnding}. Nothing was written.");
            return 1;
        }

        var folder = Path.GetFullPath(wish.Course);
        var isSurvey = wish.FileName?.EndsWith(BankPool.SurveyEnding, StringComparison.Ordinal) == true;
        var ending = isSurvey ? BankPool.SurveyEnding : BankPool.Ending;
        var target = Path.GetFullPath(Path.Combine(folder, wish.FileName ?? Default(wish.Bank)));
        var (root, inside) = ContentRoot.Of(folder);
        using var content = new PhysicalFileProvider(root);
        if (Path.GetDirectoryName(target) is not { } around || !Directory.Exists(around) || ((around != folder || isSurvey) && Path.GetDirectoryName(around) != folder) || !target.EndsWith(ending, StringComparison.Ordinal))
        {
            errors.WriteLine($"A pool lies in the course's folder or in a module's, and its name ends in {BankPool.Ending}; a survey lies in a module's, and ends in {BankPool.SurveyEnding}: {wish.FileName}");
            return 1;
        }

        if (BankCourses.OfFolder(content, inside, Path.GetRelativePath(root, target).Replace('\\', '/')) is not { } course)
        {
            errors.WriteLine($"There is no course in {wish.Course}: no course.md that can be read.");
            return 1;
        }

        if (Unknown(wish, course) is { } unknown)
        {
            errors.WriteLine(unknown);
            return 1;
        }

        if (File.Exists(target) && !wish.MayReplace)
        {
            errors.WriteLine($"{Shown(target)} is there already. Give another name with --file, or write over it with --replace. Nothing was written.");
            return 1;
        }

        var reading = all.Only(isSurvey);
        foreach (var problem in reading.Problems)
        {
            output.WriteLine($"{wish.Bank}{(problem.Part.Length > 0 ? "/" + problem.Part : "")}:{problem.Line}: {(problem.KeepsOut ? "Kept out. " : "")}{problem.Say(texts)} [{problem.Code}]");
        }

        if (reading.ProblemCount > reading.Problems.Count)
        {
            output.WriteLine($"… and {reading.ProblemCount - reading.Problems.Count} more of the kind.");
        }

        if (reading.Items.Count == 0)
        {
            errors.WriteLine("No question could be read. Nothing was written.");
            return 1;
        }

        var words = BankWords.In(course.Language, texts);
        var name = Path.GetFileName(target)[..^ending.Length];
        course = course with { Media = WrittenPool.MediaBeside(target) };
        var pool = isSurvey ? BankPool.WriteSurvey(reading.Items, name, course, words) : BankPool.Write(reading.Items, name, course, new(wish.Objective, wish.Lesson), words);
        if (System.Text.Encoding.UTF8.GetByteCount(pool.Markdown) > Authoring.AddedText.MostBytes)
        {
            errors.WriteLine($"{texts["QuestionBanks.TooMuchText"]} Nothing was written.");
            return 1;
        }

        if (!wish.IsDryRun)
        {
            WrittenPool.Write(target, pool);
        }

        Tell(wish, reading, pool, Shown(target), output);
        return 0;
    }

    private static void Tell(Wish wish, BankReading reading, BankPoolText pool, string target, TextWriter output)
    {
        output.WriteLine(wish.IsDryRun
            ? $"{target}: {Count(reading.Items.Count, "question")} ({reading.Format}) would be written. This was a dry run; nothing was written."
            : $"{target}: written with {Count(reading.Items.Count, "question")} ({reading.Format}).");
        if (pool.Pictures.Count > 0)
        {
            output.WriteLine($"{Count(pool.Pictures.Count, "picture")} {(wish.IsDryRun ? "would lie" : pool.Pictures.Count == 1 ? "lies" : "lie")} beside it: {string.Join(", ", pool.Pictures.Select(picture => picture.Path))}.");
        }

        if (!pool.IsComplete)
        {
            output.WriteLine(
                $"To fill in: {Count(pool.Explanations, "explanation")}, what is said about {Count(pool.Feedback, "option")}, {Count(pool.Rubrics, "rubric")}. “check {Shown(Path.GetFullPath(wish.Course))}” names each with its line.");
        }
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string? Refusal(Wish wish)
    {
        if (!File.Exists(wish.Bank))
        {
            return $"There is no file {wish.Bank}.";
        }

        if (new FileInfo(wish.Bank).Length > BankLimits.Default.MostBytes)
        {
            return $"{wish.Bank} is larger than {BankLimits.Default.MostBytes / 1024 / 1024} MB. Divide it.";
        }

        if (wish.Format is not null && BankFormats.Find(wish.Format) is null)
        {
            return $"There is no format {wish.Format}. Known are: {string.Join(", ", BankFormats.All.Select(f => f.Name))}.";
        }

        return Directory.Exists(wish.Course) ? null : $"There is no folder {wish.Course}.";
    }

    private static string? Unknown(Wish wish, BankCourse course) =>
        wish.Objective is not null && !course.Objectives.Contains(wish.Objective) ? $"The course has no objective {wish.Objective}. It has: {string.Join(", ", course.Objectives.Order(StringComparer.Ordinal))}."
        : wish.Lesson is not null && !course.Lessons.ContainsKey(wish.Lesson) ? $"The course has no lesson {wish.Lesson}. It has: {string.Join(", ", course.Lessons.Keys.Order(StringComparer.Ordinal))}."
        : null;

    private static string Default(string bank) => BankPool.NameOf(Path.GetFileNameWithoutExtension(bank)) + BankPool.Ending;

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
