using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>
/// What holds on every page, asked in one visit for each language: axe-core finds no barrier of WCAG 2.2 AA and none of its best practices, in the dark neither; nothing stands out of the page on the smallest
/// phone and on a wide screen; from right to left the page is the mirror image of what it is from left to right; the browser complains about nothing, and nothing is asked of other sites.
/// </summary>
public abstract class PageTests(SiteAndBrowser site)
{
    private const string OpenAll = "() => document.querySelectorAll('details').forEach(one => one.open = true)";

    private const string Sideways = "() => document.scrollingElement.scrollWidth - innerWidth";

    /// <summary>The innermost parts that stand out of the page, save those inside a box that scrolls by itself.</summary>
    private const string StandingOut =
        """
        () => [...document.body.querySelectorAll('*')].filter(one => {
          const box = one.getBoundingClientRect();
          const scrolls = one.parentElement.closest('*') && (function up(e) { return e && e !== document.body && (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || up(e.parentElement)); })(one.parentElement);
          return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls;
        }).map(one => one.outerHTML.slice(0, 120)).join('\n')
        """;

    private static readonly RunOnlyOptions Everything = new()
    {
        Type = "tag",
        Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    };

    /// <summary>What can differ between light and dark.</summary>
    private static readonly RunOnlyOptions Colors = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] };

    /// <param name="page">The name of a <see cref="SitePage"/>.</param>
    protected async Task Holds(string page, string language)
    {
        var direction = language == "ar" ? "rtl" : "ltr";
        var shown = SitePage.Named(page);
        await using var visitor = await site.VisitorAsync(shown.Who, language, width: 390, height: 844);

        await shown.Show(visitor);

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", shown.SpeaksItsCourse ? "en" : language);
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("dir", shown.SpeaksItsCourse ? "ltr" : direction);
        await visitor.Page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        visitor.AssertNoComplaint();
        await NoBarrier(visitor, Everything, "in the light");
        if (language == "en")
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await NoBarrier(visitor, Colors, "in the dark");
        }

        await Fits(visitor);
        if (language == "en")
        {
            await IsMirrored(visitor, shown.Width);
        }
    }

    private static async Task NoBarrier(Visitor visitor, RunOnlyOptions rules, string where)
    {
        var result = await visitor.Page.RunAxe(new AxeRunOptions { RunOnly = rules });
        Assert.True(result.Violations.Length == 0, $"{where}:\n{string.Join("\n\n", result.Violations.Select(Report))}");
    }

    private static async Task Fits(Visitor visitor)
    {
        await visitor.Page.EvaluateAsync(OpenAll);
        foreach (var width in new[] { 320, 360, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 800);
            var tooWide = await visitor.Page.EvaluateAsync<int>(Sideways);
            var which = tooWide > 0 ? await visitor.Page.EvaluateAsync<string>(StandingOut) : "";
            Assert.True(tooWide <= 0, string.Create(CultureInfo.InvariantCulture, $"At {width} px the page is {tooWide} px too wide:\n{which}"));
        }
    }

    /// <summary>The same words laid out from right to left: whatever stands on one side stands on the other.</summary>
    private static async Task IsMirrored(Visitor visitor, int width)
    {
        await visitor.Page.SetViewportSizeAsync(width, 844);
        var faults = await MirroredPage.Faults(visitor.Page);
        Assert.True(faults.Count == 0, $"Not the mirror image at {width} px:\n{string.Join('\n', faults)}");
    }

    private static string Report(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => $"  {node.Target}: {node.Html}\n    {string.Join("; ", node.Any.Select(c => c.Message))}"))}";
}

/// <summary>The pages that learners and visitors meet.</summary>
public sealed class LearnerPageTests(SiteAndBrowser site) : PageTests(site)
{
    [Theory]
    [MemberData(nameof(SitePage.OfLearners), MemberType = typeof(SitePage))]
    public Task From_left_to_right(string page) => Holds(page, "en");

    [Theory]
    [MemberData(nameof(SitePage.OfLearners), MemberType = typeof(SitePage))]
    public Task From_right_to_left(string page) => Holds(page, "ar");

    [Theory]
    [MemberData(nameof(SitePage.OfLearners), MemberType = typeof(SitePage))]
    public Task In_French(string page) => Holds(page, "fr");

    [Theory]
    [MemberData(nameof(SitePage.OfLearners), MemberType = typeof(SitePage))]
    public Task In_Spanish(string page) => Holds(page, "es");
}

/// <summary>The pages of those who teach, write and administer. A class of its own, so that both run at once.</summary>
public sealed class StaffPageTests(SiteAndBrowser site) : PageTests(site)
{
    [Theory]
    [MemberData(nameof(SitePage.OfStaff), MemberType = typeof(SitePage))]
    public Task From_left_to_right(string page) => Holds(page, "en");

    [Theory]
    [MemberData(nameof(SitePage.OfStaff), MemberType = typeof(SitePage))]
    public Task From_right_to_left(string page) => Holds(page, "ar");
}
