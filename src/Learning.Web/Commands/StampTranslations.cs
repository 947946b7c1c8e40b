using System.CommandLine;
using Learning.Authoring.Translations;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary><c>translations stamp [PATH]</c>: writes into translations which text they were made from. A folder: those that do not say it yet; a file: that one, whatever it says.</summary>
public static class StampTranslations
{
    private static readonly Argument<string> Path = new("path")
    {
        Description = "A folder, for all translations in it that do not say yet what they were made from; or one translation, to say that it fits its source as it is now.",
        DefaultValueFactory = _ => "content",
    };

    public static Command Command()
    {
        var command = new Command("stamp", "Writes into translations which text they were made from.") { Path };
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
        var stamps = TranslationStamp.Run(content, inside);
        foreach (var problem in stamps.SelectMany(s => s.Problems))
        {
            output.WriteLine(problem with { File = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), System.IO.Path.Combine(root, problem.File)) });
        }

        var stamped = stamps.Where(s => s.Text is not null).ToArray();
        foreach (var stamp in stamped)
        {
            File.WriteAllText(System.IO.Path.Combine(root, stamp.Path), stamp.Text);
        }

        output.WriteLine(stamped.Length == 1 ? "1 translation stamped." : $"{stamped.Length} translations stamped.");
        return stamps.Any(s => s.Text is null) ? 1 : 0;
    }
}
