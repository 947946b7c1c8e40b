using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace Learning.OrchardCore.Recipes;

/// <summary>Orchard passes over a step that nobody knows. A step that was surely meant to be ours is an error instead: a site would come up without its courses.</summary>
public sealed class MisspeltStep : IRecipeStepHandler
{
    private static readonly HashSet<string> Near = new(StringComparer.OrdinalIgnoreCase) { "course", "corses", "coures", "couses", "cources", "courses ", " courses" };

    public Task ExecuteAsync(RecipeExecutionContext context)
    {
        if (Near.Contains(context.Name))
        {
            context.Errors.Add($"Nobody knows the step \"{context.Name}\". The step that publishes courses is called \"{CoursesStep.Name}\".");
        }

        return Task.CompletedTask;
    }
}
