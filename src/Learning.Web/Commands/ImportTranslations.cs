using System.CommandLine;
using Learning.Authoring;
using Learning.Authoring.Translations.Exchange;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary>
/// <c>translations import FILE.xlf [--into CONTENT]</c>: writes a translation that came back from another program into the course's folder. All of it is read and checked first; then all files are written or none. What was
/// translated from another wording than the course has now is refused by name. Exit code 1 where anything was refused.
/// </summary>
public static class ImportTranslations
{
    private static readonly Argument<string> Returned = new("file") { Description = "A file of XLIFF 2.1 that was exported here." };

    private static readonly Option<string> Into = new("--into") { Description = "The content root.", DefaultValueFactory = _ => "content" };

    private static readonly Option<bool> Partial = new("--partial") { Description = "Take the rest where some pieces are refused." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would be written." };

    public static Command Command()
    {
        var command = new Command("import", "Writes a translation that came back from another program into the course's folder.") { Returned, Into, Partial, DryRun };
        command.SetAction(result => Run(new(result.GetValue(Returned)!, result.GetValue(Into)!, result.GetValue(Partial), result.GetValue(DryRun)), Console.Out, Console.Error));
        return command;
    }

    internal sealed record Wish(string File, string Content, bool IsPartial = false, bool IsDryRun = false);

    internal static int Run(Wish wish, TextWriter output, TextWriter errors)
    {
        if (Refusal(wish) is { } refusal)
        {
            errors.WriteLine(refusal);
            return 1;
        }

        var root = Path.GetFullPath(wish.Content);
        using var content = new PhysicalFileProvider(root);
        var import = ImportTranslation.Run(content, File.ReadAllBytes(wish.File), wish.File, wish.IsPartial);
        foreach (var problem in import.Refused.Concat(import.Faults))
        {
            output.WriteLine(problem.File == wish.File ? problem : problem with { File = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(root, problem.File)) });
        }

        if (import.Faults.Count > 0 || (import.Refused.Count > 0 && !wish.IsPartial))
        {
            errors.WriteLine(import.Faults.Count > 0 ? "Nothing was written." : "Nothing was written. The rest is taken with --partial.");
            return 1;
        }

        if (!wish.IsDryRun)
        {
            Write(root, import.Files);
        }

        Tell(import, wish, output);
        return import.Refused.Count > 0 ? 1 : 0;
    }

    private static void Tell(TranslationImport import, Wish wish, TextWriter output)
    {
        foreach (var path in import.Files.Keys)
        {
            output.WriteLine(Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(wish.Content, path)));
        }

        var (changed, confirmed, untranslated) = import.Pieces;
        output.WriteLine($"{(import.Files.Count == 1 ? "1 file" : $"{import.Files.Count} files")}{(wish.IsDryRun ? " would be" : "")} written into “{import.Language}”. Pieces: {changed} changed, {confirmed} looked at again, {untranslated} not translated yet.");
    }

    private static string? Refusal(Wish wish) =>
        !File.Exists(wish.File) ? $"There is no file {wish.File}."
        : new FileInfo(wish.File).Length > TranslationImport.MostBytes ? $"{wish.File} is larger than 16 MB. Divide it: a file may hold some of the pages."
        : Directory.Exists(wish.Content) ? null : $"There is no folder {wish.Content}.";

    /// <summary>Each text is written whole beside its place first, so that a full disk leaves what was there.</summary>
    private static void Write(string root, IReadOnlyDictionary<string, string> files)
    {
        var written = new List<(string Temporary, string Place)>();
        try
        {
            foreach (var (path, text) in files)
            {
                var place = Path.Combine(root, path);
                written.Add((place + ".tmp", place));
                File.WriteAllText(place + ".tmp", text);
            }

            written.ForEach(file => File.Move(file.Temporary, file.Place, overwrite: true));
        }
        finally
        {
            written.ForEach(file => File.Delete(file.Temporary));
        }
    }
}
