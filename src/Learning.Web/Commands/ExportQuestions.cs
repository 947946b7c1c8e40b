using System.CommandLine;
using System.Globalization;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.QuestionBanks;
using Learning.Questions;
using Learning.Texts;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary>
/// <c>questions export COURSE QUIZ --format FORMAT --out FILE</c>: writes the questions of a quiz, or all that it may draw, for another program. The course is a folder, or the address of a
/// published one. What the format has no form for is named. Exit code 1 where nothing was written.
/// </summary>
public static class ExportQuestions
{
    private static readonly Argument<string> Course = new("course") { Description = "The folder of a course, or the address of one that is published." };

    private static readonly Argument<string> Quiz = new("quiz") { Description = "The id of a quiz." };

    private static readonly Option<string> Format = new("--format") { Description = $"One of: {string.Join(", ", BankFormats.Written.Select(f => f.Name))}.", Required = true };

    private static readonly Option<string> Out = new("--out") { Description = "The file to write.", Required = true };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Write over a file that is there already." };

    public static Command Command()
    {
        var command = new Command("export", "Writes the questions of a quiz for another program.") { Course, Quiz, Format, Out, Replace };
        command.SetAction((result, cancellation) => RunAsync(
            new(result.GetValue(Course)!, result.GetValue(Quiz)!, result.GetValue(Format)!, result.GetValue(Out)!, result.GetValue(Replace)),
            SitePaths.Find(result.GetValue(Serve.Data), null),
            Console.Out,
            Console.Error,
            cancellation));
        return command;
    }

    internal sealed record Wish(string Course, string Quiz, string Format, string Out, bool MayReplace);

    private sealed record Found(CourseOutline Outline, IReadOnlyDictionary<string, QuizText> Quizzes, IReadOnlyList<Question> Pool, Func<string, MediaFile?> Pictures);

    internal static async Task<int> RunAsync(Wish wish, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");   // as all commands speak
        var texts = new InterfaceTexts();
        if (BankFormats.Written.FirstOrDefault(f => f.Name.Equals(wish.Format, StringComparison.OrdinalIgnoreCase)) is not { } format)
        {
            await errors.WriteLineAsync($"There is no format {wish.Format} to write. Known are: {string.Join(", ", BankFormats.Written.Select(f => f.Name))}.");
            return 1;
        }

        if (File.Exists(wish.Out) && !wish.MayReplace)
        {
            await errors.WriteLineAsync($"{wish.Out} is there already. Give another name, or write over it with --replace. Nothing was written.");
            return 1;
        }

        var course = Directory.Exists(wish.Course) ? await FromFolderAsync(wish.Course, output, errors) : await FromSiteAsync(wish.Course, wish.Quiz, paths, errors, cancellation);
        if (course is null)
        {
            return 1;
        }

        if (!course.Quizzes.TryGetValue(wish.Quiz, out var quiz))
        {
            await errors.WriteLineAsync($"The course has no quiz {wish.Quiz}. It has: {string.Join(", ", course.Quizzes.Keys.Order(StringComparer.Ordinal))}.");
            return 1;
        }

        var title = course.Outline.Activities.First(a => a.Id == wish.Quiz).Title;
        var questions = BankCourses.Of(quiz, course.Pool);
        var written = BankCourses.Write(format, questions, title, course.Outline.Language, BankWords.In(course.Outline.Language, texts), course.Pictures);
        foreach (var problem in written.Problems)
        {
            await output.WriteLineAsync($"{wish.Quiz}, question {problem.Line} ({questions[problem.Line - 1].Id}): {(problem.KeepsOut ? "Left out. " : "")}{problem.Say(texts)} [{problem.Code}]");
        }

        var count = questions.Count - written.Problems.Where(p => p.KeepsOut).DistinctBy(p => p.Line).Count();
        if (count == 0)
        {
            await errors.WriteLineAsync("The format has no form for any of its questions. Nothing was written.");
            return 1;
        }

        await File.WriteAllBytesAsync(wish.Out, written.File, cancellation);
        await output.WriteLineAsync($"{wish.Out}: written with {count} of {questions.Count} questions.");
        if (written.File.Length > BankLimits.Default.MostBytes)
        {
            await output.WriteLineAsync($"It is larger than the {BankLimits.Default.MostBytes / 1024 / 1024} MB that are read here: another program may take it, but to bring it back, its pictures have to be smaller.");
        }

        return 0;
    }

    private static async Task<Found?> FromFolderAsync(string path, TextWriter output, TextWriter errors)
    {
        var (root, inside) = ContentRoot.Of(path);
        using var content = new PhysicalFileProvider(root);
        if (ContentCheck.Run(content, inside) is [{ Draft: { } draft }])
        {
            return new(draft.Outline, draft.Quizzes, draft.Pool, hash => draft.Media.FirstOrDefault(picture => picture.Hash == hash));
        }

        await errors.WriteLineAsync("Nothing was written: the course has to be mended first.");
        Check.Run(path, output, errors);
        return null;
    }

    private static async Task<Found?> FromSiteAsync(string slug, string quiz, SitePaths paths, TextWriter errors, CancellationToken cancellation)
    {
        if (!paths.HasDatabase)
        {
            await errors.WriteLineAsync($"There is no folder {slug}, and no site in {paths.Data} whose course it could be.");
            return null;
        }

        var builder = Serve.Builder(paths);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await app.PrepareAsync(cancellation);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var revisionId = await db.Courses.Where(c => c.Slug == slug).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
        if (revisionId is null)
        {
            await errors.WriteLineAsync($"There is no folder {slug}, and no published course with this address.");
            return null;
        }

        var revision = await scope.ServiceProvider.GetRequiredService<RevisionCache>().GetAsync(db, revisionId.Value, cancellation);
        var quizzes = revision.Activities.Where(a => a.IsQuiz).ToDictionary(a => a.Id, a => revision.Quiz(a.Id));
        var questions = quizzes.TryGetValue(quiz, out var one) ? BankCourses.Of(one, revision.Pool) : [];
        try
        {
            return new(revision.Outline, quizzes, revision.Pool, await BankMedia.ReadAsync(scope.ServiceProvider.GetRequiredService<MediaBytes>(), questions, cancellation));
        }
        catch (MediaStoreException e)
        {
            await errors.WriteLineAsync($"{e.Message} Nothing was written.");
            return null;
        }
    }
}
