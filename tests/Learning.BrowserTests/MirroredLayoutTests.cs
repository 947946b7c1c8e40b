using Learning.BrowserTests.Site;
using SkiaSharp;

namespace Learning.BrowserTests;

/// <summary>
/// A page laid out from right to left is the mirror image of the same page from left to right. The same words stand in both, and are hidden, since letters are not mirrored; boxes, edges, rules, bars and fields are
/// compared pixel by pixel.
/// </summary>
public sealed class MirroredLayoutTests(SiteAndBrowser site)
{
    /// <summary>Part of what is drawn that may differ: marks that are not to be mirrored, as a tick, and corners.</summary>
    private const double Allowed = 0.02;

    private const string HideWords =
        """
        () => {
          const hidden = new CSSStyleSheet();
          hidden.replaceSync(`
            *, *::before, *::after, *::marker, *::placeholder { color: transparent !important; text-decoration-color: transparent !important; caret-color: transparent !important; }
            img, svg, object { visibility: hidden !important; }
            mark { background: none !important; }
            :focus-visible { outline: none !important; }`);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, hidden];
          document.activeElement?.blur();
        }
        """;

    private const string TurnRound = "() => [document.documentElement, ...document.querySelectorAll('[dir=ltr], [dir=auto]')].forEach(one => one.dir = 'rtl')";

    [Theory]
    [MemberData(nameof(SitePage.OfLearners), MemberType = typeof(SitePage))]
    public async Task From_right_to_left_it_is_the_mirror_image(string page)
    {
        var shown = SitePage.Named(page);
        await using var visitor = await site.VisitorAsync(shown.Who, "en", width: 390, height: 844);
        await shown.Show(visitor);

        var (part, where) = await Difference(visitor);

        Assert.True(part <= Allowed, $"{part:P2} of what is drawn is not where a mirror shows it, between {where}.");
    }

    [Fact]
    public async Task An_edge_that_stays_on_its_side_is_seen()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.Open("/courses");
        await visitor.Page.EvaluateAsync("() => { const fault = new CSSStyleSheet(); fault.replaceSync('main > *, main > * > * { margin-left: 1rem }'); document.adoptedStyleSheets = [fault]; }");

        var (part, _) = await Difference(visitor);

        Assert.True(part > Allowed, $"{part:P2}");
    }

    private static async Task<(double Part, string Where)> Difference(Visitor visitor)
    {
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visitor.Page.EvaluateAsync(HideWords);
        using var one = await Picture(visitor);
        await visitor.Page.EvaluateAsync(TurnRound);
        using var other = await Picture(visitor);

        Assert.Equal((one.Width, one.Height), (other.Width, other.Height));
        var (before, after) = (one.Pixels, other.Pixels);
        var paper = before.CountBy(pixel => pixel).MaxBy(pixels => pixels.Value).Key;
        int drawn = 0, count = 0, first = one.Height, last = 0;
        for (var y = 0; y < one.Height; y++)
        {
            for (var x = 0; x < one.Width; x++)
            {
                drawn += before[(y * one.Width) + x] == paper && after[(y * one.Width) + one.Width - 1 - x] == paper ? 0 : 1;
                if (!IsNear(before[(y * one.Width) + x], after, one.Width, one.Height, one.Width - 1 - x, y))
                {
                    (count, first, last) = (count + 1, Math.Min(first, y), y);
                }
            }
        }

        return ((double)count / Math.Max(1, drawn), $"{first} and {last} px from the top of {one.Height}");
    }

    /// <summary>Whether there is such a pixel at that place or beside it: half a pixel is rounded to either side.</summary>
    private static bool IsNear(SKColor wanted, SKColor[] pixels, int width, int height, int x, int y)
    {
        for (var down = Math.Max(0, y - 1); down <= Math.Min(height - 1, y + 1); down++)
        {
            for (var along = Math.Max(0, x - 1); along <= Math.Min(width - 1, x + 1); along++)
            {
                var found = pixels[(down * width) + along];
                if (Math.Abs(found.Red - wanted.Red) <= 16 && Math.Abs(found.Green - wanted.Green) <= 16 && Math.Abs(found.Blue - wanted.Blue) <= 16)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static async Task<SKBitmap> Picture(Visitor visitor) => SKBitmap.Decode(await visitor.Page.ScreenshotAsync(new() { FullPage = true, Animations = ScreenshotAnimations.Disabled }));
}
