using System.Text.Json.Nodes;
using Learning.Authoring;
using Learning.Courses;
using Learning.OrchardCore.Recipes;
using Learning.OrchardCore.Site;
using OrchardCore.Deployment;

namespace Learning.OrchardCore.Export;

/// <summary>Of a deployment plan: courses with all their files. Empty: every course.</summary>
public sealed class CourseDeploymentStep : DeploymentStep
{
    public CourseDeploymentStep() => Name = "LearningCourses";

    /// <summary>The last parts of their addresses.</summary>
    public string[] Courses { get; set; } = [];
}

/// <summary>Puts the files of courses into the archive of a deployment plan, byte for byte as they were imported, and the recipe step that imports them again.</summary>
public sealed class ExportCourses(TenantDatabase database, Learning.Data.LearningDb db, CourseFiles files) : DeploymentSourceBase<CourseDeploymentStep>
{
    protected override async Task ProcessAsync(CourseDeploymentStep step, DeploymentPlanResult result)
    {
        await database.EnsureAsync();
        var paths = new JsonArray();
        var shared = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var slug in step.Courses.Length > 0 ? step.Courses : [.. db.Courses.Select(c => c.Slug).OrderBy(slug => slug)])
        {
            var exported = await files.ReadAsync(slug, CancellationToken.None);
            if (exported is not { Count: > 0 })
            {
                throw new InvalidOperationException($"The course {slug} has no files to export. Import or publish it once more.");
            }

            var folder = exported.First(f => f.Path.EndsWith("/course.md", StringComparison.Ordinal)).Path[..^"/course.md".Length];
            foreach (var file in exported)
            {
                await result.FileBuilder.SetFileAsync(PlaceOf(file, folder, shared), file.Bytes);
            }

            paths.Add(folder);
        }

        result.Steps.Add(new JsonObject { ["name"] = CoursesStep.Name, ["paths"] = paths });
    }

    /// <summary>A register that another course has otherwise goes into the course's own folder, where its reader looks first.</summary>
    private static string PlaceOf(ContentFile file, string folder, Dictionary<string, byte[]> shared) =>
        file.Path.Contains('/', StringComparison.Ordinal) || (shared.TryAdd(file.Path, file.Bytes) || shared[file.Path].AsSpan().SequenceEqual(file.Bytes)) ? file.Path : $"{folder}/{file.Path}";
}
