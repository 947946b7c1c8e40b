using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace Learning.OrchardCore.Recipes;

/// <summary>
/// Orchard passes over a step that nobody knows. A step that was surely meant to be ours, one or two letters off, is an error instead: a site would come up without its courses.
/// </summary>
public sealed class MisspeltStep : IRecipeStepHandler
{
    private const int MostLettersOff = 2;

    public Task ExecuteAsync(RecipeExecutionContext context)
    {
        if (LettersOff(context.Name.Trim().ToLowerInvariant(), CoursesStep.Name) is var off && off <= MostLettersOff && !context.Name.Equals(CoursesStep.Name, StringComparison.OrdinalIgnoreCase))
        {
            context.Errors.Add($"Nobody knows the step \"{context.Name}\". The step that publishes courses is called \"{CoursesStep.Name}\".");
        }

        return Task.CompletedTask;
    }

    /// <summary>How many letters have to be put in, taken out or changed (Levenshtein's distance).</summary>
    private static int LettersOff(string given, string meant)
    {
        var row = Enumerable.Range(0, meant.Length + 1).ToArray();
        for (var i = 1; i <= given.Length; i++)
        {
            var (before, diagonal) = (i, row[0]);
            row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                var changed = diagonal + (given[i - 1] == meant[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = before = Math.Min(changed, Math.Min(diagonal, before) + 1);
            }
        }

        return row[^1];
    }
}
