using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrchardCore.Modules.Manifest;

namespace Learning.OrchardCore.Tests;

/// <summary>A new part of the product needs its feature here: without one nobody could switch it off, and the recipe would not name it.</summary>
public sealed class CapabilityTests
{
    private static readonly JsonDocumentOptions _withComments = new() { CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<string> Capabilities => [.. Capability.All];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void Each_part_of_the_product_has_one_feature_which_the_manifest_describes_and_the_recipe_switches_on(string capability)
    {
        var feature = Assert.Single(Features.OfCapabilities, one => one.Value == capability).Key;

        var described = Assert.Single(typeof(Features).Assembly.GetCustomAttributes<FeatureAttribute>(), one => one.Id == feature);
        Assert.Equal(Features.Category, described.Category);
        Assert.NotEmpty(described.Description);
        Assert.Contains(feature, OfTheRecipe());
    }

    private static List<string> OfTheRecipe()
    {
        using var file = typeof(Features).Assembly.GetManifestResourceStream(typeof(Features).Assembly.GetManifestResourceNames().Single(name => name.EndsWith("learning-site.recipe.json", StringComparison.Ordinal)))!;
        var steps = JsonNode.Parse(file, documentOptions: _withComments)!["steps"]!.AsArray();
        return [.. steps.Single(step => (string?)step!["name"] == "feature")!["enable"]!.AsArray().Select(id => (string)id!)];
    }
}
