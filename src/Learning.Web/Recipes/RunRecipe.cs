using System.Text.Json.Nodes;

namespace Learning.Web.Recipes;

/// <summary>One kind of step this host knows.</summary>
public interface IRecipeStep
{
    string Name { get; }

    /// <exception cref="RecipeException">The step cannot be run as written.</exception>
    Task RunAsync(JsonObject step, Recipe recipe, CancellationToken cancellation);
}

/// <summary>
/// Runs a recipe's steps in order. All names are looked at first: a name neither this host nor Orchard Core knows stops the recipe before anything is
/// done; a step only the CMS can carry out is left out, and said to be.
/// </summary>
public sealed class RunRecipe(IEnumerable<IRecipeStep> steps, ILogger<RunRecipe> log)
{
    /// <summary>Steps of Orchard Core 3 that have no meaning without the CMS.</summary>
    private static readonly HashSet<string> OfTheCms = new(StringComparer.OrdinalIgnoreCase)
    {
        "feature", "ContentDefinition", "ReplaceContentDefinition", "DeleteContentDefinition", "content", "media", "MediaProfiles", "Users", "CreateOrUpdateIndexProfile", "ResetIndex",
        "RebuildIndex", "lucene-index", "lucene-index-reset", "lucene-index-rebuild", "Queries", "AdminMenu", "Templates", "AdminTemplates", "layers", "WorkflowType", "deployment",
        "custom-settings", "custom-user-settings", "Placements", "ShortcodeTemplates", "Sitemaps", "UrlRewriting", "FeatureProfiles", "Command", "Translations", "OpenIdApplication",
        "OpenIdScope",
    };

    /// <exception cref="RecipeException">Something in the recipe has to be mended.</exception>
    public async Task RunAsync(string path, CancellationToken cancellation)
    {
        var recipe = await Recipe.ReadAsync(path, cancellation);
        var known = steps.ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);
        var names = recipe.Steps.Select(step => Recipe.StepName(step)!).ToArray();
        var unknown = names.Where(name => !known.ContainsKey(name) && !OfTheCms.Contains(name)).Distinct().ToArray();
        if (unknown.Length > 0)
        {
            throw new RecipeException($"{path}: nobody knows the step \"{string.Join("\", \"", unknown)}\". This host knows {string.Join(", ", known.Keys.Order())}. Nothing was done.");
        }

        foreach (var (step, name) in recipe.Steps.Zip(names))
        {
            if (known.TryGetValue(name, out var runner))
            {
                await RunAsync(runner, step, recipe, cancellation);
            }
            else
            {
                log.LogWarning("Recipe {Recipe}: the step \"{Step}\" is for Orchard Core and was left out here.", recipe.Name, name);
            }
        }
    }

    private static async Task RunAsync(IRecipeStep runner, JsonObject step, Recipe recipe, CancellationToken cancellation)
    {
        try
        {
            await runner.RunAsync(step, recipe, cancellation);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or Learning.Courses.SlugTakenException or Learning.Courses.MediaStoreException)
        {
            // A number where a text belongs, a media store that is away, and the like.
            throw new RecipeException($"The step {runner.Name} of the recipe {recipe.Name} could not be run: {e.Message}");
        }
    }
}
