using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;
using Learning.Tests.Authoring;

namespace Learning.BrowserTests;

/// <summary>
/// The examples of docs/authoring.md as a learner meets them on a phone. <c>LEARNING_PICTURES=1</c> in the environment also draws the pictures of the guide anew.
/// </summary>
public sealed class GuidePicturesTests(SiteAndBrowser site)
{
    private const int Phone = 360;

    private static readonly bool _draws = Environment.GetEnvironmentVariable("LEARNING_PICTURES") == "1";

    /// <summary>What stands in the pictures, where it shows more than empty fields do: the place of an option, or words for a field.</summary>
    private static readonly Dictionary<string, string[]> _given = new()
    {
        ["question-single-choice"] = ["1"],
        ["question-multiple-choice"] = ["0", "2"],
        ["question-short-text"] = ["actuarial valuation"],
        ["question-numeric"] = ["450"],
        ["question-gaps"] = ["102"],
        ["question-essay"] = ["We ask the Committee to examine"],
        ["question-certainty"] = ["1"],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_example_of_the_guide_is_shown_as_a_question()
    {
        var guide = GuideCourse.Read(site.Root);
        using var content = new TemporaryContent(guide, site.Root);
        await using var server = await SiteProcess.StartAsync(site.Root, Cancellation, content.Path);
        await using var context = await site.Browser.NewContextAsync(new()
        {
            BaseURL = server.Address,
            Locale = "en",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = Phone, Height = 800 },
        });
        context.SetDefaultTimeout(60_000);
        var author = new Visitor(context, await context.NewPageAsync(), site);
        await author.Register("author", "");
        await author.Open("/courses/guide");
        await author.Button("Course.Enrol").ClickAsync();
        await Expect(author.Page.Locator("#outline")).ToBeVisibleAsync();

        foreach (var (picture, question) in guide.Pictures)
        {
            await author.Open($"/learn/guide/{GuideCourse.QuizOf(question)}");
            if (await author.Button("Quiz.StartSurvey").CountAsync() > 0)
            {
                await author.Button("Quiz.StartSurvey").ClickAsync();
            }

            var section = author.Question(question);
            await Expect(section).ToBeVisibleAsync();
            Assert.NotEqual(0, await section.Locator("input:not([type=hidden]), select, textarea").CountAsync());
            foreach (var given in _given.GetValueOrDefault(picture) ?? [])
            {
                await FillAsync(section, given);
            }

            if (_draws)
            {
                await author.Heading.ClickAsync();   // out of the field
                await File.WriteAllBytesAsync(Path.Combine(site.Root, "docs", "pictures", $"{picture}.png"), SmallPicture.Of(await section.ScreenshotAsync()), Cancellation);
            }
        }
    }

    private static async Task FillAsync(ILocator section, string given)
    {
        var options = section.Locator(".options input");
        if (await options.CountAsync() > 0)
        {
            await options.Nth(int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)).CheckAsync();
        }
        else
        {
            await section.Locator("input[type=text], textarea").First.FillAsync(given);
        }
    }

    /// <summary>The guide's course in a folder that goes away again, with the site's own recipe for it.</summary>
    private sealed class TemporaryContent : IDisposable
    {
        public TemporaryContent(GuideCourse guide, string root)
        {
            var recipe = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(root, "content", "recipes", "learning.recipe.json")), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!;
            recipe["steps"]!.AsArray().Single(step => (string?)step!["name"] == "courses")!["paths"] = new JsonArray("../courses/guide");
            foreach (var (path, text) in guide.Files.Append(new("recipes/learning.recipe.json", recipe.ToJsonString())))
            {
                var file = System.IO.Path.Combine(Path, path);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("learning-guide-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
