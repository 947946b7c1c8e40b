using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.OrchardCore.Tests;

/// <summary>What the recipe step does with what people give it.</summary>
public sealed class RecipeTests(OrchardSite site) : IClassFixture<OrchardSite>
{
    [Fact]
    public async Task A_course_with_problems_is_refused_with_each_of_them_and_nothing_of_the_recipe_is_published()
    {
        var course = new SmallCourse();
        course.Files["courses/strike-fund/01-first/01-why.md"] = course.Files["courses/strike-fund/01-first/01-why.md"].Replace("minutes: 5", "minutes: soon", StringComparison.Ordinal);
        course.Files["Recipe.json"] = """{ "name": "small", "steps": [{ "name": "courses", "paths": ["courses/strike-fund", "courses/none"] }] }""";

        var said = await SmallCourse.Import(await Admin(), course.Zip());

        Assert.Contains("courses/strike-fund/01-first/01-why.md:4:", said, StringComparison.Ordinal);
        Assert.Contains("There is no course in “courses/none”", said, StringComparison.Ordinal);
        Assert.False(await IsThere("strike-fund"));
    }

    [Theory]
    [InlineData("""{ "name": "x", "steps": [{ "name": "courses" }] }""", "needs \"paths\"")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "courses", "paths": [1] }] }""", "There is no course")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "courses", "paths": ["../../../../etc"] }] }""", "There is no course")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "coures", "paths": ["courses/strike-fund"] }] }""", "Nobody knows the step \"coures\"")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "Course", "paths": ["courses/strike-fund"] }] }""", "Nobody knows the step \"Course\"")]
    public async Task A_step_that_cannot_be_run_says_why(string recipe, string why)
    {
        var course = new SmallCourse();
        course.Files["Recipe.json"] = recipe;

        Assert.Contains(why, await SmallCourse.Import(await Admin(), course.Zip()), StringComparison.Ordinal);
        Assert.False(await IsThere("strike-fund"));
    }

    [Fact]
    public async Task The_same_archive_twice_makes_one_revision()
    {
        var course = new SmallCourse();
        foreach (var path in course.Files.Keys.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToArray())
        {
            course.Files[path.Replace("strike-fund", "twice", StringComparison.Ordinal)] = course.Files[path]
                .Replace("id: strike-fund", "id: twice", StringComparison.Ordinal).Replace("id: ", "id: tw-", StringComparison.Ordinal).Replace("tw-fund\n", "fund\n", StringComparison.Ordinal)
                .Replace("#owner", "#tw-owner", StringComparison.Ordinal).Replace("lesson=why", "lesson=tw-why", StringComparison.Ordinal);
            course.Files.Remove(path);
        }

        course.Files["Recipe.json"] = """{ "name": "small", "steps": [{ "name": "courses", "paths": ["../courses/twice"] }] }""";
        var admin = await Admin();

        Assert.Contains("Deployment package imported.", await SmallCourse.Import(admin, course.Zip()), StringComparison.Ordinal);
        Assert.Contains("Deployment package imported.", await SmallCourse.Import(admin, course.Zip()), StringComparison.Ordinal);

        Assert.Equal(1, await site.In(services => services.GetRequiredService<LearningDb>().Revisions.CountAsync(r => r.CourseId == "tw-twice", OrchardSite.Cancellation)));
    }

    private Task<Visitor> Admin() => new Visitor(site).SignIn("admin", OrchardSite.AdminSecret);

    private Task<bool> IsThere(string slug) => site.In(services => services.GetRequiredService<LearningDb>().Courses.AnyAsync(c => c.Slug == slug, OrchardSite.Cancellation));
}
