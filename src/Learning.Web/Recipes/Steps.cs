using System.Text.Json.Nodes;
using Learning.Authoring;
using Learning.Courses;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Recipes;

/// <summary><c>{"name": "settings", "SiteName": "…"}</c>. Other settings of Orchard's are kept for it and mean nothing here.</summary>
public sealed class SettingsStep(SiteSettings settings) : IRecipeStep
{
    public string Name => "settings";

    public async Task RunAsync(JsonObject step, Recipe recipe, CancellationToken cancellation)
    {
        if (step[SiteSetting.SiteName] is JsonValue value && value.TryGetValue(out string? name) && name.Length > 0)
        {
            await settings.WriteAsync(SiteSetting.SiteName, name, cancellation);
        }
    }
}

/// <summary><c>{"name": "Roles", "Roles": [{"Name": "Learner"}]}</c>. Permissions are Orchard's; here policies are tied to roles in code.</summary>
public sealed class RolesStep(RoleManager<IdentityRole> roles) : IRecipeStep
{
    public string Name => "Roles";

    public async Task RunAsync(JsonObject step, Recipe recipe, CancellationToken cancellation)
    {
        foreach (var role in step["Roles"] as JsonArray ?? throw new RecipeException("The step Roles needs \"Roles\": [ { \"Name\": … } ]."))
        {
            var name = role?["Name"]?.GetValue<string>() ?? throw new RecipeException("Each role in the step Roles needs a \"Name\".");
            if (!await roles.RoleExistsAsync(name))
            {
                await roles.CreateAsync(new IdentityRole(name));
            }
        }
    }
}

/// <summary><c>{"name": "themes", "site": "standard"}</c>: the theme's folder under themes/.</summary>
public sealed class ThemesStep(SiteSettings settings, SitePaths paths) : IRecipeStep
{
    public string Name => "themes";

    public async Task RunAsync(JsonObject step, Recipe recipe, CancellationToken cancellation)
    {
        var theme = step["site"]?.GetValue<string>();
        if (theme is null or "standard")
        {
            return;
        }

        if (theme.AsSpan().ContainsAny('/', '\\', '.') || !Directory.Exists(Path.Combine(paths.Themes, theme)))
        {
            throw new RecipeException($"There is no theme \"{theme}\" in {paths.Themes}.");
        }

        await settings.WriteAsync(SiteSetting.Theme, theme, cancellation);
    }
}

/// <summary><c>{"name": "courses", "paths": ["../courses/right-to-social-security"]}</c>: folders of Markdown, as seen from the recipe.</summary>
public sealed class CoursesStep(PublishCourse publish, ILogger<CoursesStep> log) : IRecipeStep
{
    public string Name => "courses";

    public async Task RunAsync(JsonObject step, Recipe recipe, CancellationToken cancellation)
    {
        var paths = (step["paths"] as JsonArray)?.Select(p => p?.GetValue<string>() ?? "").ToArray();
        if (paths is not { Length: > 0 })
        {
            throw new RecipeException("The step courses needs \"paths\": [ … ], folders as seen from the recipe.");
        }

        // The recipe lies in content/recipes; glossary and sources lie beside the courses.
        var root = Path.GetFullPath(Path.Combine(recipe.Folder, ".."));
        using var content = new PhysicalFileProvider(root);
        var drafts = paths.Select(path => Read(content, root, Path.GetFullPath(Path.Combine(recipe.Folder, path)))).ToArray();
        foreach (var published in await publish.PublishAsync(drafts, cancellation))
        {
            log.LogInformation("Published {Course}, revision {Number}.", published.CourseId, published.Number);
        }
    }

    private static CourseDraft Read(PhysicalFileProvider content, string root, string folder)
    {
        var path = Path.GetRelativePath(root, folder).Replace('\\', '/');
        if (path.StartsWith("..", StringComparison.Ordinal) || !Directory.Exists(folder))
        {
            throw new RecipeException($"The step courses names {folder}, which is not a folder in {root}.");
        }

        var reading = CourseReader.Read(content, path);
        return reading.Draft ?? throw new RecipeException($"The course in {folder} has problems:\n{string.Join('\n', reading.Problems)}");
    }
}

public static class RecipesSetup
{
    public static void AddRecipes(this IServiceCollection services)
    {
        services.AddScoped<RunRecipe>();
        services.AddScoped<IRecipeStep, SettingsStep>();
        services.AddScoped<IRecipeStep, RolesStep>();
        services.AddScoped<IRecipeStep, ThemesStep>();
        services.AddScoped<IRecipeStep, CoursesStep>();
    }
}
