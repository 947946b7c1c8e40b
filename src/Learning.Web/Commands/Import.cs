using System.CommandLine;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Web.Site;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary>
/// <c>import PATH [--dry-run]</c>: publishes courses from folders of Markdown, or from a zip of them. Shows what changes, by id; importing the same folder twice changes nothing.
/// Nothing is written where <c>check</c> finds a problem.
/// </summary>
public static class Import
{
    private static readonly Argument<string> Path = new("path") { Description = "A folder of courses, one course, or a zip of courses." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only show what would change." };

    public static Command Command()
    {
        var command = new Command("import", "Publishes courses from folders of Markdown.") { Path, DryRun };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(Path)!, result.GetValue(DryRun), SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(string path, bool dryRun, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            await errors.WriteLineAsync($"There is no folder or zip {path}.");
            return 1;
        }

        IReadOnlyList<CourseReading> readings;
        try
        {
            readings = Read(path);
        }
        catch (UnfitArchiveException e)
        {
            await errors.WriteLineAsync($"{e.Message} Nothing was imported.");
            return 1;
        }

        if (readings.Count == 0 || readings.Any(r => r.Draft is null))
        {
            await errors.WriteLineAsync("Nothing was imported: the course has to be mended first.");
            foreach (var problem in readings.SelectMany(r => r.Problems))
            {
                await output.WriteLineAsync(problem.ToString());
            }

            return 1;
        }

        var drafts = readings.Select(r => r.Draft!).ToArray();
        if (dryRun && !File.Exists(paths.Database))
        {
            // Nothing is there to compare with, and a dry run makes nothing.
            foreach (var draft in drafts)
            {
                await TellAsync(draft, CourseDiff.AgainstNothing(draft), dryRun, output);
            }

            return 0;
        }

        return await OnSite.RunAsync(
            paths,
            errors,
            async services =>
            {
                var db = services.GetRequiredService<LearningDb>();
                foreach (var draft in drafts)
                {
                    await TellAsync(draft, await CourseDiff.AgainstCurrentAsync(db, draft, cancellation), dryRun, output);
                }

                return dryRun ? 0 : await PublishAsync(services.GetRequiredService<PublishCourse>(), drafts, output, errors, cancellation);
            },
            cancellation);
    }

    private static IReadOnlyList<CourseReading> Read(string path)
    {
        if (!Directory.Exists(path))
        {
            if (new FileInfo(path).Length > CourseArchive.MostBytes)
            {
                throw new UnfitArchiveException($"The zip is larger than {CourseArchive.MostBytes / 1024 / 1024} MB.");
            }

            using var zip = File.OpenRead(path);
            return ContentCheck.Run(CourseArchive.Read(zip), "");
        }

        var (root, inside) = ContentRoot.Of(path);
        using var content = new PhysicalFileProvider(root);
        return ContentCheck.Run(content, inside);
    }

    private static async Task TellAsync(CourseDraft draft, IReadOnlyList<CourseChange> changes, bool dryRun, TextWriter output)
    {
        foreach (var change in changes)
        {
            await output.WriteLineAsync(change.ToString());
        }

        if (dryRun)
        {
            await output.WriteLineAsync(changes.Count == 0
                ? $"{draft.Outline.Id}: nothing would change."
                : $"{draft.Outline.Id}: {changes.Count} changes would be published. This was a dry run; nothing was written.");
        }
    }

    /// <summary>All or none: a course whose address is taken keeps the others from being published too.</summary>
    private static async Task<int> PublishAsync(
        PublishCourse publish, IReadOnlyList<CourseDraft> drafts, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            foreach (var published in await publish.PublishAsync(drafts, cancellation))
            {
                await output.WriteLineAsync(published.IsNew
                    ? $"{published.CourseId}: published as revision {published.Number}."
                    : $"{published.CourseId}: nothing changed; revision {published.Number} stays in force.");
            }

            return 0;
        }
        catch (SlugTakenException e)
        {
            await errors.WriteLineAsync($"{e.Message} Nothing was imported.");
            return 1;
        }
    }
}
