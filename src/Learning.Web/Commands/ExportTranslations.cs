using System.CommandLine;
using Learning.Authoring.Translations.Exchange;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary><c>translations export COURSE-FOLDER --language fr --out FILE.xlf</c>: writes a course for translating in another program, as XLIFF 2.1. Exit code 1 where nothing was written.</summary>
public static class ExportTranslations
{
    private static readonly Argument<string> Course = new("course") { Description = "The folder of a course." };

    private static readonly Option<string> Language = new("--language") { Description = "The language to translate into: fr, es, ar.", Required = true };

    private static readonly Option<string> Out = new("--out") { Description = "The file to write, ending in .xlf.", Required = true };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Write over a file that is there already." };

    public static Command Command()
    {
        var command = new Command("export", "Writes a course for translating in another program, as XLIFF 2.1.") { Course, Language, Out, Replace };
        command.SetAction(result => Run(new(result.GetValue(Course)!, result.GetValue(Language)!, result.GetValue(Out)!, result.GetValue(Replace)), Console.Out, Console.Error));
        return command;
    }

    internal sealed record Wish(string Course, string Language, string Out, bool MayReplace = false);

    internal static int Run(Wish wish, TextWriter output, TextWriter errors)
    {
        if (!File.Exists(Path.Combine(wish.Course, "course.md")))
        {
            errors.WriteLine($"There is no course in {wish.Course}: no folder with a course.md.");
            return 1;
        }

        if (File.Exists(wish.Out) && !wish.MayReplace)
        {
            errors.WriteLine($"{wish.Out} is there already. Give another name, or write over it with --replace. Nothing was written.");
            return 1;
        }

        var (root, inside) = ContentRoot.Of(wish.Course);
        using var content = new PhysicalFileProvider(root);
        var export = ExportTranslation.Run(content, inside, wish.Language);
        foreach (var problem in export.Problems)
        {
            output.WriteLine(problem with { File = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(root, problem.File)) });
        }

        if (export.Document is null)
        {
            errors.WriteLine("Nothing was written: the course has to be mended first.");
            return 1;
        }

        File.WriteAllBytes(wish.Out, export.Document);
        output.WriteLine($"{wish.Out}: written. Pieces: {export.Count.Current} translated, {export.Count.Stale} changed since, {export.Count.Missing} to be translated.");
        return 0;
    }
}
