using System.CommandLine;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Web.Site;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary>
/// <c>import PATH [--dry-run]</c>: publishes courses from folders of Markdown. Shows what changes, by id; importing the same folder twice changes nothing.
/// Nothing is written where <c>check</c> finds a problem.
/// </summary>
public static class Import
{
    private static readonly Argument<string> Path = new("path") { Description = "A folder of courses, or one course." };

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
        if (!Directory.Exists(path))
        {
            await errors.WriteLineAsync($"There is no folder {path}.");
            return 1;
        }

        var (root, inside) = ContentRoot.Of(path);
        using var content = new PhysicalFileProvider(root);
        var readings = ContentCheck.Run(content, inside);
        if (readings.Count == 0 || readings.Any(r => r.Draft is null))
        {
            await errors.WriteLineAsync("Nothing was imported: the course has to be mended first.");
            Check.Run(path, output, errors);
            return 1;
        }

        var builder = Serve.Builder(paths);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        await app.PrepareAsync(cancellation);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        var publish = scope.ServiceProvider.GetRequiredService<PublishCourse>();
        foreach (var draft in readings.Select(r => r.Draft!))
        {
            var changes = await CourseDiff.AgainstCurrentAsync(db, draft, cancellation);
            foreach (var change in changes)
            {
                await output.WriteLineAsync(change.ToString());
            }

            if (dryRun)
            {
                await output.WriteLineAsync(changes.Count == 0
                    ? $"{draft.Outline.Id}: nothing would change."
                    : $"{draft.Outline.Id}: {changes.Count} changes would be published. This was a dry run; nothing was written.");
                continue;
            }

            try
            {
                var published = await publish.PublishAsync(draft, cancellation);
                await output.WriteLineAsync(published.IsNew
                    ? $"{published.CourseId}: published as revision {published.Number}."
                    : $"{published.CourseId}: nothing changed; revision {published.Number} stays in force.");
            }
            catch (SlugTakenException e)
            {
                await errors.WriteLineAsync(e.Message);
                return 1;
            }
        }

        return 0;
    }
}
