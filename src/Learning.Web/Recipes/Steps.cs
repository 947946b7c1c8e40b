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

        // The recipe lies in content/recipes; glossary and sources lie beside the courses. Nothing outside content is read.
        var recipeFolder = new DirectoryInfo(recipe.Folder);
        using var content = new PhysicalFileProvider(recipeFolder.Parent?.FullName ?? recipeFolder.FullName);
        var within = recipeFolder.Parent is null ? "" : recipeFolder.Name;
        var readings = paths.Select(path => RecipeCourses.Read(content, within, path)).ToArray();
        if (readings.FirstOrDefault(reading => reading.Draft is null) is { } unfit)
        {
            throw new RecipeException($"The course in {unfit.Path} has problems:\n{string.Join('\n', unfit.Problems)}");
        }

        foreach (var published in await publish.PublishAsync([.. readings.Select(reading => reading.Draft!)], cancellation))
        {
            log.LogInformation("Published {Course}, revision {Number}.", published.CourseId, published.Number);
        }
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
