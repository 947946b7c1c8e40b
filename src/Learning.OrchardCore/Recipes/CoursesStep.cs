using System.Text.Json.Nodes;
using Learning.Authoring;
using Learning.Courses;
using Learning.OrchardCore.Site;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace Learning.OrchardCore.Recipes;

/// <summary>
/// <c>{"name": "courses", "paths": ["../courses/right-to-social-security"]}</c>: folders of Markdown as seen from the recipe, in a module or in an archive that is imported. All are published or
/// none. Read here and now: an archive is gone when the import ends.
/// </summary>
public sealed class CoursesStep(TenantDatabase database, PublishCourse publish) : NamedRecipeStepHandler(Name)
{
    public const string Name = "courses";

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
        foreach (var problem in readings.SelectMany(reading => reading.Problems))
        {
            context.Errors.Add(problem.ToString());
        }

        if (context.Errors.Count > 0)
        {
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
}
