using System.CommandLine;
using Learning.Authoring;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary><c>check [PATH]</c>: says what is wrong with courses, as file:line:column, reason, remedy. Exit code 1 where there is anything.</summary>
public static class Check
{
    private static readonly Argument<string> Path = new("path")
    {
        Description = "A folder of courses, one course, or a file in a course.",
        DefaultValueFactory = _ => "content",
    };

    public static Command Command()
    {
        var command = new Command("check", "Checks courses and says what to mend.") { Path };
        command.SetAction(result => Run(result.GetValue(Path)!, Console.Out, Console.Error));
        return command;
    }

    internal static int Run(string path, TextWriter output, TextWriter errors)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            errors.WriteLine($"There is no file or folder {path}.");
            return 1;
        }

        var (root, inside) = ContentRoot.Of(path);
        using var content = new PhysicalFileProvider(root);
        var readings = ContentCheck.Run(content, inside);
        var problems = readings.SelectMany(r => r.Problems).ToArray();
        foreach (var problem in problems)
        {
            output.WriteLine(problem with { File = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), System.IO.Path.Combine(root, problem.File)) });
        }

        if (problems.Length > 0)
        {
            output.WriteLine(problems.Length == 1 ? "1 problem." : $"{problems.Length} problems.");
            return 1;
        }

        if (readings.Count == 0)
        {
            errors.WriteLine($"There is no course in {path}: no folder with a course.md.");
            return 1;
        }

        foreach (var outline in readings.Select(r => r.Draft!.Outline))
        {
            output.WriteLine(
                $"{outline.Id}: {outline.Modules.Count} modules, {outline.Activities.Count(a => !a.IsQuiz)} lessons, "
                + $"{outline.Activities.Count(a => a.IsQuiz)} quizzes, {outline.Minutes} minutes. Nothing to mend.");
        }

        return 0;
    }
}
