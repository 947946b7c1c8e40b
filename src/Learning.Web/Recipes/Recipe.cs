using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learning.Web.Recipes;

/// <summary>A recipe in Orchard Core's schema: a name and steps, each a JSON object with a name. Comments and trailing commas are allowed.</summary>
public sealed record Recipe(string Name, string Folder, IReadOnlyList<JsonObject> Steps)
{
    private const long Largest = 4 * 1024 * 1024;

    /// <exception cref="RecipeException">The file cannot be used; says why.</exception>
    public static async Task<Recipe> ReadAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new RecipeException($"There is no recipe at {path}.");
        }

        if (new FileInfo(path).Length > Largest)
        {
            throw new RecipeException($"{path} is larger than 4 MB. A recipe points to files; it does not hold them.");
        }

        JsonNode? root;
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            root = JsonNode.Parse(await File.ReadAllTextAsync(path, cancellation), documentOptions: options);
        }
        catch (JsonException e)
        {
            throw new RecipeException($"{path}({e.LineNumber + 1},{e.BytePositionInLine + 1}): this is not JSON: {e.Message}");
        }

        if (root is not JsonObject recipe || recipe["name"] is not JsonValue name || !name.TryGetValue(out string? title) || title.Length == 0)
        {
            throw new RecipeException($"{path}: a recipe is a JSON object with a \"name\".");
        }

        if (recipe["steps"] is not JsonArray { Count: > 0 } steps)
        {
            throw new RecipeException($"{path}: the recipe has no steps. Give it \"steps\": [ … ] with at least one.");
        }

        var objects = steps.Select((step, place) => step is JsonObject one && StepName(one) is not null
            ? one
            : throw new RecipeException($"{path}: step {place + 1} has no \"name\".")).ToArray();
        return new(title, Path.GetDirectoryName(Path.GetFullPath(path))!, objects);
    }

    public static string? StepName(JsonObject step) => step["name"] is JsonValue value && value.TryGetValue(out string? name) && name.Length > 0 ? name : null;
}

/// <summary>A recipe that cannot be used or a step that failed; the message says where and how to mend it.</summary>
public sealed class RecipeException(string message) : Exception(message);
