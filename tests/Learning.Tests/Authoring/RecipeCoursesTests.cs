using Learning.Authoring;

namespace Learning.Tests.Authoring;

public sealed class RecipeCoursesTests
{
    private readonly MemoryContent _content = new SmallCourse().Content;

    [Theory]
    [InlineData("recipes", "../courses/rights")]
    [InlineData("recipes", "..\\courses\\rights")]
    [InlineData("", "courses/rights")]
    [InlineData("", "../courses/rights")]
    [InlineData("", "./courses/rights/")]
    [InlineData("recipes/of/ours", "../../../courses/rights")]
    [InlineData("recipes", "../../../courses/rights")]
    public void A_course_is_found_as_seen_from_the_recipe(string recipeFolder, string path)
    {
        var reading = RecipeCourses.Read(_content, recipeFolder, path);

        Assert.Empty(reading.Problems);
        Assert.Equal(SmallCourse.Folder, reading.Path);
        Assert.NotNull(reading.Draft);
    }

    [Theory]
    [InlineData("courses/none")]
    [InlineData("")]
    [InlineData("../../..")]
    [InlineData("courses/rights/01-first")]
    public void Where_there_is_none_it_says_so(string path)
    {
        var problem = Assert.Single(RecipeCourses.Read(_content, "", path).Problems);

        Assert.Equal("missing-course", problem.Code);
        Assert.Contains(path, problem.Reason, StringComparison.Ordinal);
    }
}
