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
        var courses = new List<IReadOnlyList<ContentFile>>();
        foreach (var slug in step.Courses.Length > 0 ? step.Courses : [.. db.Courses.Select(c => c.Slug).OrderBy(slug => slug)])
        {
            var exported = await files.ReadAsync(slug, CancellationToken.None);
            courses.Add(exported is { Count: > 0 } ? exported : throw new InvalidOperationException($"The course {slug} has no files to export. Import or publish it once more."));
        }

        foreach (var file in CourseArchive.Together(courses))
        {
            await result.FileBuilder.SetFileAsync(file.Path, file.Bytes);
        }

        var paths = new JsonArray([.. courses.Select(course => (JsonNode)CourseArchive.FolderOf(course))]);
        result.Steps.Add(new JsonObject { ["name"] = CoursesStep.Name, ["paths"] = paths });
    }
}
