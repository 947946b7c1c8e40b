using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Folders;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Commands;

/// <summary>
/// <c>import --draft PATH [--conflicts folder|site] [--dry-run]</c>: brings the files of courses into their drafts instead of publishing them. What somebody changed in the site meanwhile is put together with the folder, or named: then
/// nothing is written until <c>--conflicts</c> says which side is right.
/// </summary>
internal static class ImportDraft
{
    /// <summary>Who a draft says it was changed by.</summary>
    private const string By = "import";

    internal sealed record Wish(string Path, bool IsDryRun = false, Side? Conflicts = null);

    public static async Task<int> RunAsync(Wish wish, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!Directory.Exists(wish.Path) && !File.Exists(wish.Path))
        {
            await errors.WriteLineAsync($"There is no folder or zip {wish.Path}.");
            return 1;
        }

        IReadOnlyList<FolderFiles> folders;
        try
        {
            folders = ContentRoot.Read(wish.Path, FolderFiles.Below);
        }
        catch (UnfitArchiveException e)
        {
            await errors.WriteLineAsync($"{e.Message} Nothing was written.");
            return 1;
        }

        if (folders.Count == 0 || folders.Any(f => f.Faults.Count > 0))
        {
            await errors.WriteLineAsync(folders.Count == 0 ? $"There is no course in {wish.Path}." : "Nothing was written: nobody could go on working on these files.");
            foreach (var fault in folders.SelectMany(f => f.Faults))
            {
                await output.WriteLineAsync(fault.ToString());
            }

            return 1;
        }

        return await OnSite.RunAsync(paths, errors, services => BringAsync(services, folders, wish, output, errors, cancellation), cancellation);
    }

    /// <summary>All plans first: one that needs a choice keeps the others from being written too.</summary>
    private static async Task<int> BringAsync(IServiceProvider services, IReadOnlyList<FolderFiles> folders, Wish wish, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var bring = services.GetRequiredService<BringFolder>();
        var plans = new List<FolderPlan>();
        foreach (var folder in folders)
        {
            if (await DraftOfAsync(services, folder, cancellation) is not { } draft)
            {
                await errors.WriteLineAsync($"{folder.CourseId}: its address “{folder.Slug}” is taken by another course, or it was published before its files were kept. Nothing was written.");
                return 1;
            }

            var plan = await bring.PlanAsync(draft, folder, cancellation);
            await TellAsync(plan, output);
            plans.Add(plan);
        }

        if (wish.IsDryRun)
        {
            await output.WriteLineAsync("This was a dry run; no file was written.");
            return 0;
        }

        if (wish.Conflicts is null && plans.Any(p => p.Conflicts.Count > 0))
        {
            await errors.WriteLineAsync("Nothing was written: the files marked with ! were changed in the folder and in the site. Say which side is right with --conflicts folder or --conflicts site, or choose file by file at /drafts/files.");
            return 1;
        }

        foreach (var plan in plans)
        {
            var written = await bring.WriteAsync(plan, _ => wish.Conflicts ?? Side.Site, By, cancellation);
            if (written.As != WrittenAs.Kept)
            {
                await errors.WriteLineAsync($"{plan.Draft.CourseId}: {(written.As == WrittenAs.Misplaced ? "a file has a name or a place that a course cannot have" : "somebody changed the draft at this moment; run it again")}. Nothing was written.");
                return 1;
            }

            var count = plan.Files.Count + (wish.Conflicts == Side.Folder ? plan.Conflicts.Count : 0);
            await output.WriteLineAsync($"{plan.Draft.CourseId}: {(count == 1 ? "1 file" : $"{count} files")} brought into its draft, /drafts/{plan.Draft.Id}.");
        }

        return 0;
    }

    private static async Task<Draft?> DraftOfAsync(IServiceProvider services, FolderFiles folder, CancellationToken cancellation)
    {
        var begin = services.GetRequiredService<BeginDraft>();
        var slug = await services.GetRequiredService<LearningDb>().Courses.Where(c => c.Id == folder.CourseId).Select(c => c.Slug).SingleOrDefaultAsync(cancellation);
        return slug is not null ? await begin.OfCourseAsync(slug, By, cancellation)
            : folder.Slug.Length > 0 ? await begin.OfNewCourseAsync(folder.CourseId, folder.Slug, By, cancellation) : null;
    }

    private static async Task TellAsync(FolderPlan plan, TextWriter output)
    {
        await output.WriteLineAsync($"{plan.Draft.CourseId}: {(plan.FromNumber > 0 ? $"compared with revision {plan.FromNumber}, which the files came from" : "nobody knows which revision the files came from")}.");
        foreach (var file in plan.Files.Concat(plan.Conflicts).OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"{file.Fate switch { FileFate.Added => "+", FileFate.Removed => "-", FileFate.Merged => "±", FileFate.Conflict => "!", _ => "~" }} {file.Path}");
        }

        foreach (var change in plan.Changes)
        {
            await output.WriteLineAsync($"  {change}");
        }

        foreach (var (id, learners) in plan.Dropped)
        {
            await output.WriteLineAsync($"  {id} would be gone, and {(learners == 1 ? "1 learner has" : $"{learners} learners have")} results on it.");
        }

        foreach (var problem in plan.Problems)
        {
            await output.WriteLineAsync(problem.ToString());
        }

        if (plan.Files.Count + plan.Conflicts.Count == 0)
        {
            await output.WriteLineAsync($"{plan.Draft.CourseId}: nothing would change.");
        }
    }
}
