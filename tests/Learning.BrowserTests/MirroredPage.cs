using System.Globalization;
using SkiaSharp;

namespace Learning.BrowserTests;

/// <summary>A page that somebody has before her, laid out in both directions with the same words.</summary>
internal static class MirroredPage
{
    /// <summary>Letters, pictures and marks are the same in both directions and not mirrored: they are hidden. So is what a browser draws itself (the sign in a field for a day, the ring around what has the focus), the fringe of a banner, and gaps, which stand where their sentence has them.</summary>
    private const string HideWords =
        """
        () => {
          const hidden = new CSSStyleSheet();
          hidden.replaceSync(`
            *, *::before, *::after, *::marker, *::placeholder { color: transparent !important; text-decoration-color: transparent !important; caret-color: transparent !important; text-shadow: none !important; transition: none !important; animation: none !important; }
            img, svg, object, video, audio, iframe, .qr, .gap, .banner-cloth::after { visibility: hidden !important; }
            .cm-editor { display: none !important; }
            mark, ins, del { all: unset !important; color: transparent !important; }
            input[type=file]::file-selector-button, ::-webkit-calendar-picker-indicator, ::-webkit-scrollbar { visibility: hidden !important; }
            :focus-visible { outline: none !important; }`);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, hidden];
          document.activeElement?.blur();
          scrollTo(0, 0);

          // Signs without a direction of their own would split a line of words anew, and it would break elsewhere. What stands in an editor is left alone: it would take that for typing, and save it.
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, one => one.matches?.('.cm-editor') ? NodeFilter.FILTER_REJECT : one.matches ? NodeFilter.FILTER_SKIP : NodeFilter.FILTER_ACCEPT);
          while (words.nextNode()) words.currentNode.data = words.currentNode.data.replace(/[^\p{L}\p{N}\s]/gu, 'n');
          window.turned = [document.documentElement, ...document.querySelectorAll('[dir]')].map(one => [one, one.dir]);
        }
        """;

    private const string TurnRound = "() => turned.forEach(([one, dir]) => one.dir = dir === 'rtl' ? 'ltr' : 'rtl')";
    private const string TurnBack = "() => turned.forEach(([one, dir]) => one.dir = dir)";

    private const string NameOf =
        """
        ([x, y]) => {
          scrollTo(0, Math.max(0, y - 200));
          const one = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 2), y - scrollY);
          return one ? one.outerHTML.slice(0, 160).replace(/\s+/g, ' ') : 'nothing';
        }
        """;

    /// <summary>Where the page from right to left is not the mirror image of the page from left to right, with what is there. Leaves the page without its words.</summary>
    public static async Task<IReadOnlyList<string>> Faults(IPage page)
    {
        await page.EvaluateAsync(HideWords);
        using var one = await Picture(page);
        await page.EvaluateAsync(TurnRound);
        using var other = await Picture(page);
        await page.EvaluateAsync(TurnBack);
        if ((one.Width, one.Height) != (other.Width, other.Height))
        {
            return [string.Create(CultureInfo.InvariantCulture, $"It is {one.Width} × {one.Height} px in one direction, and {other.Width} × {other.Height} in the other.")];
        }

        var faults = new List<string>();
        foreach (var edge in Mirror.Compare(one, other).Take(10))
        {
            var what = await page.EvaluateAsync<string>(NameOf, new[] { edge.X, (edge.Top + edge.Bottom) / 2 });
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"An edge at {edge.X} px, from {edge.Top} to {edge.Bottom} px of {one.Height}: {what}"));
        }

        return faults;
    }

    private static async Task<SKBitmap> Picture(IPage page) => SKBitmap.Decode(await page.ScreenshotAsync(new() { FullPage = true, Animations = ScreenshotAnimations.Disabled }));
}
