using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Learning.BrowserTests.Site;
using static Microsoft.Playwright.Assertions;

namespace Learning.OrchardCore.Tests;

/// <summary>The pages in a browser, with their scripts, within the theme of the site.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private const string Reading = $"/learn/{SmallCourse.Slug}/why-a-fund";
    private const string Testing = $"/learn/{SmallCourse.Slug}/fund-test";

    private readonly OrchardSite _site = new() { Listens = true };
    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static readonly AxeRunOptions Barriers = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await SmallCourse.Import(await new Visitor(_site).SignIn("admin", OrchardSite.AdminSecret), new SmallCourse().Zip());
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(Chromium.Options());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("ar", "rtl")]
    public async Task A_learner_comes_from_the_catalogue_to_her_certificate_and_meets_no_barrier(string language, string direction)
    {
        await new Visitor(_site).Register("amina");
        var page = await Open(language);
        await SignIn(page, "amina");

        await Shows(page, "/courses", language, direction);
        await Shows(page, $"/courses/{SmallCourse.Slug}", language, direction);
        await page.Locator("form[action$='/enrolments'] button").ClickAsync();
        await Shows(page, Reading, language, direction);
        await page.Locator("#finish button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("fund-test"));
        await Holds(page, language, direction);
        await page.Locator("form[action='/record'] button").First.ClickAsync();
        await page.Locator("input[name='answer.owner'][value=a]").CheckAsync();
        await Holds(page, language, direction);
        await page.Locator("#test .hand-in button[value=submitted]").Last.ClickAsync();
        await Expect(page.Locator("#result")).ToBeVisibleAsync();
        await Holds(page, language, direction);
        await Shows(page, "/my", language, direction);
        await page.Locator("a[href^='/credentials/']").First.ClickAsync();
        await Expect(page.Locator(".learning")).ToContainTextAsync("amina");
        await Holds(page, language, direction);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task An_editor_sees_the_text_she_writes_as_learners_will_and_no_second_site_around_it()
    {
        await new Visitor(_site).Register("ed");
        await _site.Gives("ed", "Editor");
        var page = await Open("en");
        await SignIn(page, "ed");
        await page.GotoAsync("/drafts");
        await page.Locator($"form[action='/drafts']:has([value='{SmallCourse.Slug}']) button").ClickAsync();
        await page.Locator("a[href*='01-why.md']").First.ClickAsync();

        var frame = page.FrameLocator("#edit-preview iframe");
        await Expect(frame.Locator("#preview-body")).ToContainTextAsync("Contributions of quiet years");
        await Expect(frame.Locator("nav")).ToHaveCountAsync(0);
        await Expect(frame.Locator("body > *")).ToHaveCountAsync(1);
        await page.Locator("[data-mode=rtl]").ClickAsync();
        await Expect(frame.Locator("#preview-page")).ToHaveAttributeAsync("dir", "rtl");
        Assert.Empty(_complaints);
    }

    private async Task<IPage> Open(string language)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = _site.Address.ToString(), Locale = language, ViewportSize = new() { Width = 1280, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Add($"{message.Page?.Url}: {message.Text}");
            }
        };
        context.WebError += (_, error) => _complaints.Add($"{error.Page?.Url}: {error.Error}");
        context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(_site.Address.ToString(), StringComparison.Ordinal) && request.Url.Contains("/theme/", StringComparison.Ordinal))
            {
                _complaints.Add($"{request.Url} is elsewhere.");
            }
        };
        return await context.NewPageAsync();
    }

    private static async Task SignIn(IPage page, string username)
    {
        await page.GotoAsync("/Login");
        await page.Locator("input[name$=UserName]").FillAsync(username);
        await page.Locator("input[name$=Password]").FillAsync(OrchardSite.AdminSecret);
        await page.Locator("form[action^='/Login'] button[type=submit]").ClickAsync();
        await Expect(page.Locator("form[action^='/Login']")).ToHaveCountAsync(0);
    }

    private static async Task Shows(IPage page, string path, string language, string direction)
    {
        Assert.Equal(200, (await page.GotoAsync(path))!.Status);
        await Holds(page, language, direction);
    }

    /// <summary>What is ours on the page speaks the language and has no barrier. What the theme has around it is the theme's.</summary>
    private static async Task Holds(IPage page, string language, string direction)
    {
        var ours = page.Locator(".learning");
        await Expect(ours).ToHaveAttributeAsync("lang", language);
        await Expect(ours).ToHaveAttributeAsync("dir", direction);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var found = await ours.RunAxe(Barriers);
        Assert.True(found.Violations.Length == 0, string.Create(CultureInfo.InvariantCulture, $"{page.Url}\n{string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"))}"));
    }
}
