using System.CommandLine;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Folders;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Commands;

/// <summary>
/// <c>import PATH [--dry-run]</c>: publishes courses from folders of Markdown, or from a zip of them. Shows what changes, by id; importing the same folder twice changes nothing.
/// Nothing is written where <c>check</c> finds a problem. An open draft of the course is named: it began from a revision that is no longer in force then. <c>--draft</c> brings the files into drafts instead (<see cref="ImportDraft"/>).
/// </summary>
public static class Import
{
    private static readonly Argument<string> Path = new("path") { Description = "A folder of courses, one course, or a zip of courses." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only show what would change." };

    private static readonly Option<bool> ToDraft = new("--draft") { Description = "Bring the files into the drafts of the courses instead of publishing them." };

    private static readonly Option<Side?> Conflicts = new("--conflicts") { Description = "With --draft: which side is right where a file was changed in the folder and in the site: folder or site." };

    public static Command Command()
    {
        var command = new Command("import", "Publishes courses from folders of Markdown.") { Path, DryRun, ToDraft, Conflicts };
        command.SetAction((result, cancellation) =>
        {
            var paths = SitePaths.Find(result.GetValue(Serve.Data), null);
            return result.GetValue(ToDraft)
                ? ImportDraft.RunAsync(new(result.GetValue(Path)!, result.GetValue(DryRun), result.GetValue(Conflicts)), paths, Console.Out, Console.Error, cancellation)
                : RunAsync(result.GetValue(Path)!, result.GetValue(DryRun), paths, Console.Out, Console.Error, cancellation);
        });
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
            readings = ContentRoot.Read(path, (content, inside) => ContentCheck.Run(content, inside));
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
        if (dryRun && !paths.HasDatabase)
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

                var code = dryRun ? 0 : await PublishAsync(services.GetRequiredService<PublishCourse>(), drafts, output, errors, cancellation);
                await TellOpenAsync(db, drafts, dryRun, output, cancellation);
                return code;
            },
            cancellation);
    }

    /// <summary>Somebody is changing the course in the site, from a revision that is or would no longer be in force.</summary>
    private static async Task TellOpenAsync(LearningDb db, IReadOnlyList<CourseDraft> courses, bool dryRun, TextWriter output, CancellationToken cancellation)
    {
        var ids = courses.Select(c => c.Outline.Id).ToList();
        var open = await db.Drafts.AsNoTracking().Where(d => d.OpenCourseId != null && ids.Contains(d.CourseId)).OrderBy(d => d.CourseId).ToListAsync(cancellation);
        foreach (var draft in open)
        {
            var number = await db.Courses.Where(c => c.Id == draft.CourseId).Select(c => c.CurrentNumber).SingleOrDefaultAsync(cancellation);
            if (dryRun || number != draft.BaseNumber)
            {
                await output.WriteLineAsync($"{draft.CourseId}: somebody is changing it in the site, in a draft that began from revision {draft.BaseNumber}{(dryRun ? "" : $"; in force is revision {number} now")}. To bring files into that draft instead, use import --draft.");
            }
        }
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
