using System.Text.Json.Nodes;
using Learning.Authoring;
using Learning.Courses;
using Learning.OrchardCore.Site;
using Microsoft.Extensions.Logging;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace Learning.OrchardCore.Recipes;

/// <summary>
/// <c>{"name": "courses", "paths": ["../courses/right-to-social-security"]}</c>: folders of Markdown as seen from the recipe, in a module or in an archive that is imported. All are published or
/// none. Read here and now: an archive is gone when the import ends.
/// </summary>
public sealed partial class CoursesStep(TenantDatabase database, PublishCourse publish, ILogger<CoursesStep> log) : NamedRecipeStepHandler(Name)
{
    public const string Name = "courses";

    /// <summary>The admin shows a failed import in a notification, which travels in a cookie of four kilobytes.</summary>
    private const int MostNamed = 5;

    protected override async Task HandleAsync(RecipeExecutionContext context)
    {
        var paths = (context.Step["paths"] as JsonArray)?.Select(path => path is JsonValue value && value.TryGetValue(out string? text) ? text : "").ToArray();
        if (paths is not { Length: > 0 })
        {
            context.Errors.Add("The step courses needs \"paths\": [ … ], folders as seen from the recipe.");
            return;
        }

        var recipe = context.RecipeDescriptor;
        var readings = paths.Select(path => RecipeCourses.Read(recipe.FileProvider, recipe.BasePath ?? "", path)).ToArray();
        var problems = readings.SelectMany(reading => reading.Problems).ToArray();
        if (problems.Length > 0)
        {
            Say(problems, context.Errors);
            return;
        }

        await database.EnsureAsync();   // a setup recipe comes here before the tenant has been started
        try
        {
            await publish.PublishAsync([.. readings.Select(reading => reading.Draft!)], CancellationToken.None);
        }
        catch (SlugTakenException e)
        {
            context.Errors.Add(e.Message);
        }
    }

    private void Say(IReadOnlyList<Problem> problems, IList<string> errors)
    {
        foreach (var problem in problems)
        {
            Mend(log, problem);
        }

        foreach (var problem in problems.Take(MostNamed))
        {
            errors.Add(problem.ToString());
        }

        if (problems.Count > MostNamed)
        {
            errors.Add($"And {problems.Count - MostNamed} more: the log has them all.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A course of a recipe has to be mended: {Problem}")]
    private static partial void Mend(ILogger log, Problem problem);
}
