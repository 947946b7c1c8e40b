using System.Globalization;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>Every page fits the smallest phone and a wide screen, written from left to right and from right to left.</summary>
public sealed class LayoutTests(SiteAndBrowser site)
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

    [Theory]
    [MemberData(nameof(SitePage.Names), MemberType = typeof(SitePage))]
    public Task Left_to_right_nothing_stands_out_of(string page) => Fits(page, "en", "ltr");

    [Theory]
    [MemberData(nameof(SitePage.Names), MemberType = typeof(SitePage))]
    public Task Right_to_left_nothing_stands_out_of(string page) => Fits(page, "ar", "rtl");

    private async Task Fits(string page, string language, string direction)
    {
        var shown = SitePage.Named(page);
        await using var visitor = await site.VisitorAsync(shown.Who, language, width: 320, height: 640);

        await shown.Show(visitor);

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("dir", direction);
        await visitor.Page.EvaluateAsync(OpenAll);
        foreach (var width in new[] { 320, 360, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 800);
            var tooWide = await visitor.Page.EvaluateAsync<int>(Sideways);
            var which = tooWide > 0 ? await visitor.Page.EvaluateAsync<string>(StandingOut) : "";
            Assert.True(tooWide <= 0, string.Create(CultureInfo.InvariantCulture, $"At {width} px the page is {tooWide} px too wide:\n{which}"));
        }
    }
}
