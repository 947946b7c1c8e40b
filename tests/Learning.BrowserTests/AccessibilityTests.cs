using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>axe-core asks every page what a program can ask of WCAG 2.2 AA, and its own best practices.</summary>
public abstract class AccessibilityTests(SiteAndBrowser site, ColorScheme colors, string language, RunOnlyOptions rules)
{
    protected static readonly RunOnlyOptions Everything = new()
    {
        Type = "tag",
        Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    };

    /// <summary>What can differ between light and dark.</summary>
    protected static readonly RunOnlyOptions Colors = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] };

    [Theory]
    [MemberData(nameof(SitePage.Names), MemberType = typeof(SitePage))]
    public async Task No_barrier_is_found_on(string page)
    {
        var shown = SitePage.Named(page);
        await using var visitor = await site.VisitorAsync(shown.Who, language, colors: colors, width: 390, height: 844);

        await shown.Show(visitor);
        var result = await visitor.Page.RunAxe(new AxeRunOptions { RunOnly = rules });

        Assert.True(result.Violations.Length == 0, string.Join("\n\n", result.Violations.Select(Report)));
    }

    private static string Report(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => $"  {node.Target}: {node.Html}\n    {string.Join("; ", node.Any.Select(c => c.Message))}"))}";
}

/// <inheritdoc/>
public sealed class AccessibilityInLightTests(SiteAndBrowser site) : AccessibilityTests(site, ColorScheme.Light, "en", Everything);

/// <inheritdoc/>
public sealed class AccessibilityInDarkTests(SiteAndBrowser site) : AccessibilityTests(site, ColorScheme.Dark, "en", Colors);

/// <inheritdoc/>
public sealed class AccessibilityInArabicTests(SiteAndBrowser site) : AccessibilityTests(site, ColorScheme.Light, "ar", Everything);
