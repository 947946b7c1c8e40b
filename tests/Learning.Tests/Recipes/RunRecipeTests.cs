using Learning.Courses;
using Learning.Web.Recipes;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Recipes;

[NeedsDatabase]
public sealed class RunRecipeTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "\"name\"")]
    [InlineData("{\"steps\": []}", "\"name\"")]
    [InlineData("{\"name\": \"x\"}", "no steps")]
    [InlineData("{\"name\": \"x\", \"steps\": []}", "no steps")]
    [InlineData("{\"name\": \"x\", \"steps\": [{}]}", "step 1 has no \"name\"")]
    [InlineData("{\"name\": \"x\", \"steps\": [{\"name\": \"courses\"}]}", "\"paths\"")]
    [InlineData("{\"name\": \"x\", \"steps\": [{\"name\": \"courses\", \"paths\": [\"../../../etc\"]}]}", "no course in")]
    [InlineData("{\"name\": \"x\", \"steps\": [{\"name\": \"themes\", \"site\": \"../secret\"}]}", "no theme")]
    [InlineData("{\"name\": \"x\", \"steps\": [{\"name\": \"Roles\"}]}", "needs \"Roles\"")]
    [InlineData("{\"name\": \"x\", \"steps\": [{\"name\": \"themes\", \"site\": 5}]}", "themes")]
    [InlineData("{\"name\": \"x\", \"steps\": [{\"name\": \"Roles\", \"Roles\": [\"x\"]}]}", "Roles")]
    [InlineData("{\"name\": \"x\", \"steps\": [{\"name\": \"courses\", \"paths\": [1]}]}", "courses")]
    public async Task A_recipe_that_cannot_be_used_says_why(string json, string why)
    {
        var refused = await Assert.ThrowsAsync<RecipeException>(() => Run(json));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_nobody_knows_stops_the_recipe_before_anything_is_done()
    {
        var refused = await Assert.ThrowsAsync<RecipeException>(() => Run(
            "{\"name\": \"x\", \"steps\": [{\"name\": \"settings\", \"SiteName\": \"Changed\"}, {\"name\": \"corses\"}]}"));

        Assert.Contains("\"corses\"", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual("Changed", site.Services.GetRequiredService<SiteSettings>().Name);
    }

    [Fact]
    public async Task A_step_for_the_cms_is_left_out_and_the_rest_is_done()
    {
        await Run("{\"name\": \"x\", \"steps\": [{\"name\": \"feature\", \"enable\": [\"A\"]}, {\"name\": \"settings\", \"SiteName\": \"Named by a recipe\"}]}");

        Assert.Equal("Named by a recipe", site.Services.GetRequiredService<SiteSettings>().Name);
    }

    [Fact]
    public async Task The_recipe_of_the_project_sets_a_site_up_and_may_be_repeated()
    {
        var path = Path.Combine(Repository.Root, "content", "recipes", "learning.recipe.json");

        await site.With<RunRecipe, int>(async run =>
        {
            await run.RunAsync(path, Cancellation);
            await run.RunAsync(path, Cancellation);
            return 0;
        });

        Assert.Equal(1, await site.Db(db => db.Revisions.CountAsync(r => r.CourseId == "right-to-social-security", Cancellation)));
    }

    private async Task<int> Run(string json)
    {
        var folder = Path.Combine(site.Paths.Data, "recipes");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.recipe.json");
        await File.WriteAllTextAsync(path, json, Cancellation);
        return await site.With<RunRecipe, int>(async run =>
        {
            await run.RunAsync(path, Cancellation);
            return 0;
        });
    }
}
