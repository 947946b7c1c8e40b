using System.CommandLine;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Commands;

/// <summary>
/// <c>export COURSE… --to FOLDER</c> or <c>--zip FILE</c>: the Markdown and pictures of courses as they are in force, byte for byte as they were imported. A folder that holds other files keeps them; one of a course that is no longer part of it
/// is named. With <c>--draft</c> the files are those of their open drafts. The zip has a recipe that imports them again, here and in Orchard Core.
/// </summary>
public static class ExportCourse
{
    private static readonly Argument<string[]> Courses = new("course") { Description = "Addresses of courses, as in /courses/ADDRESS; without any, all of them.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string?> To = new("--to") { Description = "The folder to write into, which then can be imported again." };

    private static readonly Option<bool> OfDraft = new("--draft") { Description = "The files as they are in the open drafts of the courses." };

    private static readonly Option<string?> Zip = new("--zip") { Description = "The zip to write." };

    public static Command Command()
    {
        var command = new Command("export", "Writes courses as folders of Markdown, or as a zip.") { Courses, To, Zip, OfDraft };
        command.SetAction((result, cancellation) => RunAsync(
            new(result.GetValue(Courses) ?? [], result.GetValue(To), result.GetValue(Zip), result.GetValue(OfDraft)), SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        return command;
    }

    internal sealed record Wish(string[] Courses, string? To, string? Zip, bool IsOfDraft = false);

    internal static Task<int> RunAsync(string[] courses, string? to, string? zip, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation) => RunAsync(new(courses, to, zip), paths, output, errors, cancellation);

    internal static async Task<int> RunAsync(Wish wish, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var (courses, to, zip, isOfDraft) = wish;
        if ((to is null) == (zip is null))
        {
            await errors.WriteLineAsync("Name either a folder (--to) or a zip (--zip).");
            return 1;
        }

        if (!paths.HasDatabase)
        {
            await errors.WriteLineAsync($"There is no site in {paths.Data}. Name its data folder with --data.");
            return 1;
        }

        return await OnSite.RunAsync(
            paths,
            errors,
            async services =>
            {
                var db = services.GetRequiredService<LearningDb>();
                var read = new List<IReadOnlyList<ContentFile>>();
                var all = isOfDraft ? db.Drafts.Where(d => d.OpenCourseId != null).Select(d => d.Slug) : db.Courses.Select(c => c.Slug);
                foreach (var slug in courses.Length > 0 ? courses : [.. await all.OrderBy(s => s).ToListAsync(cancellation)])
                {
                    if (isOfDraft)
                    {
                        if (await DraftAsync(services, slug, cancellation) is not { } draft)
                        {
                            await errors.WriteLineAsync($"Nobody is changing a course {slug} in the site. Nothing was written.");
                            return 1;
                        }

                        read.Add(draft);
                        continue;
                    }

                    var files = await services.GetRequiredService<CourseFiles>().ReadAsync(slug, cancellation);
                    if (files is not { Count: > 0 })
                    {
                        await errors.WriteLineAsync(files is null ? $"There is no course {slug}. Nothing was written." : $"The course {slug} was published before its files were kept: import it once more. Nothing was written.");
                        return 1;
                    }

                    read.Add(files);
                }

                if (zip is not null)
                {
                    await File.WriteAllBytesAsync(zip, CourseArchive.Write(read), cancellation);
                    await output.WriteLineAsync(read.Count == 1 ? $"1 course written to {zip}." : $"{read.Count} courses written to {zip}.");
                    return 0;
                }

                await WriteAsync(read, to!, output, cancellation);
                return 0;
            },
            cancellation);
    }

    /// <summary>Null where no draft is open, or has no course.md yet.</summary>
    private static async Task<IReadOnlyList<ContentFile>?> DraftAsync(IServiceProvider services, string slug, CancellationToken cancellation)
    {
        var id = await services.GetRequiredService<LearningDb>().Drafts.Where(d => d.OpenCourseId != null && d.Slug == slug).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellation);
        var folder = id is { } draft ? await services.GetRequiredService<ReadDraft>().ReadAsync(draft, cancellation) : null;
        return folder is null || !folder.Files.ContainsKey($"{folder.Course}/course.md") ? null : [.. folder.Files.Values.Select(f => new ContentFile(f.Path, f.Bytes))];
    }

    private static async Task WriteAsync(IReadOnlyList<IReadOnlyList<ContentFile>> courses, string folder, TextWriter output, CancellationToken cancellation)
    {
        var files = CourseArchive.Together(courses);
        var written = 0;
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            if (File.Exists(path) && (await File.ReadAllBytesAsync(path, cancellation)).AsSpan().SequenceEqual(file.Bytes))
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Bytes, cancellation);
            written++;
        }

        var known = files.Select(f => Path.GetFullPath(Path.Combine(folder, f.Path))).ToHashSet(StringComparer.Ordinal);
        foreach (var other in courses.Select(c => Path.Combine(folder, CourseArchive.FolderOf(c))).SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Where(f => !known.Contains(Path.GetFullPath(f))))
        {
            await output.WriteLineAsync($"Not in the course any more, and left: {other}");
        }

        await output.WriteLineAsync($"{files.Count} files, {written} of them written.");
    }
}
